import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Simulation } from '../../states.js';
import { size } from '../acting.js';

test('earlier runs are kept, newest first, at most four', () => {
  const simulation = new Simulation(size);
  for (let i = 0; i < 6; i++) {
    simulation.pass(500);
    simulation.press(i % 2 === 0 ? 'n' : 'r');
  }
  assert.equal(simulation.state.earlier.length, 4);
  const numbers = simulation.state.earlier.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => b - a),
  );
  simulation.press('r');
  assert.deepEqual(
    simulation.state.earlier.map(({ number }) => number),
    numbers,
    'a run that never moved is not kept',
  );
});

test('runs replaced by the same reset are kept in the order of their lanes', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6, 3e-6] });
  const lanes = () => simulation.state.earlier.map(({ lane }) => lane);
  simulation.pass(500);
  simulation.press('r');
  assert.deepEqual(lanes(), [0, 1, 2]);
  simulation.pass(500);
  for (const key of ['tab', 'left', 'enter']) {
    simulation.press(key);
  }
  assert.deepEqual(lanes(), [1, 0, 1, 2]);
});
