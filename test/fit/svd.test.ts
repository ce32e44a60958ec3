import assert from 'node:assert/strict';
import { test } from 'node:test';
import { svd } from '../../src/fit/svd.js';
import { assertClose } from './close.js';

test('a matrix worked out by hand', () => {
  // AᵀA = [[25, 20], [20, 25]]: eigenvalues 45 and 5, along (1, 1) and (1, −1).
  const { singularValues, left, right } = svd([
    [3, 0],
    [4, 5],
  ]);
  assertClose(singularValues[0]!, Math.sqrt(45), 1e-14, 'first');
  assertClose(singularValues[1]!, Math.sqrt(5), 1e-14, 'second');
  assertClose(Math.abs(right[0]![0]! + right[0]![1]!), Math.SQRT2, 1e-14, 'right');
  assertClose(right[1]![0]! + right[1]![1]!, 0, 1e-14, 'right', 1);
  // A v = σ u, with (3, 9)/√90 as u of the first.
  assertClose(left[0]![1]! / left[0]![0]!, 3, 1e-14, 'left');
  assertClose(left[0]![0]! * right[0]![0]!, 3 / Math.sqrt(180), 1e-14, 'signs');
});

test('a singular matrix has a zero singular value and a full set of vectors', () => {
  const { singularValues, right } = svd([
    [1, 2],
    [0, 0],
  ]);
  assertClose(singularValues[0]!, Math.sqrt(5), 1e-14, 'first');
  assertClose(singularValues[1]!, 0, 1e-15, 'second', 1);
  assertClose(Math.hypot(...right[1]!), 1, 1e-14, 'norm');
});

test('one by one', () => {
  assert.deepEqual(svd([[7]]).singularValues, [7]);
});
