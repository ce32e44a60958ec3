/** The optimizers of the runs on screen, and the learning rates that work with them. */

import { safeLearningRate } from '../../fit/learningRate.js';
import { optimizerLimit } from '../../fit/momentum.js';
import { isSameOptimizer, OPTIMIZERS, type Optimizer } from '../../fit/optimizers.js';
import { defaultRate } from '../../options/optimizers.js';
import { focusedRun, lastOptimizer, shownOf } from './selectors.js';
import type { Run, State } from './state.js';

/** Whether the runs side by side have different optimizers. */
export function isRace({ live }: State): boolean {
  const [first, ...others] = live.map(lastOptimizer);
  return others.some((other) => !isSameOptimizer(other, first!));
}

/** Whether another run side by side has the same optimizer. */
export function hasTwin({ live }: State, run: Run): boolean {
  return live.some(
    (other) => other.lane !== run.lane && isSameOptimizer(lastOptimizer(other), lastOptimizer(run)),
  );
}

/** The optimizer of the update after the shown state of a run, perhaps with its memory. */
export function shownOptimizer(state: State, run: Run): Optimizer {
  const shown = shownOf(state, run);
  return shown ? (shown.optimizer ?? OPTIMIZERS.sgd) : run.optimizer;
}

/**
 * The learning rate at and above which a run diverges with its optimizer; Infinity if there is none, and
 * undefined until the problem is analysed.
 */
export function limitOf(state: State, run = focusedRun(state)): number | undefined {
  const { analysis } = state;
  return analysis ? optimizerLimit(shownOptimizer(state, run), analysis.stabilityLimit) : undefined;
}

/** A learning rate that works with the optimizer shown: half its limit, or its default if it has none. */
export function workingRateOf(state: State): number | undefined {
  const limit = limitOf(state);
  return limit === undefined || Number.isFinite(limit)
    ? limit && safeLearningRate(limit)
    : defaultRate(shownOptimizer(state, focusedRun(state)));
}
