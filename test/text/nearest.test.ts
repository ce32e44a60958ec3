import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { editDistance, nearestName } from '../../src/text/nearest.js';

const NAMES = ['iterations', 'learning-rate', 'lr', 'samples', 'seed', 'headless', 'help'];

test('finds a misspelt name', () => {
  const meant = {
    sampels: 'samples',
    sample: 'samples',
    iter: 'iterations',
    learningrate: 'learning-rate',
    learn: 'learning-rate',
    sed: 'seed',
    hepl: 'help',
    l: 'lr',
  };
  for (const [typed, name] of Object.entries(meant)) {
    assert.equal(nearestName(typed, NAMES), name);
  }
});

test('finds nothing for an unrelated word', () => {
  for (const text of ['', 'x', 'batch', 'momentum', 'seventy', 'x'.repeat(100_000)]) {
    assert.equal(nearestName(text, NAMES), undefined, text.slice(0, 20));
  }
});

test('edit distances from the literature', () => {
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(editDistance('saturday', 'sunday'), 3);
  assert.equal(editDistance('ab', 'ba'), 1);
  // The two edits may not overlap in the optimal string alignment variant.
  assert.equal(editDistance('ca', 'abc'), 3);
});

test('the edit distance is symmetric, 0 for equal texts only, and at most the longer length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (from, to) => {
      const distance = editDistance(from, to);
      assert.equal(distance, editDistance(to, from));
      assert.equal(distance === 0, from === to);
      assert.ok(distance <= Math.max(from.length, to.length));
      assert.ok(distance >= Math.abs(from.length - to.length));
    }),
  );
});
