/** The keys of the optimizer, through real training. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hasTwin, isRace, limitOf } from '../../../src/dashboard/model/optimizers.js';
import { focusedRun, shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import { summary } from '../../../src/dashboard/panels/summary.js';
import { OPTIMIZERS, withoutMemory } from '../../../src/fit/optimizers.js';
import { optimizerText } from '../../../src/options/optimizers.js';
import { assertClose } from '../../fit/close.js';
import { resolvedRun } from '../../output/records.js';
import { Simulation, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

/** What makes the next update, as one types it, and its learning rate. */
function method({ state }: Simulation): string {
  const { optimizer = OPTIMIZERS.sgd, learningRate } = shownSnapshot(state)!;
  return `${optimizerText(optimizer)} ${learningRate}`;
}

describe('m', () => {
  test('switches to the next optimizer, without a reset, at a rate that suits it', () => {
    const simulation = new Simulation(size);
    const seen = [];
    for (let i = 0; i < 5; i++) {
      simulation.pass(100);
      simulation.press('m');
      seen.push(method(simulation));
    }
    assert.deepEqual(seen, [
      'momentum 0.000001',
      'nesterov 0.000001',
      'rmsprop 0.001',
      'adam 0.001',
      'sgd 0.000001',
    ]);
    const { optimizerChanges, optimizerAsked, rateChanges, ordinal } = focusedRun(simulation.state);
    assert.equal(optimizerChanges.length, 5);
    assert.equal(optimizerAsked, null);
    assert.equal(rateChanges.length, 2);
    assert.equal(ordinal, 1);
  });

  test('keeps a changed rate, and β, from one momentum to the other', () => {
    const simulation = new Simulation(size);
    for (const key of ['m', '>', ']', 'm']) {
      simulation.press(key);
    }
    simulation.pass(100);
    assert.equal(method(simulation), 'nesterov:0.91 0.0000011');
  });

  test('counts each press, however slow the worker is', () => {
    const simulation = new Simulation(size, { paused: true });
    for (const key of ['m', 'm', 'm', 'm', '<']) {
      simulation.press(key);
    }
    assert.equal(method(simulation), 'adam:0.89 0.001');
    const run = focusedRun(simulation.state);
    assert.deepEqual(run.optimizerChanges, [
      { iteration: 0, optimizer: { ...OPTIMIZERS.adam, beta1: 0.89 } },
    ]);
    simulation.press('m');
    assert.deepEqual(focusedRun(simulation.state).optimizerChanges, []);
  });
});

describe('< and >', () => {
  test('change beta from where it is, and keep the velocity', () => {
    const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.momentum };
    const simulation = new Simulation(size, { settings });
    simulation.pass(300);
    simulation.press('space');
    const before = shownSnapshot(simulation.state)!;
    simulation.press('>');
    const after = shownSnapshot(simulation.state)!;
    assert.deepEqual(after, { ...before, optimizer: { ...before.optimizer, beta: 0.91 } });
  });

  test('say that plain gradient descent has none', () => {
    const simulation = new Simulation(size);
    simulation.press('>');
    assert.match(simulation.state.message!, /has no beta: m takes another optimizer/);
  });
});

test('looking back, they choose the optimizer of the branch, which goes on with what is known', () => {
  const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.momentum };
  const simulation = new Simulation(size, { settings });
  simulation.pass(1000);
  simulation.press('pageup');
  const { optimizer } = shownSnapshot(simulation.state)!;
  simulation.press('<');
  simulation.press('m');
  assert.deepEqual(focusedRun(simulation.state).optimizerChanges, []);
  const chosen = shownSnapshot(simulation.state)!;
  assert.deepEqual(chosen.optimizer, { ...optimizer, name: 'nesterov', beta: 0.89 });
  simulation.press('enter');
  const { present, branchedAt, optimizerChanges } = focusedRun(simulation.state);
  assert.deepEqual(present, chosen);
  assert.deepEqual(optimizerChanges, [
    { iteration: branchedAt, optimizer: withoutMemory(chosen.optimizer!) },
  ]);
  simulation.press('r');
  assert.equal(method(simulation), 'momentum 0.000001');
});

test('an optimizer and its memory go on in a branch, and begin anew in a reset', () => {
  for (const optimizer of Object.values(OPTIMIZERS)) {
    const simulation = new Simulation(size, { settings: { ...tutorialSettings, optimizer } });
    simulation.pass(5000);
    const end = focusedRun(simulation.state).present!;
    for (const key of ['left', 'pageup', 'pageup', 'enter']) {
      simulation.press(key);
    }
    simulation.pass(5000);
    assert.deepEqual(focusedRun(simulation.state).present, end);
    simulation.press('r');
    simulation.pass(5000);
    assert.deepEqual(focusedRun(simulation.state).present, end);
  }
});

test('the limit is that of the present optimizer, and w sets half of it', () => {
  const simulation = new Simulation(size, { paused: true });
  const limit = simulation.state.analysis!.stabilityLimit;
  simulation.press('m');
  assertClose(limitOf(simulation.state)!, 1.9 * limit, 1e-12, 'heavy ball');
  simulation.press('w');
  assert.equal(method(simulation), 'momentum 0.0000033');
  simulation.press('m');
  assertClose(limitOf(simulation.state)!, (1.9 / 2.8) * limit, 1e-12, 'Nesterov');
  simulation.press('m');
  assert.equal(limitOf(simulation.state), Infinity);
  simulation.press(']');
  simulation.press('w');
  assert.equal(method(simulation), 'rmsprop 0.001');
});

test('runs side by side race if their optimizers differ; those with the same are twins', () => {
  const { sgd, momentum, adam } = OPTIMIZERS;
  for (const [optimizers, race, twins] of [
    [[sgd], false, [false]],
    [[sgd, sgd], false, [true, true]],
    [[sgd, momentum], true, [false, false]],
    [[sgd, momentum, sgd], true, [true, false, true]],
    [[momentum, adam, adam], true, [false, true, true]],
    [[momentum, { ...momentum, beta: 0.5 }], true, [false, false]],
  ] as const) {
    const runs = optimizers.map((optimizer) => ({ ...tutorialSettings, optimizer }));
    const { state } = new Simulation(size, { runs, paused: true });
    assert.equal(isRace(state), race);
    assert.deepEqual(
      state.live.map((run) => hasTwin(state, run)),
      twins,
    );
  }
});

describe('the command that repeats a run', () => {
  const run = resolvedRun('--init', tutorialSettings.initial.join(','));
  const repeat = ({ state }: Simulation) => summary(state, run).split('\n').at(-2)!;

  test('names an optimizer chosen before the first iteration', () => {
    const simulation = new Simulation(size, { paused: true });
    simulation.press('m');
    simulation.press('s');
    assert.match(repeat(simulation), /^Repeat: .* --iterations 1 --lr 1e-6 --optimizer momentum$/);
  });

  test('does not exist once another was chosen on the way, and the summary says so', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('space');
    const { iteration } = shownSnapshot(simulation.state)!;
    simulation.press('m');
    assert.match(repeat(simulation), /^Repeat: /);
    simulation.press('s');
    assert.equal(
      repeat(simulation),
      `No command repeats this: the optimizer was changed by hand at iteration ${iteration}.`,
    );
  });
});
