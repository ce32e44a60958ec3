import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../../src/dashboard/model/state.js';
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

test('several learning rates take turns in focus, in both directions', () => {
  const simulation = new Simulation(size, { learningRates: [1e-7, 1e-6, 3.5e-6] });
  const passed = ['tab', 'tab', 'tab', 'shift-tab', 'shift-tab'].map((key) => {
    simulation.press(key);
    return simulation.state.focus;
  });
  assert.deepEqual(passed, [1, 2, 0, 2, 1]);
});
