import assert from 'node:assert/strict';
import { test } from 'node:test';
import { polynomialName, shortPolynomialName } from '../../src/text/polynomialName.js';

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

test('where there is little room, only the degree stands for the name', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 9].map(shortPolynomialName), [
    'constant',
    'line',
    'parabola',
    'cubic',
    'degree 4',
    'degree 9',
  ]);
});
