import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linspace } from '../../src/fit/dataset.js';
import {
  checkRange,
  evaluateGram,
  gramInPowers,
  gramPolynomials,
  hessianTrace,
  powersInGram,
} from '../../src/fit/gramPolynomials.js';
import { evaluatePolynomial } from '../../src/fit/polynomial.js';
import { assertClose } from './close.js';

const CASES = [
  { samples: 2, interval: [0, 3] },
  { samples: 5, interval: [-1, 1] },
  { samples: 10, interval: [-3, 3] },
  { samples: 11, interval: [2, 5] },
  { samples: 2000, interval: [-Math.PI, Math.PI] },
] as const;

test('the polynomials are orthonormal on the points, and no more than the points', () => {
  for (const { samples, interval } of CASES) {
    const gram = gramPolynomials(samples, interval, 10);
    const values = evaluateGram(gram, linspace(interval[0], interval[1], samples));
    assert.equal(values.length, Math.min(samples, 10));
    values.forEach((left, j) => {
      values.forEach((right, k) => {
        const product = left.reduce((sum, each, i) => sum + each * right[i]!, 0);
        assertClose(product, j === k ? 1 : 0, 1e-11, `${samples} points, ${j} by ${k}`, 1);
      });
    });
  }
});

test('the second one is the straight line of norm 1', () => {
  // On −1, 0, 1: x/√2.
  const [, line] = evaluateGram(gramPolynomials(3, [-1, 1], 2), Float64Array.of(-1, 0, 1, 5));
  [-1, 0, 1, 5].forEach((x, i) => {
    assertClose(line![i]!, x / Math.SQRT2, 1e-15, `at ${x}`);
  });
});

test('the powers of x are what the factor makes of the polynomials', () => {
  for (const { samples, interval } of CASES) {
    const gram = gramPolynomials(samples, interval, 10);
    const x = linspace(interval[0], interval[1], samples);
    const values = evaluateGram(gram, x);
    const factor = powersInGram(gram, 10);
    for (let k = 0; k < 10; k++) {
      const size = Math.max(...interval.map(Math.abs)) ** k;
      for (let i = 0; i < samples; i += Math.ceil(samples / 20)) {
        const power = values.reduce((sum, each, j) => sum + factor[j]![k]! * each[i]!, 0);
        assertClose(power, x[i]! ** k, 1e-12, `${samples} points, x^${k}`, size);
      }
    }
  }
});

test('the polynomials in terms of the powers have the same values', () => {
  for (const { samples, interval } of CASES) {
    const gram = gramPolynomials(samples, interval, 5);
    const x = linspace(interval[0], interval[1], samples);
    const values = evaluateGram(gram, x);
    const rows = gramInPowers(gram);
    assert.equal(rows.length, values.length);
    rows.forEach((coefficients, j) => {
      for (let i = 0; i < samples; i += Math.ceil(samples / 20)) {
        const value = evaluatePolynomial(coefficients, x[i]!);
        assertClose(value, values[j]![i]!, 1e-10, `${samples} points, polynomial ${j}`, 1);
      }
    });
  }
});

test('the trace of the Hessian is twice the sum of all squares of powers', () => {
  for (const { samples, interval } of CASES) {
    const factor = powersInGram(gramPolynomials(samples, interval, 4), 4);
    const x = linspace(interval[0], interval[1], samples);
    const sum = x.reduce((all, each) => all + 1 + each ** 2 + each ** 4 + each ** 6, 0);
    assertClose(hessianTrace(factor), 2 * sum, 1e-12, `${samples} points`);
  }
});

test('numbers that are not finite are refused, even one of them', () => {
  checkRange([0, Number.MAX_VALUE], [0, 1], 3);
  assert.throws(() => checkRange([1, Number.NaN], [0, 1e200], 3), {
    name: 'RangeError',
    message:
      'the powers of x up to degree 3 overflow or underflow on the interval from 0 to 1e+200',
  });
});

test('the factor is upper triangular, with no rows beyond the number of points', () => {
  const factor = powersInGram(gramPolynomials(3, [1, 2], 5), 5);
  factor.forEach((row, j) => {
    row.forEach((entry, k) => {
      assert.equal(entry !== 0, j <= k && j < 3, `row ${j}, column ${k}`);
    });
  });
});
