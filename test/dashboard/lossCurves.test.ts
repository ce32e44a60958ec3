import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { earlierCurves } from '../../src/dashboard/lossCurves.js';
import { Simulation } from './states.js';

const size = { columns: 80, rows: 24 };

/** What the earlier runs are called after these keys and pauses in milliseconds. */
function legends(moves: readonly (string | number)[]): string[] {
  const simulation = new Simulation(size);
  for (const move of moves) {
    if (typeof move === 'number') {
      simulation.pass(move);
    } else {
      simulation.press(move);
    }
  }
  return earlierCurves(simulation.state).map(({ legend }) => legend);
}

describe('an earlier run is called by the learning rate', () => {
  test('that it trained with last', () => {
    assert.deepEqual(legends([1000, ']', 200, 'r', 400]), ['lr 1.1e-6']);
    assert.deepEqual(legends([1000, ']', 200, 'n', 400]), ['lr 1.1e-6 given start']);
  });

  test('and not by one that its knob was turned to after its last update', () => {
    assert.deepEqual(legends([5000, ']', 'r', 400]), ['the same']);
    assert.deepEqual(legends([5000, '[', '[', 'n', 400]), ['given start']);
    assert.deepEqual(legends([1000, 'space', ']', 'r', 's']), ['the same']);
    assert.deepEqual(legends([5000, ']', 'left', 'enter', 10]), ['to 2000']);
    assert.deepEqual(legends([1000, ']', 200, 'space', '0', 'r', 's']), ['lr 1.1e-6']);
  });

  test('that differs from the one this run trains with, not from where its knob is', () => {
    assert.deepEqual(legends([1000, 'r', 5000, ']']), ['the same']);
    assert.deepEqual(legends([1000, 'r', 5000, ']', 'space', 400]), ['lr 1e-6']);
    // A branch has its own rate from its first update on.
    assert.deepEqual(legends([5000, 'left', ']', 'enter', 'space']), ['lr 1e-6 to 2000']);
  });
});
