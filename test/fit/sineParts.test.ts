import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sineDataset } from '../../src/fit/dataset.js';
import { sineParts } from '../../src/fit/sineParts.js';

test('the parts are the dataset, bit for bit', () => {
  for (const samples of [2, 3, 511, 512, 513, 1024, 2000, 2049]) {
    for (const interval of [[-Math.PI, Math.PI] as const, [-1 / 3, 2 / 3] as const]) {
      const { x, y } = sineDataset(samples, interval);
      const actual = { x: [] as number[], y: [] as number[] };
      for (const part of sineParts(samples, interval)) {
        actual.x.push(...part.x);
        actual.y.push(...part.y);
      }
      assert.deepEqual(actual, { x: [...x], y: [...y] });
    }
  }
});

test('a part is small, however many points there are', () => {
  const parts = sineParts(1e12, [0, 1]);
  for (let i = 0; i < 3; i++) {
    const { value } = parts.next();
    assert.ok(value && value.x.length <= 4096 && value.y.length === value.x.length);
  }
});

test('anything that sineDataset refuses is refused', () => {
  for (const samples of [1, 0, -5, 2.5, Number.NaN]) {
    const message = `the number of points must be a whole number, at least 2, not ${samples}`;
    assert.throws(() => [...sineParts(samples, [0, 1])], { name: 'RangeError', message });
  }
  for (const interval of [
    [1, 1],
    [1, 0],
    [0, Infinity],
    [Number.NaN, 1],
    [-1e308, 1e308],
  ]) {
    const [from, to] = interval as [number, number];
    const message = `the interval must be finite and go from low to high, not from ${from} to ${to}`;
    assert.throws(() => [...sineParts(5, [from, to])], { name: 'RangeError', message });
  }
});
