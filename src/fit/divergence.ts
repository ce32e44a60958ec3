import type { Analysis } from './analysis.js';
import { shareOfLimit } from './learningRate.js';
import { rootMeanSquare } from './rootMeanSquare.js';

/**
 * Why a run does not converge: its learning rate is above the stability limit or at it, or its loss
 * is higher than at the start, for example after some time at too large a learning rate.
 */
export type Divergence = 'above' | 'at' | 'risen';

/**
 * A rise of the root-mean-square error counts from this share of itself, or of 1, the amplitude of
 * the sine: far more than rounding errors near the optimum, far less than anyone cares about.
 */
const LEAST_RISE = 1e-9;

/**
 * Why a run does not converge; null if it seems to converge.
 *
 * @example
 * const run = { learningRate: 3.6e-6, startLoss: 999.5, loss: 100 };
 * causeOfDivergence({ stabilityLimit: 3.558e-6, samples: 2000 }, run) // 'above'
 *
 * @param run the learning rate of its latest update, its loss at the initial coefficients and now.
 */
export function causeOfDivergence(
  analysis: Pick<Analysis, 'stabilityLimit' | 'samples'>,
  run: { learningRate: number; startLoss: number; loss: number },
): Divergence | null {
  const share = shareOfLimit(run.learningRate, analysis.stabilityLimit);
  if (share >= 1) {
    return share > 1 ? 'above' : 'at';
  }
  return hasRisen(analysis, run) ? 'risen' : null;
}

/**
 * Whether the loss is higher than at the start, by more than rounding errors.
 *
 * @example hasRisen({ samples: 2000 }, { startLoss: 999.5, loss: 1000 }) // true
 */
export function hasRisen(
  { samples }: Pick<Analysis, 'samples'>,
  { startLoss, loss }: { startLoss: number; loss: number },
): boolean {
  const start = rootMeanSquare(startLoss, samples);
  return rootMeanSquare(loss, samples) > start + LEAST_RISE * (start + 1);
}
