import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Event } from '../../../../src/dashboard/model/events.js';
import { focusedRun, shownSnapshot } from '../../../../src/dashboard/model/selectors.js';
import { update } from '../../../../src/dashboard/model/update.js';
import { drawStart, Simulation, tutorialSettings } from '../../states.js';
import { act, size } from '../acting.js';

/** A simulation that keeps the events which reached its state. */
function recorded() {
  const simulation = new Simulation(size);
  const events: Event[] = [];
  const { send } = simulation;
  simulation.send = (event) => {
    events.push(event);
    send.call(simulation, event);
  };
  return { simulation, events };
}

describe('a new run', () => {
  test('by reset has the same start, by reseed another', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('r');
    assert.deepEqual(focusedRun(simulation.state).initial, tutorialSettings.initial);
    assert.equal(focusedRun(simulation.state).seed, null);
    simulation.press('n');
    const { seed, initial, present } = focusedRun(simulation.state);
    assert.deepEqual({ seed, initial }, drawStart());
    assert.deepEqual([present?.iteration, present?.coefficients], [0, initial]);
    simulation.pass(1000);
    simulation.press('r');
    assert.deepEqual(focusedRun(simulation.state).present?.coefficients, initial);
    assert.equal(focusedRun(simulation.state).seed, seed);
  });

  test('ignores progress of the one before', () => {
    const { simulation, events } = recorded();
    simulation.pass(1000);
    const old = events.filter(({ type }) => type === 'progress');
    assert.ok(old.length >= 4);
    simulation.press('r');
    for (const event of old) {
      assert.equal(update(simulation.state, event).state, simulation.state);
    }
  });

  test('is paused if training was paused', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('space');
    simulation.press('r');
    simulation.pass(1000);
    const { status, present } = focusedRun(simulation.state);
    assert.deepEqual([status, present?.iteration], ['paused', 0]);
  });
});

test('a branch trains at once', () => {
  const simulation = new Simulation(size);
  simulation.pass(2500);
  simulation.press('left');
  const { effects } = act(simulation.state, 'branch');
  const restarts = effects.flatMap((effect) =>
    effect.type === 'command' && effect.command.type === 'restart' ? [effect.command] : [],
  );
  assert.deepEqual(
    restarts.map(({ paused }) => paused),
    [false],
  );
});

test('a branch has its new rate before the worker has replied', () => {
  const simulation = new Simulation(size);
  simulation.pass(2500);
  simulation.press('left');
  simulation.press(']');
  const { state } = act(simulation.state, 'branch');
  const { trace } = focusedRun(state);
  const begins = shownSnapshot(simulation.state)!;
  assert.equal(begins.learningRate, 1.1e-6);
  assert.deepEqual(trace.snapshots.at(-1), begins);
});
