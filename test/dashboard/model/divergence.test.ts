import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRuined, runDivergence } from '../../../src/dashboard/model/divergence.js';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { Run, State } from '../../../src/dashboard/model/state.js';
import { OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { scene } from './acting.js';

const state = scene('running');
const limit = state.analysis!.stabilityLimit;
const run = focusedRun(state);
const { present } = run;
const unknown: State = { ...state, analysis: null };

/** The run at another loss, learning rate or optimizer. */
function at(numbers: Partial<NonNullable<Run['present']>>, more: Partial<Run> = {}): Run {
  return { ...run, present: { ...present!, ...numbers }, ...more };
}

test('a run is ruined once it has diverged or is worse than its start', () => {
  const start = { ...run, initial: present!.coefficients };
  assert.equal(isRuined(state, run), false);
  assert.equal(isRuined(state, at({ loss: 1e9 })), true);
  assert.equal(isRuined(state, start), false);
  assert.equal(isRuined(state, { ...run, status: 'diverged' }), true);
});

test('no run counts as ruined before that is known, or while looking back', () => {
  const ruined = at({ loss: 1e9 });
  assert.equal(isRuined(unknown, ruined), false);
  assert.equal(isRuined(state, { ...ruined, present: null }), false);
  assert.equal(isRuined({ ...state, rewind: scene('rewound').rewind }, ruined), false);
});

test('why a run does not converge is judged by its next update', () => {
  assert.equal(runDivergence(state, run), null);
  assert.equal(runDivergence(state, at({ learningRate: limit })), 'at');
  assert.equal(runDivergence(state, at({ learningRate: 1.5 * limit })), 'above');
  // Changed just now, after the last update.
  const optimizerChanges = [{ iteration: present!.iteration, optimizer: OPTIMIZERS.momentum }];
  assert.equal(runDivergence(state, at({ learningRate: 1.5 * limit }, { optimizerChanges })), null);
  assert.equal(
    runDivergence(state, at({ learningRate: 2 * limit }, { optimizerChanges })),
    'above',
  );
});

test('once it is finished, by its last update', () => {
  const { iteration } = present!;
  const finished = (changedAt: number) => {
    const optimizerChanges = [{ iteration: changedAt, optimizer: OPTIMIZERS.momentum }];
    const learningRate = 1.5 * limit;
    return { ...run, learningRate, optimizerChanges, status: 'finished' } as const;
  };
  assert.equal(runDivergence(state, finished(iteration - 1)), null);
  assert.equal(runDivergence(state, finished(iteration)), 'above');
  const rateChanges = [{ iteration, learningRate: 1e-6 }];
  assert.equal(runDivergence(state, { ...finished(iteration), rateChanges }), 'above');
  const changed = at({ learningRate: 1e-6 }, finished(iteration));
  assert.equal(runDivergence(state, changed), 'above');
});

test('a loss above its start counts only at the end', () => {
  assert.equal(runDivergence(state, at({ loss: 1e9 })), null);
  assert.equal(runDivergence(state, at({ loss: 1e9 }, { status: 'finished' })), 'risen');
});

test('nothing is said before it is known', () => {
  const above = at({ learningRate: 2 * limit });
  assert.equal(runDivergence(unknown, above), null);
  assert.equal(runDivergence(state, { ...above, present: null }), null);
});
