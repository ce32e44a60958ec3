import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  coefficientNames,
  evaluatePolynomial,
  formatPolynomial,
  MAX_DEGREE,
} from '../../src/fit/polynomial.js';
import { coefficients, moderate } from './arbitraries.js';
import { assertClose } from './close.js';
import { PUBLISHED } from './tutorial.js';

test('coefficients are named a to j', () => {
  assert.deepEqual(coefficientNames(0), ['a']);
  assert.deepEqual(coefficientNames(3), ['a', 'b', 'c', 'd']);
  assert.equal(coefficientNames(MAX_DEGREE).join(''), 'abcdefghij');
});

test('coefficientNames refuses degrees that are not offered', () => {
  for (const degree of [-1, 10, 1.5, Number.NaN]) {
    const message = `degree must be a whole number from 0 to 9, not ${degree}`;
    assert.throws(() => coefficientNames(degree), { name: 'RangeError', message });
  }
});

test('evaluatePolynomial gives values worked out by hand', () => {
  assert.equal(evaluatePolynomial([], 5), 0);
  assert.equal(evaluatePolynomial([7], 5), 7);
  assert.equal(evaluatePolynomial([1, 2, 3, 4], 2), 1 + 4 + 12 + 32);
  assert.equal(evaluatePolynomial(Float64Array.of(1, 2, 3, 4), -1), 1 - 2 + 3 - 4);
  assert.equal(evaluatePolynomial([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2), 512);
});

test('evaluatePolynomial finds the constant term at 0 and the sum of all at 1', () => {
  fc.assert(
    fc.property(coefficients, (c) => {
      // + 0, since 0 · c may leave a constant term of −0 as 0.
      assert.equal(evaluatePolynomial(c, 0) + 0, c[0]! + 0);
      const sum = c.reduce((total, each) => total + each, 0);
      assertClose(evaluatePolynomial(c, 1), sum, 1e-14, 'p(1)', 100);
    }),
  );
});

test('evaluatePolynomial is linear in the coefficients', () => {
  const pairs = fc.array(fc.tuple(moderate(), moderate()), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(pairs, moderate(), moderate(2), (pair, factor, x) => {
      const p = pair.map(([u]) => u);
      const q = pair.map(([, v]) => v);
      const combined = pair.map(([u, v]) => u + factor * v);
      const expected = evaluatePolynomial(p, x) + factor * evaluatePolynomial(q, x);
      const size = pair.reduce(
        (sum, [u, v], k) => sum + (Math.abs(u) + Math.abs(factor * v)) * Math.abs(x) ** k,
        0,
      );
      assertClose(evaluatePolynomial(combined, x), expected, 1e-14, 'p + f q', size);
    }),
  );
});

test('a polynomial is written as the tutorial writes its result', () => {
  assert.equal(`Result: ${formatPolynomial(PUBLISHED.result)}`, PUBLISHED.resultLine);
});

test('a polynomial of any degree is written in the same pattern', () => {
  assert.equal(formatPolynomial([0.5]), 'y = 0.5');
  assert.equal(formatPolynomial([1, -2]), 'y = 1.0 + -2.0 x');
  assert.equal(formatPolynomial([1, 2, 3e-9]), 'y = 1.0 + 2.0 x + 3e-09 x^2');
  assert.match(formatPolynomial(new Array(10).fill(1)), / \+ 1\.0 x\^8 \+ 1\.0 x\^9$/);
});
