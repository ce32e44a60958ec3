import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sineTaylorCoefficients } from '../../src/fit/taylor.js';

test('the coefficients of sin about 0', () => {
  assert.deepEqual(sineTaylorCoefficients(9), [
    0,
    1,
    0,
    -1 / 6,
    0,
    1 / 120,
    0,
    -1 / 5040,
    0,
    1 / 362880,
  ]);
  assert.deepEqual(sineTaylorCoefficients(3), [0, 1, 0, -1 / 6]);
  assert.deepEqual(sineTaylorCoefficients(0), [0]);
});

test('a wrong degree is refused', () => {
  assert.throws(() => sineTaylorCoefficients(10), RangeError);
});
