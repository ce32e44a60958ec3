import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootMeanSquare } from '../../src/fit/rootMeanSquare.js';
import { assertClose } from './close.js';

test('the root-mean-square error is the size of errors that are all alike', () => {
  assert.equal(rootMeanSquare(7 * 0.5 ** 2, 7), 0.5);
  assert.equal(rootMeanSquare(0, 10), 0);
  assert.equal(rootMeanSquare(Number.POSITIVE_INFINITY, 10), Number.POSITIVE_INFINITY);
});

test('the sine alone has a root mean square of √½', () => {
  // Over whole periods Σ sin² is half the number of points.
  let loss = 0;
  for (let i = 0; i < 1000; i++) {
    loss += Math.sin((2 * Math.PI * i) / 1000) ** 2;
  }
  assertClose(rootMeanSquare(loss, 1000), Math.SQRT1_2, 1e-14, 'root mean square');
});
