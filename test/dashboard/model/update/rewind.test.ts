import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun, shownSnapshot } from '../../../../src/dashboard/model/selectors.js';
import { HISTORY_CAPACITY } from '../../../../src/runs/history.js';
import { PUBLISHED } from '../../../fit/tutorial.js';
import { trainPlainly } from '../../../training/model.js';
import { pressed, Simulation, tutorialSettings } from '../../states.js';
import { act, size } from '../acting.js';

describe('looking back', () => {
  /** The published run, finished. */
  function finished() {
    const simulation = new Simulation(size);
    simulation.pass(5000);
    return simulation;
  }

  /** A run looked back at in the middle, which was paused before that or not. */
  function lookingBack(paused: boolean) {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    if (paused) {
      simulation.press('space');
    }
    simulation.press('left');
    return simulation;
  }

  const shown = ({ state }: Simulation) => shownSnapshot(state)!;

  test('shows recorded moments with the losses that were published', () => {
    const simulation = finished();
    simulation.press('home');
    assert.deepEqual(shown(simulation).coefficients, PUBLISHED.initial);
    for (const { t, loss } of PUBLISHED.records) {
      simulation.press('pagedown');
      assert.equal(shown(simulation).iteration, t);
      assert.ok(Math.abs(shown(simulation).loss / loss - 1) < 1e-12);
    }
    simulation.press('pageup');
    assert.equal(shown(simulation).iteration, 1899);
    simulation.press('end');
    assert.equal(simulation.state.rewind, null);
    assert.equal(shown(simulation).iteration, 2000);
  });

  test('knows every iteration: one with each key, ten with Shift, and the cliff as it was', () => {
    const simulation = finished();
    const plain = trainPlainly(tutorialSettings, 25);
    simulation.press('home');
    for (const state of plain.slice(1, 6)) {
      simulation.press('right');
      assert.deepEqual(shown(simulation), state);
    }
    simulation.press('shift-right');
    simulation.press('shift-right');
    assert.deepEqual(shown(simulation), plain[25]);
    simulation.press('left');
    simulation.press('shift-left');
    assert.deepEqual(shown(simulation), plain[14]);
  });

  for (const [name, pace, iterations] of [
    ['so fast that most iterations are passed over', Number.POSITIVE_INFINITY, 20_000],
    ['so long that most iterations are forgotten', 500, 20_000],
  ] as const) {
    test(`goes from one record to the next in a run ${name}`, () => {
      const simulation = new Simulation(size, {
        pace,
        settings: { ...tutorialSettings, iterations },
      });
      simulation.pass(60_000);
      const records = Array.from({ length: iterations / 100 }, (_, i) => 100 * i + 99);
      for (const record of [...records.toReversed(), 0, ...records]) {
        simulation.press(shown(simulation).iteration < record ? 'pagedown' : 'pageup');
        assert.equal(shown(simulation).iteration, record);
      }
    });
  }

  test('pauses training, which resumes afterwards only if it was running before', () => {
    for (const paused of [false, true]) {
      const simulation = lookingBack(paused);
      const before = focusedRun(simulation.state).present;
      simulation.pass(1000);
      assert.deepEqual(focusedRun(simulation.state).present, before);
      simulation.press('escape');
      assert.equal(simulation.state.paused, paused);
    }
  });

  test('ends with a reset, which is paused only if training was paused before', () => {
    for (const paused of [false, true]) {
      const simulation = lookingBack(paused);
      simulation.press('r');
      assert.equal(simulation.state.rewind, null);
      simulation.pass(400);
      assert.equal(focusedRun(simulation.state).present?.iteration, paused ? 0 : 199);
    }
  });

  test('at a run that has ended does not pause the next one', () => {
    for (const keys of [
      ['left', 'r'],
      ['left', 'escape', 'r'],
      ['left', 'escape', 'n'],
    ]) {
      const simulation = finished();
      for (const key of keys) {
        simulation.press(key);
      }
      simulation.pass(400);
      assert.equal(focusedRun(simulation.state).present?.iteration, 199, keys.join());
    }
  });

  test('shows the iteration before if the one shown is thinned out', () => {
    const settings = { ...tutorialSettings, iterations: 1e6, every: 1 };
    const simulation = new Simulation(size, { settings });
    simulation.pass(2000);
    simulation.press('left');
    const looked = shown(simulation);
    const { number, present, elapsed, paceReached } = focusedRun(simulation.state);
    // More than a history holds was on its way when the key was pressed.
    const records = Array.from({ length: 2 * HISTORY_CAPACITY }, (_, i) => ({
      ...present!,
      iteration: present!.iteration + 1 + i,
    }));
    simulation.send({
      type: 'progress',
      progress: {
        ...{ run: number, status: 'paused', iterations: 1e6, elapsed, paceReached },
        present: records.at(-1)!,
        trace: [],
        events: records.map((state) => ({ type: 'record', run: number, state })),
      },
    });
    const { snapshots } = focusedRun(simulation.state).trace;
    assert.ok(!snapshots.includes(looked));
    const kept = snapshots.findLast(({ iteration }) => iteration < looked.iteration);
    assert.deepEqual(shown(simulation), kept);
    simulation.press(']');
    assert.equal(shown(simulation).learningRate, 1.1e-6);
    simulation.press('enter');
    const { branchedAt, rateChanges } = focusedRun(simulation.state);
    assert.equal(branchedAt, kept?.iteration);
    assert.deepEqual(rateChanges, [{ iteration: branchedAt, learningRate: 1.1e-6 }]);
  });

  test('leads to a branch that repeats the run, however fast', () => {
    for (const [pace, iterations] of [
      [500, 2000],
      [Number.POSITIVE_INFINITY, 20_000],
    ] as const) {
      const settings = { ...tutorialSettings, iterations };
      const simulation = new Simulation(size, { settings, pace });
      simulation.pass(5000);
      const { coefficients } = focusedRun(simulation.state).present!;
      simulation.press('pageup');
      simulation.press('pageup');
      simulation.send(pressed('branch'));
      assert.equal(focusedRun(simulation.state).branchedAt, iterations - 101);
      assert.equal(shown(simulation).iteration, iterations - 101);
      simulation.pass(5000);
      assert.equal(focusedRun(simulation.state).status, 'finished');
      assert.deepEqual(focusedRun(simulation.state).present!.coefficients, coefficients);
      assert.equal(simulation.state.earlier.length, 1);
    }
  });
});

