import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { CLI, packedUrl } from './packed.js';

test('the program, the worker and the library can be started as users start them alone', () => {
  assert.ok(existsSync(CLI));
  for (const [packed, unpacked] of [
    ['cli.js', 'cli.js'],
    ['training/worker.js', 'training/worker.js'],
    ['index.mjs', 'index.js'],
  ] as const) {
    assert.ok(existsSync(packedUrl(packed)), packed);
    assert.ok(!existsSync(new URL(`../src/${unpacked}`, import.meta.url)), unpacked);
  }
});
