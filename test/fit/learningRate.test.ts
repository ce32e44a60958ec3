import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { meanLossLearningRate, shareOfLimit } from '../../src/fit/learningRate.js';
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
