import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sineDataset } from '../../src/fit/dataset.js';
import { powerSums } from '../../src/fit/powerSums.js';
import { sineParts } from '../../src/fit/sineParts.js';
import { assertClose } from './close.js';
import { describeProblem, numpyOptima } from './numpyOptima.js';

test('the sums over three points are the ones worked out by hand', () => {
  const dataset = { x: Float64Array.of(1, 2, -3), y: Float64Array.of(5, 0, 1) };
  assert.deepEqual(powerSums([dataset], 2), {
    samples: 3,
    x: [3, 0, 14, -18, 98],
    xy: [6, 2, 14],
    yy: 26,
  });
});

test('the sums are the exact ones, for every degree', () => {
  for (const problem of numpyOptima.problems) {
    const { degree, samples, interval, xSums, xySums, yySum } = problem;
    const name = describeProblem(problem);
    const sums = powerSums([sineDataset(samples, interval)], degree);
    assert.equal(sums.samples, samples);
    assert.equal(sums.x.length, 2 * degree + 1);
    assert.equal(sums.xy.length, degree + 1);
    sums.x.forEach((sum, k) => {
      // An odd power's sum may vanish; the even one below it tells the size of its terms.
      assertClose(sum, xSums[k]!, 2e-15, `${name}: x^${k}`, 4 * xSums[k - (k % 2)]!);
    });
    sums.xy.forEach((sum, k) => {
      assertClose(sum, xySums[k]!, 2e-15, `${name}: y x^${k}`, Math.sqrt(yySum * xSums[2 * k]!));
    });
    assertClose(sums.yy, yySum, 1e-15, `${name}: y^2`);
  }
});

test('a million points summed in parts agree with the closed forms', () => {
  const n = 1_000_000;
  const { samples, x, xy, yy } = powerSums(sineParts(n, [-Math.PI, Math.PI]), 2);
  assert.equal(samples, n);
  assert.equal(x[0], n);
  assertClose(x[2]!, (Math.PI ** 2 * n * (n + 1)) / (3 * (n - 1)), 1e-14, 'x^2');
  const fourth = (Math.PI ** 4 * n * (n + 1) * (3 * n ** 2 - 7)) / (15 * (n - 1) ** 3);
  assertClose(x[4]!, fourth, 1e-14, 'x^4');
  // Half the points' number, but that both ends count and are 0.
  assertClose(yy, (n - 1) / 2, 1e-14, 'y^2');
  for (const [name, sum] of [
    ['x', x[1]!] as const,
    ['x^3', x[3]!] as const,
    ['y', xy[0]!] as const,
  ]) {
    assertClose(sum, 0, 1e-14, name, n);
  }
});

test('the same points give the same sums, in one part or in several', () => {
  const whole = powerSums([sineDataset(2000, [-1, 4])], 5);
  const parts = powerSums(sineParts(2000, [-1, 4]), 5);
  assert.equal(parts.samples, whole.samples);
  parts.x.forEach((sum, k) => {
    assertClose(sum, whole.x[k]!, 1e-14, `x^${k}`);
  });
});

test('a wrong degree is refused', () => {
  assert.throws(() => powerSums([], 10), RangeError);
  assert.throws(() => powerSums([], -1), RangeError);
});
