import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  laterRates,
  MAX_RATE_CHANGES,
  ratesDue,
  trainedOptions,
  withRateChange,
  withSchedule,
} from '../../../src/dashboard/model/rateChanges.js';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { Run } from '../../../src/dashboard/model/state.js';
import type { RateChange } from '../../../src/fit/descent.js';
import { OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { resolvedRun } from '../../output/records.js';
import { scene } from './acting.js';

/** Changes from iterations to learning rates. */
function changes(...pairs: readonly (readonly [iteration: number, rate: number])[]): RateChange[] {
  return pairs.map(([iteration, learningRate]) => ({ iteration, learningRate }));
}

/** A run that began with learning rate 1. */
function runWith(more: Partial<Run>): Run {
  return { ...focusedRun(scene('starting')), learningRate: 1, ...more };
}

const present = focusedRun(scene('running')).present!;

describe('a change of the learning rate', () => {
  const add = (before: readonly RateChange[], [change]: readonly RateChange[]) =>
    withRateChange({ learningRate: 1, rateChanges: before }, change!);

  test('is added to those before it', () => {
    assert.deepEqual(add([], changes([5, 2])), changes([5, 2]));
    assert.deepEqual(add(changes([5, 2]), changes([6, 3])), changes([5, 2], [6, 3]));
    assert.deepEqual(add(changes([5, 2]), changes([6, 1])), changes([5, 2], [6, 1]));
  });

  test('to the same rate is none', () => {
    assert.deepEqual(add([], changes([5, 1])), []);
    assert.deepEqual(add(changes([5, 2]), changes([6, 2])), changes([5, 2]));
  });

  test('at the same iteration replaces the one there, or takes it back', () => {
    assert.deepEqual(add(changes([4, 2], [5, 3]), changes([5, 4])), changes([4, 2], [5, 4]));
    assert.deepEqual(add(changes([4, 2], [5, 3]), changes([5, 2])), changes([4, 2]));
    assert.deepEqual(add(changes([5, 2]), changes([5, 1])), []);
  });

  test('beyond one more than a command can take makes the oldest forgotten', () => {
    const pairs = Array.from({ length: MAX_RATE_CHANGES + 2 }, (_, i) => [i, i + 2] as const);
    const { rateChanges } = withSchedule({ learningRate: 1, rateChanges: [] }, changes(...pairs));
    assert.deepEqual(rateChanges, changes(...pairs.slice(1)));
  });
});

test('the rates due are those of the schedule after the state before, up to the newer one', () => {
  const schedule = changes([10, 2], [20, 3], [30, 4]);
  const settings = { ...focusedRun(scene('starting')).settings, schedule };
  const due = (run: Partial<Run>, iteration: number, status: Run['status'] = 'running') =>
    ratesDue(runWith({ settings, ...run }), { present: { ...present, iteration }, status })
      .rateChanges;
  assert.deepEqual(due({}, 9), []);
  assert.deepEqual(due({}, 10), changes([10, 2]));
  assert.deepEqual(due({}, 30), schedule);
  // A diverged run did not get as far as its next rate.
  assert.deepEqual(due({}, 20, 'diverged'), changes([10, 2]));
  const at = (iteration: number) => ({ ...present, iteration });
  assert.deepEqual(due({ present: at(10) }, 20), changes([20, 3]));
  assert.deepEqual(due({ present: at(9) }, 20), changes([10, 2], [20, 3]));
  assert.deepEqual(due({ branchedAt: 20 }, 30), changes([30, 4]));
  assert.deepEqual(due({ branchedAt: 10, present: at(20) }, 30), changes([30, 4]));
  assert.deepEqual(due({ settings: focusedRun(scene('starting')).settings }, 30), []);
});

test('the later rates of a schedule count from the iteration', () => {
  const { settings } = focusedRun(scene('starting'));
  assert.deepEqual(laterRates(settings, 10), []);
  const schedule = changes([10, 2], [20, 3]);
  assert.deepEqual(laterRates({ ...settings, schedule }, 0), schedule);
  assert.deepEqual(laterRates({ ...settings, schedule }, 10), changes([10, 3]));
});

describe('the options that repeat a run', () => {
  const { options } = resolvedRun('--lr', '1');
  const trained = (more: Partial<Run>) =>
    runWith({ present: { ...present, iteration: 50 }, ...more });
  const { momentum } = OPTIMIZERS;

  test('are those it was started with, as long as it trained as they say', () => {
    assert.equal(trainedOptions(trained({}), options), options);
    // What has not made an update yet does not count.
    assert.equal(trainedOptions(trained({ rateChanges: changes([50, 2]) }), options), options);
    const scheduled = { ...options, schedule: changes([20, 3], [60, 4]) };
    const rateChanges = changes([20, 3]);
    assert.equal(trainedOptions(trained({ rateChanges }), scheduled), scheduled);
  });

  test('have the rates and the optimizer that it trained with', () => {
    assert.deepEqual(trainedOptions(trained({ rateChanges: changes([0, 2], [7, 3]) }), options), {
      ...options,
      learningRates: [2],
      schedule: changes([7, 3]),
    });
    assert.deepEqual(trainedOptions(trained({ learningRate: 5 }), options), {
      ...options,
      learningRates: [5],
    });
    assert.deepEqual(trainedOptions(trained({ optimizer: momentum }), options), {
      ...options,
      optimizers: [momentum],
    });
    const optimizerChanges = [
      { iteration: 0, optimizer: momentum },
      { iteration: 5, optimizer: OPTIMIZERS.adam },
    ];
    assert.deepEqual(trainedOptions(trained({ optimizerChanges }), options), {
      ...options,
      optimizers: [momentum],
    });
    const scheduled = { ...options, schedule: changes([20, 3]) };
    assert.deepEqual(trainedOptions(trained({}), scheduled), { ...options, schedule: [] });
  });

  test('of one of several are its own', () => {
    const two = resolvedRun('--lr', '1,2').options;
    assert.equal(trainedOptions(trained({ lane: 1, learningRate: 2 }), two), two);
    assert.deepEqual(trainedOptions(trained({ lane: 1, learningRate: 3 }), two).learningRates, [3]);
  });
});
