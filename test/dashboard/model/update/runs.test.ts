import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_RATE_CHANGES } from '../../../../src/dashboard/model/rateChanges.js';
import { focusedRun } from '../../../../src/dashboard/model/selectors.js';
import type { Run, State } from '../../../../src/dashboard/model/state.js';
import { takeEvents } from '../../../../src/dashboard/model/update/runs.js';
import type { Snapshot } from '../../../../src/fit/descent.js';
import { OPTIMIZERS } from '../../../../src/fit/optimizers.js';
import type { RunEvent } from '../../../../src/runs/events.js';
import { Simulation } from '../../states.js';
import { scene, size } from '../acting.js';

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

describe('events', () => {
  const snapshot = (iteration: number, more: Partial<Snapshot> = {}): Snapshot => ({
    ...{ iteration, coefficients: [1, 2, 3, 4], loss: 5, gradient: [6, 7, 8, 9] },
    ...{ learningRate: 1e-6, ...more },
  });
  const record = (iteration: number, more?: Partial<Snapshot>): RunEvent => ({
    ...{ type: 'record', run: 0, state: snapshot(iteration, more) },
  });
  const changed = (iteration: number, more?: Partial<Snapshot>): RunEvent => ({
    ...{ type: 'changed', run: 0, state: snapshot(iteration, more) },
  });
  const ended = (iteration: number, status: 'finished' | 'diverged' | 'interrupted'): RunEvent => ({
    ...{ type: 'ended', run: 0, status, state: snapshot(iteration) },
  });
  const after = (...events: readonly RunEvent[]) => takeEvents(scene('starting'), events);
  const runAfter = (...events: readonly RunEvent[]): Run => focusedRun(after(...events));

  test('say whether a run goes on, and where it ends', () => {
    for (const [events, status, iterations] of [
      [[record(0), record(100)], 'running', 2000],
      [[record(0), ended(2000, 'finished')], 'finished', 2000],
      [[record(0), ended(500, 'diverged')], 'diverged', 2000],
      [[record(0), ended(500, 'interrupted')], 'paused', 2000],
      // A change at the end does not continue a run, a later one does, and so does a record.
      [[ended(2000, 'finished'), changed(2000)], 'finished', 2000],
      [[ended(2000, 'finished'), changed(2050)], 'running', 4000],
      [[ended(2000, 'finished'), record(2100)], 'running', 4000],
      [[ended(2000, 'finished'), record(4000)], 'running', 6000],
    ] as const) {
      const run = runAfter(...events);
      assert.deepEqual([run.status, run.iterations], [status, iterations]);
    }
  });

  test('of runs that are not there change nothing', () => {
    const state = after(record(0));
    assert.equal(takeEvents(state, [{ ...record(1), run: 7 } as RunEvent]), state);
  });

  test('show every change of the rate by hand, and whether some were forgotten', () => {
    const rate = (iteration: number) => record(iteration, { learningRate: (iteration + 1) * 1e-9 });
    const many = Array.from({ length: MAX_RATE_CHANGES + 1 }, (_, i) => rate(i));
    assert.equal(runAfter(...many.slice(0, -1)).rateChangesForgotten, false);
    const { rateChanges, rateChangesForgotten } = runAfter(...many);
    assert.equal(rateChanges.length, MAX_RATE_CHANGES + 1);
    assert.equal(rateChangesForgotten, true);
    const forgotten: State = after(record(0));
    const live = [{ ...focusedRun(forgotten), rateChangesForgotten: true }];
    const next = takeEvents({ ...forgotten, live }, [record(1)]);
    assert.equal(focusedRun(next).rateChangesForgotten, true);
  });

  test('answer what was asked of the worker once it is done, or refused by a diverged run', () => {
    const { momentum } = OPTIMIZERS;
    const asked = (event: RunEvent) => {
      const state = after(record(0));
      const run = { ...focusedRun(state), rateAsked: 2e-6, optimizerAsked: momentum };
      const { rateAsked, optimizerAsked } = focusedRun(
        takeEvents({ ...state, live: [run] }, [event]),
      );
      return [rateAsked, optimizerAsked];
    };
    assert.deepEqual(asked(record(1)), [2e-6, momentum]);
    assert.deepEqual(asked(record(1, { learningRate: 2e-6 })), [null, momentum]);
    assert.deepEqual(asked(record(1, { optimizer: momentum })), [2e-6, null]);
    assert.deepEqual(asked(ended(1, 'diverged')), [null, null]);
  });

  test('give a branch the past of the run that it leaves', () => {
    const faster = { learningRate: 2e-6 };
    const fastest = { learningRate: 3e-6 };
    const state = after(record(0), record(100, faster), record(200, fastest));
    const branch = { run: 0, iteration: 100 };
    const { initial } = focusedRun(state);
    const start = { type: 'started', run: 1, lane: 0, seed: null, initial } as const;
    const next = takeEvents(state, [{ ...start, learningRate: 1e-6, branch }]);
    const run = focusedRun(next);
    assert.deepEqual(run.rateChanges, [{ iteration: 100, learningRate: 2e-6 }]);
    assert.deepEqual(run.present, snapshot(100, faster));
    assert.deepEqual(run.history.snapshots, [snapshot(0), snapshot(100, faster)]);
    assert.deepEqual([run.branchedAt, run.ordinal, run.status], [100, 2, 'running']);
    assert.deepEqual(
      next.earlier.map(({ number, leftFor }) => [number, leftFor]),
      [[0, 1]],
    );
  });

  test('of another lane do not end a look back', () => {
    const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6] });
    simulation.pass(1000);
    simulation.press('left');
    const { state } = simulation;
    const startIn = (lane: number): RunEvent => ({
      ...{ type: 'started', run: 2, lane, seed: null, initial: [0, 0, 0, 0] },
      ...{ learningRate: 1e-6, branch: null },
    });
    assert.equal(takeEvents(state, [startIn(1)]).rewind, state.rewind);
    assert.equal(takeEvents(state, [startIn(0)]).rewind, null);
  });
});
