import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  focusedRun,
  hasEnded,
  isActive,
  isAtRest,
  isPlayedOut,
  keptSnapshots,
  lastIteration,
  lastOptimizer,
  lastRate,
  planes,
  presentRate,
  runName,
  shownEarlier,
  shownOf,
  shownRate,
  shownSnapshot,
  situation,
  status,
  trainedOptimizer,
  trainedRate,
  trainedRateChanges,
} from '../../../src/dashboard/model/selectors.js';
import type { Run, State } from '../../../src/dashboard/model/state.js';
import type { Snapshot } from '../../../src/fit/descent.js';
import { OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { emptyHistory } from '../../../src/runs/history.js';
import { scene } from './acting.js';

const { momentum, nesterov, adam } = OPTIMIZERS;

/** A state of a run, of which only the iteration matters. */
function snapshot(iteration: number, more: Partial<Snapshot> = {}): Snapshot {
  return { iteration, coefficients: [1, 2], loss: 3, gradient: [4, 5], learningRate: 1, ...more };
}

const run: Run = { ...focusedRun(scene('starting')), learningRate: 1 };

/** A state with these runs side by side. */
function stateOf(runs: readonly Partial<Run>[], more: Partial<State> = {}): State {
  const live = runs.map((each, lane) => ({ ...run, lane, ...each }));
  return { ...scene('starting'), live, ...more };
}

test('the status is that of the run in focus, unless it is rewound or a recording waits', () => {
  for (const name of ['starting', 'running', 'paused', 'finished', 'diverged', 'rewound']) {
    assert.equal(status(scene(name)), name);
  }
  for (const [of, replay, paused, expected] of [
    ['running', true, true, 'paused'],
    ['running', true, false, 'running'],
    ['running', false, true, 'running'],
    ['finished', true, true, 'finished'],
  ] as const) {
    assert.equal(status(stateOf([{ status: of }], { replay, paused })), expected);
  }
});

test('a run has no state before the first progress', () => {
  const { present, history, elapsed, paceReached } = focusedRun(scene('starting'));
  assert.deepEqual([present, history.snapshots, elapsed, paceReached], [null, [], 0, null]);
});

test('a run alone is named by a number, one of several by a letter', () => {
  const one = stateOf([{ ordinal: 3 }]);
  assert.equal(runName(one, one.live[0]!), '3');
  const several = stateOf([{}, {}, { ordinal: 2 }]);
  assert.deepEqual(
    several.live.map((each) => runName(several, each)),
    ['A', 'B', 'C2'],
  );
});

test('earlier runs are shown unless they are hidden', () => {
  assert.deepEqual(shownEarlier(stateOf([run], { earlier: [run], showEarlier: true })), [run]);
  assert.deepEqual(shownEarlier(stateOf([run], { earlier: [run], showEarlier: false })), []);
});

describe('the learning rate and the optimizer', () => {
  const rateChanges = [
    { iteration: 10, learningRate: 2 },
    { iteration: 20, learningRate: 3 },
  ];
  const optimizerChanges = [
    { iteration: 10, optimizer: momentum },
    { iteration: 20, optimizer: adam },
  ];
  const changed: Run = { ...run, rateChanges, optimizerChanges };

  test('are those of the last change, or of the start', () => {
    assert.equal(lastRate(run), 1);
    assert.equal(lastRate(changed), 3);
    assert.equal(lastOptimizer(run).name, 'sgd');
    assert.equal(lastOptimizer(changed).name, 'adam');
  });

  test('of the next update are those of the present state, once there is one', () => {
    assert.equal(presentRate(changed), 3);
    assert.equal(presentRate({ ...changed, present: snapshot(5, { learningRate: 7 }) }), 7);
  });

  test('of the last update do not count what was changed after it', () => {
    // The rate and optimizer from iteration 20 on make the update to 21.
    for (const [iteration, state, rate, optimizer] of [
      [10, 'running', 1, 'sgd'],
      [11, 'running', 2, 'momentum'],
      [20, 'finished', 2, 'momentum'],
      // The update that overflowed came after the last state.
      [20, 'diverged', 3, 'adam'],
      [21, 'running', 3, 'adam'],
    ] as const) {
      const trained: Run = { ...changed, status: state, present: snapshot(iteration) };
      assert.equal(trainedRate(trained), rate, `rate at ${iteration}`);
      assert.equal(trainedOptimizer(trained).name, optimizer, `optimizer at ${iteration}`);
      assert.deepEqual(
        trainedRateChanges(trained).map(({ learningRate }) => learningRate),
        [2, 3].slice(0, rate - 1),
      );
    }
  });

  test('before the first update are those of the next', () => {
    const present = snapshot(20, { learningRate: 3 });
    const branch: Run = { ...changed, branchedAt: 20, present };
    assert.equal(trainedRate(branch), 3);
    assert.equal(trainedOptimizer(branch).name, 'adam');
    assert.equal(trainedRate(changed), 3);
    assert.equal(trainedOptimizer(changed).name, 'adam');
    assert.deepEqual(trainedRateChanges(changed), []);
  });
});

test('the iterations kept are those of the trace and the records between them, in order', () => {
  const historyOf = (iterations: readonly number[]) => ({
    ...emptyHistory,
    snapshots: iterations.map((iteration) => snapshot(iteration)),
  });
  const kept = (trace: readonly number[], records: readonly number[]) =>
    keptSnapshots({ ...run, trace: historyOf(trace), history: historyOf(records) }).map(
      ({ iteration }) => iteration,
    );
  assert.deepEqual(kept([0, 4, 8], [0, 6, 8]), [0, 4, 6, 8]);
  assert.deepEqual(kept([0, 4, 8], [0, 8]), [0, 4, 8]);
  assert.deepEqual(kept([4], [0, 100]), [0, 4, 100]);
});

describe('what is shown', () => {
  const velocity = [7, 8];
  const traced = snapshot(4, { optimizer: { ...momentum, velocity } });
  const recorded = snapshot(6, { learningRate: 2 });
  const present = snapshot(8, { learningRate: 3 });
  const looked: Run = {
    ...run,
    trace: { ...emptyHistory, snapshots: [traced, present] },
    history: { ...emptyHistory, snapshots: [recorded, present] },
    present,
  };
  const rewind = { iteration: 4, resume: false, learningRate: null, optimizer: null };

  test('is the present state, or the one looked back at', () => {
    assert.equal(shownSnapshot(stateOf([looked])), present);
    assert.equal(shownSnapshot(stateOf([looked], { rewind })), traced);
    assert.equal(
      shownSnapshot(stateOf([looked], { rewind: { ...rewind, iteration: 6 } })),
      recorded,
    );
    assert.equal(shownSnapshot(stateOf([run])), null);
  });

  test('has the learning rate and optimizer of the branch', () => {
    const faster = stateOf([looked], { rewind: { ...rewind, learningRate: 9 } });
    assert.deepEqual(shownSnapshot(faster), { ...traced, learningRate: 9 });
    const other = stateOf([looked], { rewind: { ...rewind, optimizer: nesterov } });
    assert.deepEqual(shownSnapshot(other), { ...traced, optimizer: { ...nesterov, velocity } });
    const plain = stateOf([looked], { rewind: { ...rewind, optimizer: OPTIMIZERS.sgd } });
    const { optimizer: _, ...withoutOptimizer } = traced;
    assert.deepEqual(shownSnapshot(plain), withoutOptimizer);
  });

  test('of another run is its present state', () => {
    const state = stateOf([looked, { ...looked, learningRate: 5 }, { learningRate: 6 }], {
      rewind,
    });
    assert.equal(shownOf(state, state.live[0]!), traced);
    assert.equal(shownOf(state, state.live[1]!), present);
    assert.deepEqual(
      state.live.map((each) => shownRate(state, each)),
      [1, 3, 6],
    );
  });
});

test('the map of the loss begins with x and x³ and has every pair of coefficients once', () => {
  const names = (degree: number) =>
    planes(degree).map(({ over, first, second }) => `${over[0]}${first}${second}`);
  assert.deepEqual(names(0), []);
  assert.deepEqual(names(1), ['d10', 'c01']);
  assert.deepEqual(names(2), ['d20', 'd21', 'd10', 'c01', 'c02', 'c12']);
  assert.deepEqual(names(3), ['c13', 'd30', 'd32', 'd10', 'c01', 'c02', 'c12', 'c03', 'c23']);
});

test('whether runs train, rest or have ended follows from their status', () => {
  const of = (name: Run['status'], replay = false) => {
    const state = stateOf([{ status: 'finished' }, { status: name }], { replay });
    const other = state.live[1]!;
    return [isActive(other), hasEnded(other), isAtRest(state), isPlayedOut(state)];
  };
  assert.deepEqual(of('starting'), [true, false, false, false]);
  assert.deepEqual(of('running'), [true, false, false, false]);
  assert.deepEqual(of('paused'), [false, false, true, false]);
  assert.deepEqual(of('finished'), [false, true, true, false]);
  assert.deepEqual(of('diverged'), [false, true, true, false]);
  assert.deepEqual(of('running', true), [true, false, true, false]);
  assert.deepEqual(of('finished', true), [false, true, true, true]);
});

test('the last iteration to go to is the present one, in a recording its last', () => {
  const live = [{ iterations: 100, present: snapshot(8) }];
  assert.equal(lastIteration(stateOf(live)), 8);
  assert.equal(lastIteration(stateOf(live, { replay: true })), 100);
  assert.equal(lastIteration(stateOf([run])), 0);
});

test('the situation is that of what lies on top', () => {
  const { teaching } = scene('lesson');
  const { help } = scene('help');
  const { rewind } = scene('rewound');
  const prompt = { asksFor: 'iteration', text: '', problem: null } as const;
  const covers = { help, prompt, rewind, teaching };
  const finished = [{ status: 'finished' }] as const;
  assert.equal(situation(stateOf(finished, covers)), 'help');
  assert.equal(situation(stateOf(finished, { ...covers, help: null })), 'prompt');
  assert.equal(situation(stateOf(finished, { rewind, teaching })), 'rewound');
  assert.equal(situation(stateOf(finished, { teaching })), 'lesson');
  assert.equal(situation(stateOf(finished, { replay: true })), 'played');
  for (const [statuses, paused, expected] of [
    [['finished', 'diverged'], false, 'finished'],
    [['diverged', 'diverged'], false, 'diverged'],
    [['diverged', 'running'], false, 'running'],
    [['diverged', 'paused'], true, 'paused'],
  ] as const) {
    const live = statuses.map((each) => ({ status: each }));
    assert.equal(situation(stateOf(live, { paused })), expected);
  }
});
