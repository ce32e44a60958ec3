import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../../src/dashboard/model/state.js';
import { withView } from '../../../../src/dashboard/model/update/view.js';
import { Simulation } from '../../states.js';
import { act, scene, size } from '../acting.js';

test('the loss axis goes from logarithmic to linear, to above the best and back', () => {
  const state = scene('running');
  const linear = act(state, 'lossScale').state;
  assert.equal(linear.lossScale, 'linear');
  const excess = act(linear, 'lossScale').state;
  assert.equal(excess.lossScale, 'excess');
  assert.deepEqual(act(excess, 'lossScale').state, state);
});

test('the iteration axis goes from linear to logarithmic and back', () => {
  const state = scene('running');
  const log = act(state, 'iterationScale').state;
  assert.equal(log.iterationScale, 'log');
  assert.deepEqual(act(log, 'iterationScale').state, state);
});

test('one coefficient has no surface: v leaves that out', () => {
  const state = scene('running');
  const plots = (degree: number): string[] => {
    let present: State = { ...state, settings: { ...state.settings, degree } };
    return [1, 2, 3, 4].map(() => {
      present = act(present, 'plot').state;
      return present.plot;
    });
  };
  assert.deepEqual(plots(0), ['residual', 'plane', 'curves', 'residual']);
  assert.deepEqual(plots(1), ['residual', 'surface', 'plane', 'curves']);
});

test('the part of the run, the earlier runs, the best polynomial and the details come and go', () => {
  const state = scene('running');
  for (const [action, changed] of [
    ['span', { span: 'latest' }],
    ['earlier', { showEarlier: false }],
    ['optimum', { showOptimum: true }],
    ['details', { showDetails: true }],
  ] as const) {
    const next = act(state, action).state;
    assert.deepEqual(next, { ...state, ...changed });
    assert.deepEqual(act(next, action).state, state);
  }
});

test('the plots and the loss fill the screen in turn; details and a full panel end each other', () => {
  const state = scene('running');
  const curves = act({ ...state, showDetails: true }, 'full').state;
  assert.deepEqual(curves, { ...state, full: 'curves' });
  const loss = act(curves, 'full').state;
  assert.deepEqual(loss, { ...state, full: 'loss' });
  assert.deepEqual(act(loss, 'full').state, state);
  assert.deepEqual(act(loss, 'details').state, { ...state, showDetails: true });
});

test('the planes of the map take turns; a constant has none', () => {
  const pairs = (degree: number) => {
    const state = scene('running');
    let present: State = { ...state, settings: { ...state.settings, degree } };
    return [1, 2, 3].map(() => {
      present = act(present, 'pair').state;
      return present.pair;
    });
  };
  assert.deepEqual(pairs(0), [0, 0, 0]);
  assert.deepEqual(pairs(1), [1, 0, 1]);
});

test('a run alone keeps its look back when the focus is asked to go on', () => {
  const state = scene('rewound');
  assert.deepEqual(act(state, 'nextLane'), { state, effects: [] });
});

test('another problem is seen as the one before was', () => {
  const view = {
    showEarlier: false,
    lossScale: 'excess',
    iterationScale: 'log',
    span: 'latest',
    showOptimum: true,
    full: 'loss',
    showDetails: true,
    pace: 7,
    paused: true,
    help: 3,
    size: { columns: 99, rows: 33 },
  } as const;
  const state = scene('running');
  assert.deepEqual(withView(state, { ...scene('diverged'), ...view }), { ...state, ...view });
});

test('several learning rates take turns in focus, in both directions', () => {
  const simulation = new Simulation(size, { learningRates: [1e-7, 1e-6, 3.5e-6] });
  const passed = ['tab', 'tab', 'tab', 'shift-tab', 'shift-tab'].map((key) => {
    simulation.press(key);
    return simulation.state.focus;
  });
  assert.deepEqual(passed, [1, 2, 0, 2, 1]);
});