test('looking back at a changed learning rate shows it, and a branch uses it', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press('s');
  simulation.press(']');
  const turnedAt = focusedRun(simulation.state).present!;
  simulation.pass(100);
  simulation.press('s');
  const { coefficients } = focusedRun(simulation.state).present!;
  simulation.press('left');
  assert.deepEqual(shownSnapshot(simulation.state), { ...turnedAt, learningRate: 1.1e-6 });
  simulation.press('enter');
  simulation.press('s');
  assert.deepEqual(focusedRun(simulation.state).present!.coefficients, coefficients);
  // So does the moment at which a branch began with another learning rate.
  simulation.press('left');
  simulation.press(']');
  simulation.press('enter');
  simulation.press('s');
  simulation.press('left');
  assert.equal(shownSnapshot(simulation.state)!.learningRate, 1.2e-6);
});

describe('the keys of the learning rate while looking back', () => {
  test('change the rate of the branch: nothing is sent before Enter', () => {
    const simulation = new Simulation(size);
    simulation.pass(2500);
    simulation.press('home');
    simulation.press('pagedown');
    for (let i = 0; i < 10; i++) {
      const { state, effects } = act(simulation.state, 'raiseRate');
      assert.deepEqual(effects, []);
      simulation.state = state;
    }
    assert.equal(shownSnapshot(simulation.state)!.learningRate, 2e-6);
    assert.equal(focusedRun(simulation.state).present!.learningRate, 1e-6);
    simulation.press('enter');
    const run = focusedRun(simulation.state);
    assert.equal(run.present!.learningRate, 2e-6);
    assert.deepEqual(run.rateChanges, [{ iteration: 99, learningRate: 2e-6 }]);
  });
});
