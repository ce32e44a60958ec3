import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { causeOfDivergence } from '../../src/fit/divergence.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';
import { TUTORIAL } from './tutorial.js';

const cause = (
  stabilityLimit: number,
  learningRate: number,
  startLoss: number,
  loss: number,
  samples: number,
) => causeOfDivergence({ stabilityLimit, samples }, { learningRate, startLoss, loss });

test('a rate at or above the limit is reported, whatever the loss does', () => {
  assert.equal(cause(0.5, 0.51, 10, 1, 5), 'above');
  assert.equal(cause(0.5, 0.5, 10, 1, 5), 'at');
  assert.equal(cause(0.5, 0.5 * (1 + 1e-15), 10, 1, 5), 'at');
  assert.equal(cause(0.5, 0.49, 10, 1, 5), null);
});

test('below the limit a loss above its start is reported, at every size', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), (start) => {
      assert.equal(cause(1, 0.5, start, start * 1.01 + 1e-9, 1), 'risen');
      assert.equal(cause(1, 0.5, start, start, 1), null);
      assert.equal(cause(1, 0.5, start, start * (1 + 1e-12), 1), null);
    }),
  );
});

test('rounding errors at the optimum do not count as a rise, with both engines and at every degree', () => {
  for (const engine of OBJECTIVE_ENGINES) {
    for (let degree = 0; degree <= 9; degree++) {
      for (const samples of [2, 3, 5, 11, 2000]) {
        const { optimum, stabilityLimit } = analyse(samples, TUTORIAL.interval, degree);
        const objective = createObjective(engine, samples, TUTORIAL.interval, degree);
        const rate = 0.99 * stabilityLimit;
        const descent = new Descent(objective, optimum.coefficients, rate);
        const start = descent.snapshot().loss;
        for (let t = 0; t < 500; t++) {
          descent.step();
          const { loss } = descent.snapshot();
          assert.equal(cause(stabilityLimit, rate, start, loss, samples), null);
        }
      }
    }
  }
});
