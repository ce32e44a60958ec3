import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { median, medianInterval } from './statistics.js';

describe('median', () => {
  it('has half of the values at or below it and half at or above', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([10, 4, 1, 2]), 3);
    assert.throws(() => median([]), RangeError);
  });
});

describe('medianInterval', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => n - i);

  it('takes the order statistics that tables of the sign test give', () => {
    // Conover, table A3: P(X ≤ 7) = 0.0216 and P(X ≤ 5) = 0.0020 for n = 25.
    assert.deepEqual(medianInterval(upTo(25), 0.95), [8, 18]);
    assert.deepEqual(medianInterval(upTo(25), 0.99), [6, 20]);
    assert.deepEqual(medianInterval(upTo(10), 0.95), [2, 9]);
  });

  it('has no bounds when there are too few values', () => {
    assert.deepEqual(medianInterval(upTo(5), 0.95), [
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    assert.deepEqual(medianInterval(upTo(6), 0.95), [1, 6]);
  });
});
