import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { createMomentumForecast } from '../../src/fit/momentumForecast.js';
import { createOptimizerForecast } from '../../src/fit/optimizerForecast.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { standardNormals } from '../../src/fit/random.js';
import { SIMULATED_ITERATIONS, simulateForecast } from '../../src/fit/simulatedForecast.js';
import { assertClose } from './close.js';
import { TUTORIAL } from './tutorial.js';

const tutorial = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const objective = createObjective('moments', TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const seed42 = standardNormals(42, 4);

test('a run does what was simulated, from its start and from its middle', () => {
  for (const [optimizer, rate] of [
    [OPTIMIZERS.rmsprop, 1e-3],
    [OPTIMIZERS.adam, 1e-2],
  ] as const) {
    const schedule = [{ iteration: 500, learningRate: rate / 2 }];
    const start = { coefficients: seed42, learningRate: rate, optimizer };
    const forecast = createOptimizerForecast(tutorial, start, schedule);
    const descent = new Descent(objective, seed42, rate, 0, schedule, optimizer);
    while (descent.iteration < 400) {
      assertClose(forecast.lossAt(descent.iteration), descent.loss, 1e-9, `${descent.iteration}`);
      descent.step();
    }
    const middle = descent.snapshot();
    const rest = createOptimizerForecast(tutorial, middle, [
      { iteration: 100, learningRate: rate / 2 },
    ]);
    while (descent.iteration < 1000) {
      const { iteration, loss } = descent.snapshot();
      assertClose(forecast.lossAt(iteration), loss, 1e-9, `${iteration}`);
      assertClose(
        rest.lossAt(iteration - middle.iteration),
        loss,
        1e-9,
        `from the middle, ${iteration}`,
      );
      descent.step();
    }
  }
});

test('a run comes near for good when forecast, as far as the simulation goes', () => {
  const end = SIMULATED_ITERATIONS;
  for (const learningRate of [1e-6, 1e-3, 0.1]) {
    const forecast = simulateForecast(tutorial, seed42, OPTIMIZERS.adam, learningRate);
    const descent = new Descent(objective, seed42, learningRate, 0, [], OPTIMIZERS.adam);
    let last = -1;
    for (let t = 0; t <= end; t++) {
      last = descent.loss > 1.01 * tutorial.optimum.loss ? t : last;
      descent.step();
    }
    const near = forecast.iterationWithin(0.01);
    if (learningRate === 0.1) {
      // Adam's second moment fades near the optimum, until a burst: rounding errors decide when.
      assert.ok(last > end / 2 && (near === null || near > end / 2));
    } else {
      assert.equal(near, last === end ? null : last + 1);
    }
    assert.equal(forecast.iterationBelow(8), null);
  }
});

test('it agrees with the closed form where there is one', () => {
  const exact = createMomentumForecast(tutorial, seed42, OPTIMIZERS.momentum, 1e-6);
  const simulated = simulateForecast(tutorial, seed42, OPTIMIZERS.momentum, 1e-6);
  for (let t = 0; t <= 1000; t++) {
    assertClose(simulated.lossAt(t), exact.lossAt(t), 1e-9, `t = ${t}`);
  }
  assert.equal(simulated.iterationWithin(0.01), 199);
});

test('it is linear between iterations, unknown beyond the last one, infinite where numbers overflow', () => {
  const forecast = simulateForecast(tutorial, seed42, OPTIMIZERS.adam, 1e-2, [], 10);
  const between = (forecast.lossAt(3) + forecast.lossAt(4)) / 2;
  assertClose(forecast.lossAt(3.5), between, 1e-12, 'between');
  assert.ok(Number.isFinite(forecast.lossAt(10)));
  assert.ok(Number.isNaN(forecast.lossAt(11)));
  const diverging = simulateForecast(tutorial, seed42, OPTIMIZERS.momentum, 1);
  assert.equal(diverging.lossAt(SIMULATED_ITERATIONS), Number.POSITIVE_INFINITY);
  assert.equal(diverging.iterationWithin(0.01), null);
});
