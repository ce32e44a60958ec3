import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTest, mutationParts } from './mutationParts.js';

test('every file of the pure rooms has tests that notice when it is changed', () => {
  const parts = mutationParts();
  for (const room of ['fit', 'training', 'runs', 'dashboard/model']) {
    assert.ok(
      parts.some((part) => part.room === room),
      room,
    );
  }
  for (const { part, tests } of parts) {
    assert.deepEqual(
      tests.filter((name) => !isTest(name)),
      [],
      part,
    );
  }
});
