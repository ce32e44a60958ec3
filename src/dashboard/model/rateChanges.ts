/** How a run's learning rate changes, by hand and by schedule. */

import { isDeepStrictEqual } from 'node:util';
import type { RateChange, Snapshot } from '../../fit/descent.js';
import { isSameMethod } from '../../fit/method.js';
import type { Options } from '../../options/options.js';
import type { RunSettings } from '../../options/start.js';
import { MAX_SCHEDULE } from '../../options/table.js';
import { lastRate, type Rates, trainedRateChanges } from './selectors.js';
import type { Run } from './state.js';

/** The most changes that fit in a command; beyond that, the oldest are forgotten. */
export const MAX_RATE_CHANGES = MAX_SCHEDULE;

/**
 * Adds a change of the learning rate. Several at the same iteration become one, or none if the last
 * one restores the rate.
 */
export function withRateChange(
  { learningRate: initial, rateChanges }: Rates,
  { iteration, learningRate }: RateChange,
): Run['rateChanges'] {
  if (lastRate({ learningRate: initial, rateChanges }) === learningRate) {
    return rateChanges;
  }
  const before = rateChanges.filter((change) => change.iteration !== iteration);
  return lastRate({ learningRate: initial, rateChanges: before }) === learningRate
    ? before
    : [...before, { iteration, learningRate }].slice(-MAX_RATE_CHANGES - 1);
}

/**
 * The learning rate that a run should have at a newer state. If it has another, it was changed by
 * hand.
 */
export function ratesDue(
  run: Run,
  { present, status }: { readonly present: Snapshot; readonly status: Run['status'] },
): Rates {
  const { schedule } = run.settings;
  const start = Math.max(run.present?.iteration ?? 0, run.branchedAt ?? 0);
  // A diverged run keeps its learning rate.
  const end = status === 'diverged' ? present.iteration - 1 : present.iteration;
  const due = schedule.filter(({ iteration }) => iteration > start && iteration <= end);
  return withSchedule(run, due);
}

/** Adds several changes, in order. */
export function withSchedule(
  { learningRate, rateChanges }: Rates,
  schedule: readonly RateChange[],
): Rates {
  let changes = rateChanges;
  for (const change of schedule) {
    changes = withRateChange({ learningRate, rateChanges: changes }, change);
  }
  return { learningRate, rateChanges: changes };
}

/** The schedule's changes after an iteration, counted from that iteration. */
export function laterRates({ schedule }: RunSettings, now: number): RateChange[] {
  return schedule
    .filter(({ iteration }) => iteration > now)
    .map(({ iteration, learningRate }) => ({ iteration: iteration - now, learningRate }));
}

/**
 * The options that repeat a run: unchanged, unless the run began or trained with other learning rates
 * than they say, or began with another optimizer.
 */
export function trainedOptions(run: Run, options: Options): Options {
  const { learningRate } = run;
  const changes = trainedRateChanges(run);
  const changed = run.optimizerChanges.find(({ iteration }) => iteration === 0);
  const optimizer = changed?.optimizer ?? run.optimizer;
  const scheduled = withSchedule({ learningRate, rateChanges: [] }, options.schedule);
  const due = trainedRateChanges({ ...run, ...scheduled });
  const asked = {
    learningRate: options.learningRates[run.lane]!,
    optimizer: options.optimizers[run.lane]!,
  };
  if (isDeepStrictEqual(changes, due) && isSameMethod({ learningRate, optimizer }, asked)) {
    return options;
  }
  const first = changes.find(({ iteration }) => iteration === 0)?.learningRate ?? learningRate;
  const schedule = changes.filter(({ iteration }) => iteration > 0);
  return { ...options, learningRates: [first], optimizers: [optimizer], schedule };
}
