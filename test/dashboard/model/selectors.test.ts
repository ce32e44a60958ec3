import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun, status } from '../../../src/dashboard/model/selectors.js';
import { scenes } from '../states.js';

const size = { columns: 80, rows: 24 };

test('the status is that of the run in focus', () => {
  for (const name of ['starting', 'running', 'paused', 'finished', 'diverged']) {
    assert.equal(status(scenes[name]!(size)), name);
  }
});

test('a run has no state before the first progress', () => {
  const { present, history, elapsed, paceReached } = focusedRun(scenes.starting!(size));
  assert.deepEqual([present, history.snapshots, elapsed, paceReached], [null, [], 0, null]);
});
