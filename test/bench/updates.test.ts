import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureUpdates, PARTS } from './updates.js';

test('every part of an update is measured', () => {
  for (const { updates, milliseconds, bytes } of measureUpdates('80x24')) {
    assert.deepEqual(Object.keys(milliseconds), PARTS, updates);
    // Some are differences of two measurements, and below 0 on a busy machine.
    assert.ok(Object.values(milliseconds).every(Number.isFinite), updates);
    assert.ok(bytes > 0);
  }
});
