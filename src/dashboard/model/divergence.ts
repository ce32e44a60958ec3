/** Whether the runs on screen converge. */

import { causeOfDivergence, type Divergence, hasRisen } from '../../fit/divergence.js';
import { lossAt } from '../../fit/excessLoss.js';
import { optimizerLimit } from '../../fit/momentum.js';
import { lastOptimizer, presentRate, trainedOptimizer, trainedRate } from './selectors.js';
import type { Run, State } from './state.js';

/** Whether the newest state of a run is worse than its start, so that it had better start again. */
export function isRuined({ analysis, rewind }: State, { status, present, initial }: Run): boolean {
  if (!analysis || !present || rewind) {
    return false;
  }
  const startLoss = lossAt(analysis, initial);
  return status === 'diverged' || hasRisen(analysis, { startLoss, loss: present.loss });
}

/**
 * Why a run does not converge: judged by the learning rate and optimizer of its next update or, once finished, of
 * its last. A loss above the start counts only at the end, because until then it may still fall.
 *
 * @returns null if it converges, or if that is not known yet.
 */
export function runDivergence({ analysis }: State, run: Run): Divergence | null {
  if (!analysis || !run.present) {
    return null;
  }
  const finished = run.status === 'finished';
  const optimizer = finished ? trainedOptimizer(run) : lastOptimizer(run);
  const stabilityLimit = optimizerLimit(optimizer, analysis.stabilityLimit);
  const cause = causeOfDivergence(
    { ...analysis, stabilityLimit },
    {
      learningRate: finished ? trainedRate(run) : presentRate(run),
      startLoss: lossAt(analysis, run.initial),
      loss: run.present.loss,
    },
  );
  return cause === 'risen' && !finished ? null : cause;
}
