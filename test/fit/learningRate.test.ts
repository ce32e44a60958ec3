import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import {
  checkLearningRate,
  meanLossLearningRate,
  roundedDown,
  safeLearningRate,
  shareOfLimit,
} from '../../src/fit/learningRate.js';
import { assertClose } from './close.js';

test('1e-6 on the sum over 2000 points is 2e-3 on the mean', () => {
  assertClose(meanLossLearningRate(1e-6, 2000), 2e-3, 1e-15, 'rate');
});

test('a rate at the limit is all of it, however the limit is rounded', () => {
  // Of a constant the Hessian is twice the number of points.
  for (const samples of [2, 3, 7, 1000]) {
    const { stabilityLimit } = analyse(samples, [-Math.PI, Math.PI], 0);
    assert.equal(shareOfLimit(1 / samples, stabilityLimit), 1);
    assert.ok(shareOfLimit((1 + 1e-9) / samples, stabilityLimit) > 1);
    assert.ok(shareOfLimit((1 - 1e-9) / samples, stabilityLimit) < 1);
  }
});

test('a limit is rounded down, so that what is shown converges', () => {
  assert.equal(roundedDown(3.557947e-6, 4), 3.557e-6);
  // Not to the limit itself, where training never settles.
  assert.equal(roundedDown(0.5, 4), 0.4999);
  assert.equal(roundedDown(1e-6, 3), 9.99e-7);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.integer({ min: 2, max: 8 }),
      (limit, digits) => {
        const shown = roundedDown(limit, digits);
        assert.equal(shown, Number(shown.toPrecision(digits)));
        assert.ok(shareOfLimit(shown, limit) < 1);
        assert.ok(shown > limit * (1 - 1.1 * 10 ** (1 - digits)));
      },
    ),
  );
});

test('the rate said to work does not overshoot in any direction', () => {
  for (let degree = 0; degree <= 9; degree++) {
    for (const samples of [2, 7, 2000]) {
      const { stabilityLimit, eigenvalues } = analyse(samples, [-Math.PI, Math.PI], degree);
      const rate = safeLearningRate(stabilityLimit);
      assert.ok(eigenvalues.every((eigenvalue) => rate * eigenvalue < 1));
      assert.ok(rate > 0.45 * stabilityLimit);
    }
  }
});

test('a learning rate is a finite number above 0', () => {
  checkLearningRate(Number.MIN_VALUE);
  checkLearningRate(Number.MAX_VALUE);
  for (const rate of [0, -1e-6, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => checkLearningRate(rate), {
      name: 'RangeError',
      message: `learning rate must be a finite number above 0, not ${rate}`,
    });
  }
});
