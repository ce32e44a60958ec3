import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Event } from '../../../../src/dashboard/model/events.js';
import { focusedRun, shownSnapshot } from '../../../../src/dashboard/model/selectors.js';
import type { Run } from '../../../../src/dashboard/model/state.js';
import { branch, restartWith } from '../../../../src/dashboard/model/update/restart.js';
import { update } from '../../../../src/dashboard/model/update.js';
import { OPTIMIZERS } from '../../../../src/fit/optimizers.js';
import { drawStart, Simulation, tutorialSettings } from '../../states.js';
import { act, scene, size } from '../acting.js';

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

describe('what is recorded and asked of the workers', () => {
  const side = scene('side-by-side');
  const [a, b, c] = side.live as readonly [Run, Run, Run];
  const ended = (run: Run) => ({
    type: 'ended',
    run: run.number,
    status: 'interrupted',
    state: run.present,
  });
  const begun = (run: number, { lane, seed, initial, learningRate }: Run) => ({
    type: 'started',
    run,
    lane,
    seed,
    initial,
    learningRate,
    branch: null,
  });
  const restart = (run: number, { lane, initial, learningRate }: Run, paused: boolean) => ({
    type: 'command',
    lane,
    command: {
      type: 'restart',
      run,
      from: { iteration: 0, coefficients: initial, learningRate, optimizer: OPTIMIZERS.sgd },
      isBranch: false,
      iterations: 2000,
      paused,
    },
  });

  test('by a reset is the end of each run and the start of another', () => {
    const { state, effects } = act(side, 'reset');
    const events = [...side.live.map(ended), begun(3, a), begun(4, b), begun(5, c)];
    assert.deepEqual(effects, [
      { type: 'record', events },
      ...[restart(3, a, false), restart(4, b, false), restart(5, c, false)],
    ]);
    assert.deepEqual(
      state.live.map(({ number }) => number),
      [3, 4, 5],
    );
  });

  test('by another rate concerns the lane in focus, with its present optimizer', () => {
    const optimizerChanges = [{ iteration: 5, optimizer: OPTIMIZERS.adam }];
    const live = [a, { ...b, optimizerChanges }, c];
    const next = { ...b, learningRate: 9 };
    const { optimizer } = optimizerChanges[0]!;
    const { command, ...others } = restart(3, next, false);
    assert.deepEqual(restartWith({ ...side, live, focus: 1 }, 9).effects, [
      { type: 'record', events: [ended(b), { ...begun(3, next), optimizer }] },
      { ...others, command: { ...command, from: { ...command.from, optimizer } } },
    ]);
  });

  test('is no end of what has ended or not begun', () => {
    for (const name of ['finished', 'diverged', 'starting']) {
      const [run] = scene(name).live as readonly [Run];
      const events = [begun(1, run)];
      assert.deepEqual(act(scene(name), 'reset').effects[0], { type: 'record', events });
    }
  });

  test('is to be paused if training was before looking back', () => {
    for (const resume of [true, false]) {
      const rewind = { iteration: 0, resume, learningRate: null, optimizer: null };
      const { state, effects } = act({ ...side, paused: true, rewind }, 'reset');
      assert.equal(state.paused, !resume);
      assert.equal(state.rewind, null);
      assert.deepEqual(effects[1], restart(3, a, !resume));
    }
  });

  test('by a branch is the end of the run, and its state looked at', () => {
    const rewound = scene('rewound');
    const [run] = rewound.live as readonly [Run];
    const from = shownSnapshot(rewound)!;
    const { iteration, coefficients, learningRate } = from;
    const { state, effects } = act(rewound, 'branch');
    assert.deepEqual(effects, [
      {
        type: 'record',
        events: [
          ended(run),
          { ...begun(1, run), branch: { run: 0, iteration } },
          { type: 'changed', run: 1, state: from },
        ],
      },
      {
        type: 'command',
        lane: 0,
        command: {
          type: 'restart',
          run: 1,
          from: { iteration, coefficients, learningRate },
          isBranch: true,
          iterations: 2000,
          paused: false,
        },
      },
      { type: 'command', lane: 0, command: { type: 'resume' } },
    ]);
    assert.deepEqual([state.rewind, state.paused], [null, false]);
  });

  test('is nothing by a branch from the present', () => {
    assert.deepEqual(branch(side), { state: side, effects: [] });
  });

  test('by a branch has the optimizer with its memory, which begins with that of its run', () => {
    const simulation = new Simulation(size, {
      settings: { ...tutorialSettings, optimizer: OPTIMIZERS.momentum },
    });
    simulation.pass(1000);
    simulation.press('left');
    const { optimizer } = shownSnapshot(simulation.state)!;
    const [record, command] = act(simulation.state, 'branch').effects;
    assert.ok(record?.type === 'record' && command?.type === 'command');
    assert.ok(record.events[1]?.type === 'started' && command.command.type === 'restart');
    assert.deepEqual(record.events[1].optimizer, OPTIMIZERS.momentum);
    assert.deepEqual(command.command.from.optimizer, optimizer);
  });
});
