import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pacer } from '../../src/training/pacer.js';

test('iterations are due from the start of the schedule', () => {
  const pacer = new Pacer(500);
  pacer.begin(1000, 30, 0);
  assert.equal(pacer.due(1000), 30);
  assert.equal(pacer.due(1019), 39);
  assert.equal(pacer.dueTime(40), 1020);
  assert.equal(pacer.paceReached(39, 18), null);
  assert.equal(pacer.paceReached(40, 20), 500);
  pacer.pace = Number.POSITIVE_INFINITY;
  assert.equal(pacer.due(1000), Number.POSITIVE_INFINITY);
});

test('it catches up on a tenth of a second, and no more', () => {
  const pacer = new Pacer(1000);
  pacer.begin(0, 0, 0);
  pacer.forgive(5000, 0);
  assert.equal(pacer.due(5000), 101);
  pacer.wakeAt(5000);
  assert.equal(pacer.leaveOutLostTime(5100), 0);
  pacer.wakeAt(5100);
  assert.equal(pacer.leaveOutLostTime(9200), 4000);
});

test('a chunk of iterations is halved when it takes too long, doubled when it is short', () => {
  const pacer = new Pacer(1000);
  for (const [duration, chunk] of [
    [0.2, 2],
    [0.2, 4],
    [0.5, 4],
    [1.5, 2],
    [9, 1],
    [9, 1],
  ] as const) {
    pacer.fitChunk(duration, pacer.chunk);
    assert.equal(pacer.chunk, chunk);
  }
});
