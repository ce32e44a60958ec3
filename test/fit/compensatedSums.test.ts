import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompensatedSums } from '../../src/fit/compensatedSums.js';

function total(...values: number[]): number | undefined {
  const sums = new CompensatedSums(1);
  for (const value of values) {
    sums.add(0, value);
  }
  return sums.totals()[0];
}

test('digits that a plain sum loses are kept', () => {
  assert.equal(total(1, 1e100, 1, -1e100), 2);
  assert.equal(total(...new Array<number>(10).fill(0.1)), 1);
  assert.equal(total(2 ** 53, 1, 1), 2 ** 53 + 2);
});

test('the error does not grow with the number of terms', () => {
  const sums = new CompensatedSums(1);
  for (let i = 0; i < 1_000_000; i++) {
    sums.add(0, 0.1);
  }
  assert.equal(sums.totals()[0], 100_000);
});

test('several sums are kept apart', () => {
  const sums = new CompensatedSums(3);
  sums.add(0, 1);
  sums.add(2, 5);
  sums.add(2, 6);
  assert.deepEqual(sums.totals(), [1, 0, 11]);
});

test('a sum that overflows is infinite, not undefined', () => {
  assert.equal(total(1e308, 1e308), Infinity);
  assert.equal(total(-1e308, -1e308, 1), -Infinity);
});
