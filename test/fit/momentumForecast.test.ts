import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent } from '../../src/fit/descent.js';
import { createForecast } from '../../src/fit/forecast.js';
import { bestMomentum, momentumLimit } from '../../src/fit/momentum.js';
import { createMomentumForecast } from '../../src/fit/momentumForecast.js';
import type { Momentum } from '../../src/fit/optimizers.js';
import { standardNormals } from '../../src/fit/random.js';
import { assertClose } from './close.js';
import { momentumData } from './mpmathMomentum.js';
import { pointwiseLoss } from './problems.js';
import { TUTORIAL } from './tutorial.js';

const tutorial = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const objective = createObjective('moments', TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const seed42 = standardNormals(42, 4);

/** sin at 0 and π/2 fitted by a constant: y is 0 and 1, a* = 1/2, L* = 1/2, λ = 4. */
const TWO_POINTS = analyse(2, [0, Math.PI / 2], 0);

const momenta: fc.Arbitrary<Momentum> = fc.record({
  name: fc.constantFrom('momentum', 'nesterov'),
  beta: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.98, noNaN: true })),
});
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('the forecast agrees with 60-digit arithmetic', () => {
  for (const { degree, samples, interval, initial, runs } of momentumData.problems) {
    const analysis = analyse(samples, interval, degree);
    for (const { name, isBest, beta, learningRate, losses, changed } of runs) {
      test(`degree ${degree}, ${samples} points, ${name} ${beta} at ${learningRate}`, () => {
        const still = createMomentumForecast(analysis, initial, { name, beta }, learningRate);
        const velocity = initial.map(() => momentumData.velocity);
        const moving = createMomentumForecast(
          analysis,
          initial,
          { name, beta, velocity },
          learningRate,
          [{ iteration: momentumData.change, learningRate: learningRate / 2 }],
        );
        // A loss that falls to 0 stops at the rounding errors of where it came from.
        const scale = 1e-18 * pointwiseLoss(sineDataset(samples, interval), initial);
        momentumData.checkpoints.forEach((t, i) => {
          // Where two roots meet, an error of the eigenvalue counts with the square of t.
          const error = isBest ? Math.max(1e-9, 1e-14 * t ** 2) : 1e-9;
          assertClose(still.lossAt(t), losses[i]!, error, `t = ${t}`, losses[i]! + scale);
          assertClose(moving.lossAt(t), changed[i]!, 1e-9, `moving, t = ${t}`, changed[i]! + scale);
        });
      });
    }
  }
});

test('the iterations to within one per cent of the least, for seed 42', () => {
  const within = (momentum: Momentum, learningRate: number) =>
    createMomentumForecast(tutorial, seed42, momentum, learningRate).iterationWithin(0.01);
  assert.equal(within({ name: 'momentum', beta: 0 }, 1e-6), 2445);
  assert.equal(within({ name: 'momentum', beta: 0.9 }, 1e-6), 199);
  const { beta, learningRate } = bestMomentum('momentum', tutorial);
  assert.equal(within({ name: 'momentum', beta }, learningRate), 120);
});

test('a run does what was forecast, even with a schedule, and comes near for good when forecast', () => {
  const changes = fc.uniqueArray(
    fc.record({ iteration: fc.integer({ min: 1, max: 200 }), share: shares }),
    { maxLength: 3, selector: ({ iteration }) => iteration },
  );
  fc.assert(
    fc.property(momenta, shares, changes, fc.nat(1000), (momentum, share, list, seed) => {
      const limit = momentumLimit(momentum, tutorial.stabilityLimit);
      const schedule = list
        .toSorted((a, b) => a.iteration - b.iteration)
        .map((change) => ({ iteration: change.iteration, learningRate: change.share * limit }));
      const initial = standardNormals(seed, 4);
      const descent = new Descent(objective, initial, share * limit, 0, schedule, momentum);
      const forecast = createMomentumForecast(tutorial, initial, momentum, share * limit, schedule);
      let last = -1;
      const end = 3000;
      for (let t = 0; t <= end; t++) {
        assertClose(forecast.lossAt(t), descent.loss, 1e-9, `t = ${t}`);
        last = descent.loss > 1.01 * tutorial.optimum.loss ? t : last;
        descent.step();
      }
      const near = forecast.iterationWithin(0.01);
      if (near !== null && near <= end) {
        assert.equal(near, last + 1);
      } else {
        assert.equal(forecast.lossAt(end) > 1.01 * tutorial.optimum.loss, last === end);
      }
    }),
    {
      numRuns: 60,
      // The last peak above the goal is narrow.
      examples: [[{ name: 'nesterov', beta: 0.979977215298041 }, 0.8218851802250721, [], 631]],
    },
  );
});

