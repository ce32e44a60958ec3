import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { createOptimizerForecast } from '../../src/fit/optimizerForecast.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { standardNormals } from '../../src/fit/random.js';
import { SIMULATED_ITERATIONS } from '../../src/fit/simulatedForecast.js';
import { assertClose } from './close.js';
import { TUTORIAL } from './tutorial.js';

const { samples, interval, degree } = TUTORIAL;
const analysis = analyse(samples, interval, degree);
const seed42 = standardNormals(42, 4);

test('every optimizer does what is forecast, with the schedule', () => {
  for (const optimizer of Object.values(OPTIMIZERS)) {
    const learningRate = optimizer.name === 'adam' || optimizer.name === 'rmsprop' ? 0.01 : 1e-7;
    const schedule = [{ iteration: 20, learningRate: learningRate / 2 }];
    const start = { coefficients: seed42, learningRate, optimizer };
    const forecast = createOptimizerForecast(analysis, start, schedule);
    const objective = createObjective('pointwise', samples, interval, degree);
    const descent = new Descent(objective, seed42, learningRate, 0, schedule, optimizer);
    for (let i = 0; i < 50; i++) {
      descent.step();
    }
    assertClose(forecast.lossAt(50), descent.loss, 1e-9, optimizer.name);
  }
});

test('only RMSprop and Adam have to be simulated', () => {
  const simulated = Object.values(OPTIMIZERS).map((optimizer) => {
    const start = { coefficients: seed42, learningRate: 1e-6, optimizer };
    return createOptimizerForecast(analysis, start).simulated;
  });
  assert.deepEqual(simulated, [null, null, null, SIMULATED_ITERATIONS, SIMULATED_ITERATIONS]);
});

test('without an optimizer it is gradient descent', () => {
  const start = { coefficients: seed42, learningRate: 1e-6 };
  const plain = createOptimizerForecast(analysis, start);
  assert.equal(plain.simulated, null);
  assert.equal(plain.iterationWithin(0.01), 2445);
});
