/** What becomes of a run's learning rate: turned by hand, and changed by the schedule. */

import { isDeepStrictEqual } from 'node:util';
import type { Options } from '../../options/options.js';
import { MAX_SCHEDULE } from '../../options/table.js';
import type { RateChange, RunSettings, Snapshot } from '../../training/protocol.js';
import { trainedRateChanges } from './selectors.js';
import type { Run } from './state.js';

/** Changes that can be told in a command; of more than these the oldest are forgotten. */
export const MAX_RATE_CHANGES = MAX_SCHEDULE;

/** A run's learning rate at its start and its changes since. */
export type Rates = Pick<Run, 'learningRate' | 'rateChanges'>;

/** The learning rate after the last change. */
export function lastRate({ learningRate, rateChanges }: Rates): number {
  return rateChanges.at(-1)?.learningRate ?? learningRate;
}

/**
 * The changes of a run once its learning rate is another one at an iteration. More than one without
 * an update in between make one change, and if the last one changes it back, none.
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
 * The learning rate that was to be expected at a newer state of a run: what else it is then was
 * turned by hand.
 */
export function ratesDue(
  run: Run,
  { present, status }: { readonly present: Snapshot; readonly status: Run['status'] },
  schedule: readonly RateChange[] = [],
): Rates {
  const start = Math.max(run.present?.iteration ?? 0, run.branchedAt ?? 0);
  // A run that has diverged keeps its learning rate.
  const end = status === 'diverged' ? present.iteration - 1 : present.iteration;
  const due = schedule.filter(({ iteration }) => iteration > start && iteration <= end);
  return withSchedule(run, due);
}

/** The learning rate with more changes, in their order. */
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

/** What the schedule holds in store after an iteration, counted from there. */
export function laterRates({ schedule = [] }: RunSettings, now: number): RateChange[] {
  return schedule
    .filter(({ iteration }) => iteration > now)
    .map(({ iteration, learningRate }) => ({ iteration: iteration - now, learningRate }));
}

/** The options as they are, unless the run has trained with other learning rates than they say. */
export function trainedOptions(run: Run, options: Options): Options {
  const { learningRate } = run;
  const changes = trainedRateChanges(run);
  const scheduled = withSchedule({ learningRate, rateChanges: [] }, options.schedule);
  const due = trainedRateChanges({ ...run, ...scheduled });
  if (isDeepStrictEqual(changes, due)) {
    return options;
  }
  const first = changes.find(({ iteration }) => iteration === 0)?.learningRate ?? learningRate;
  const schedule = changes.filter(({ iteration }) => iteration > 0);
  return { ...options, learningRates: [first], schedule };
}
