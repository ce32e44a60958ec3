import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_SEED, standardNormals } from '../../src/fit/random.js';
import { assertClose } from './close.js';
import { numpyData } from './numpyRuns.js';

/** NumPy's logarithm may round the last digit differently. */
const LAST_DIGIT = 1e-15;

const seeds = fc.integer({ min: 0, max: MAX_SEED });

for (const { seed, first, late } of numpyData.draws) {
  test(`seed ${seed} gives NumPy's numbers`, () => {
    const normals = standardNormals(seed, 3000);
    first.forEach((value, i) => {
      assertClose(normals[i]!, value, LAST_DIGIT, `number ${i}`);
    });
    for (const { index, value } of late) {
      assertClose(normals[index]!, value, LAST_DIGIT, `number ${index}`);
    }
  });
}

test('seed 0 begins with the numbers known from every NumPy example', () => {
  assert.deepEqual(
    standardNormals(0, 4),
    [1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458],
  );
});

test('a seed always gives the same numbers, however many are asked for', () => {
  fc.assert(
    fc.property(seeds, fc.nat(50), fc.nat(50), (seed, count, more) => {
      const normals = standardNormals(seed, count);
      assert.equal(normals.length, count);
      assert.deepEqual(standardNormals(seed, count + more).slice(0, count), normals);
    }),
  );
});

test('the numbers have mean 0 and variance 1', () => {
  const normals = standardNormals(2718281828, 100_000);
  const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
  const variance = normals.reduce((sum, value) => sum + value * value, 0) / normals.length;
  // Five standard errors: 1/√n and √(2/n).
  assertClose(mean, 0, 0.016, 'mean', 1);
  assertClose(variance, 1, 0.023, 'variance', 1);
});

test('seeds and counts out of range are refused', () => {
  for (const seed of [-1, 2 ** 32, 0.5, Number.NaN]) {
    assert.throws(
      () => standardNormals(seed, 4),
      /seed must be a whole number from 0 to 4294967295/,
    );
  }
  for (const count of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => standardNormals(0, count), /count must be/);
  }
});
