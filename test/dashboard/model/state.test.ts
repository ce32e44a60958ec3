import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState, replaceRun } from '../../../src/dashboard/model/state.js';
import { OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { emptyHistory } from '../../../src/runs/history.js';
import { tutorialSettings } from '../states.js';
import { size } from './acting.js';

const { adam } = OPTIMIZERS;
const runs = [tutorialSettings, { ...tutorialSettings, learningRate: 0.01, optimizer: adam }];
const state = initialState({ runs, seed: 7, pace: 50, paused: true, size });

test('in the beginning every run waits for its worker, and nothing was changed', () => {
  const { initial, iterations, learningRate } = tutorialSettings;
  const common = {
    ordinal: 1,
    seed: 7,
    initial,
    iterations,
    leftFor: null,
    branchedAt: null,
    rateAsked: null,
    optimizerAsked: null,
    optimizerChanges: [],
    rateChanges: [],
    rateChangesForgotten: false,
    status: 'starting',
    history: emptyHistory,
    trace: emptyHistory,
    present: null,
    elapsed: 0,
    paceReached: null,
  };
  assert.deepEqual(state.live, [
    { ...common, lane: 0, number: 0, settings: runs[0], learningRate, optimizer: OPTIMIZERS.sgd },
    { ...common, lane: 1, number: 1, settings: runs[1], learningRate: 0.01, optimizer: adam },
  ]);
});

test('in the beginning the screen shows the present of the whole first run, and no more', () => {
  const { live: _, ...others } = state;
  assert.deepEqual(others, {
    settings: tutorialSettings,
    focus: 0,
    earlier: [],
    analysis: null,
    paused: true,
    pace: 50,
    rewind: null,
    showEarlier: true,
    lossScale: 'log',
    iterationScale: 'linear',
    span: 'whole',
    plot: 'curves',
    showOptimum: false,
    pair: 0,
    full: null,
    showDetails: false,
    help: null,
    prompt: null,
    lessons: [],
    teaching: null,
    offersLessons: false,
    replay: false,
    message: null,
    warning: null,
    size,
  });
});

test('a run takes the place of the one in its lane', () => {
  const next = { ...state.live[1]!, number: 2 };
  assert.deepEqual(replaceRun(state, next).live, [state.live[0], next]);
});
