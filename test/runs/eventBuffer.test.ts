import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createEventBuffer } from '../../src/runs/eventBuffer.js';

test('events arrive in order, whenever the listener is attached', async () => {
  const backlog = createEventBuffer<number[]>();
  const emit = (news: number): void => backlog.emit((heard) => heard.push(news));
  const heard: number[] = [];
  emit(1);
  backlog.open(heard);
  assert.deepEqual(heard, [], 'the listener may not be ready yet');
  // Comes while what was kept still waits for the next turn.
  emit(2);
  await turn();
  assert.deepEqual(heard, [1, 2]);
  emit(3);
  assert.deepEqual(heard, [1, 2, 3]);
});
