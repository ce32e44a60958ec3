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

test('an update writes no more than when the panels showed less', () => {
  // Before the panels were redesigned: the last table of docs/performance.md.
  for (const [size, first, later] of [
    ['80x24', 335, 166],
    ['120x40', 512, 183],
    ['200x60', 828, 218],
  ] as const) {
    const [early, late] = measureUpdates(size);
    assert.ok(early!.bytes <= first, `${size}: ${early!.bytes}`);
    assert.ok(late!.bytes <= later, `${size}: ${late!.bytes}`);
  }
});
