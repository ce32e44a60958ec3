/** Whether the runs on the screen converge. */

import { type Divergence, divergence } from '../../fit/divergence.js';
import { lossAt } from '../../fit/excessLoss.js';
import { presentRate, trainedRate } from './selectors.js';
import type { Run, State } from './state.js';

/**
 * Why a run does not converge: with the learning rate of its next update, or once it has finished
 * with that of its last one. While it trains, a loss above its start may still come down.
 *
 * @returns null when it converges, and while that is not known.
 */
export function runDivergence({ analysis, settings }: State, run: Run): Divergence | null {
  if (!analysis || !run.present) {
    return null;
  }
  const finished = run.status === 'finished';
  const cause = divergence(
    analysis.stabilityLimit,
    finished ? trainedRate(run) : presentRate(run),
    lossAt(analysis, run.initial),
    run.present.loss,
    settings.samples,
  );
  return cause === 'risen' && !finished ? null : cause;
}
