import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureUpdates } from './updates.js';

test('every part of an update is measured', () => {
  for (const { updates, milliseconds, bytes } of measureUpdates('80x24')) {
    for (const [part, time] of Object.entries(milliseconds)) {
      assert.ok(time > 0, `${part} of ${updates}: ${time}`);
    }
    assert.ok(bytes > 0);
  }
});
