import assert from 'node:assert/strict';
import { test } from 'node:test';
import { polynomialName } from '../../src/text/polynomialName.js';

test('polynomials are called by their names', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 9].map(polynomialName), [
    'constant',
    'line',
    'parabola',
    'cubic',
    'polynomial of degree 4',
    'polynomial of degree 9',
  ]);
});