test('a forecast from the middle of a run agrees with the one from its start', () => {
  fc.assert(
    fc.property(momenta, shares, fc.integer({ min: 1, max: 60 }), (momentum, share, middle) => {
      const rate = share * momentumLimit(momentum, tutorial.stabilityLimit);
      const descent = new Descent(objective, seed42, rate, 0, [], momentum);
      while (descent.iteration < middle) {
        descent.step();
      }
      const { coefficients, optimizer } = descent.snapshot();
      const whole = createMomentumForecast(tutorial, seed42, momentum, rate);
      const rest = createMomentumForecast(tutorial, coefficients, optimizer as Momentum, rate);
      for (const t of [0, 1, 2, 7, 50, 400]) {
        assertClose(rest.lossAt(t), whole.lossAt(middle + t), 1e-9, `t = ${t}`);
      }
    }),
  );
});

test('without momentum it is the forecast of gradient descent', () => {
  for (const name of ['momentum', 'nesterov'] as const) {
    for (const share of [1e-12, 0.3, 0.5, 0.99, 1.01]) {
      const rate = share * tutorial.stabilityLimit;
      const plain = createForecast(tutorial, seed42, rate);
      const none = createMomentumForecast(tutorial, seed42, { name, beta: 0 }, rate);
      for (const t of [0, 1, 2, 99, 1e4, 1e13]) {
        if (plain.lossAt(t) === Number.POSITIVE_INFINITY) {
          assert.equal(none.lossAt(t), Number.POSITIVE_INFINITY);
        } else {
          assertClose(none.lossAt(t), plain.lossAt(t), 1e-10, `${share} of the limit, t = ${t}`);
        }
      }
      const [a, b] = [none.iterationWithin(0.01), plain.iterationWithin(0.01)];
      assert.ok(a === b || Math.abs(a! / b! - 1) < 1e-12, `${a} and ${b}`);
    }
  }
});

test('at and above the limit it never comes near', () => {
  fc.assert(
    fc.property(momenta, fc.double({ min: 1, max: 50, noNaN: true }), (momentum, share) => {
      const rate = 1.000001 * share * momentumLimit(momentum, tutorial.stabilityLimit);
      const forecast = createMomentumForecast(tutorial, seed42, momentum, rate);
      assert.equal(forecast.iterationWithin(0.01), null);
      assert.equal(forecast.lossAt(1e10), Number.POSITIVE_INFINITY);
    }),
  );
});

test('two points worked out by hand', () => {
  // Half of β and ηλ = 1/2: r = (1 ± i)/2, so that the distance is 2^(−t/2) cos(πt/4) of the first.
  const ringing = createMomentumForecast(TWO_POINTS, [0], { name: 'momentum', beta: 0.5 }, 1 / 8);
  [1, 0.5, 0, -0.25, -0.25, -0.125, 0].forEach((distance, t) => {
    assertClose(ringing.lossAt(t), 0.5 + 0.5 * distance ** 2, 1e-14, `ringing, t = ${t}`);
  });
  // Within 1 % only for good: the loss at 2 is the least, but not the losses at 3 to 5.
  assert.equal(ringing.iterationWithin(0.01), 6);
  // With Nesterov and ηλ = 1 both roots are 0: at the optimum after two iterations.
  const nesterov: Momentum = { name: 'nesterov', beta: 0.5 };
  const gone = createMomentumForecast(TWO_POINTS, [0], nesterov, 1 / 4);
  [1, -0.5, 0, 0].forEach((distance, t) => {
    assertClose(gone.lossAt(t), 0.5 + 0.5 * distance ** 2, 1e-14, `gone, t = ${t}`);
  });
  assert.equal(gone.iterationWithin(0.01), 2);
});

test('a least loss of 0, a loss too low and one too large for a number', () => {
  const momentum: Momentum = { name: 'momentum', beta: 0.9 };
  const exact = analyse(2, [0, 1], 3);
  const rate = exact.stabilityLimit / 2;
  const forecast = createMomentumForecast(exact, [1, 1, 1, 1], momentum, rate);
  assert.equal(forecast.iterationWithin(0.01), null);
  const goal = forecast.lossAt(0) / 1000;
  const below = forecast.iterationBelow(goal)!;
  assert.ok(forecast.lossAt(below) <= goal && forecast.lossAt(below - 1) > goal);
  const there = createMomentumForecast(exact, exact.optimum.coefficients, momentum, rate);
  assert.equal(there.iterationWithin(0.01), 0);
  assert.equal(createMomentumForecast(tutorial, seed42, momentum, 1e-6).iterationBelow(8), null);
  const far = createMomentumForecast(tutorial, [1e300, 1, -1e300, 1], momentum, 1e-6);
  assert.equal(far.lossAt(0), Number.POSITIVE_INFINITY);
  assert.equal(far.iterationWithin(0.01), null);
});
