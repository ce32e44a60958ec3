import { shareOfLimit } from './learningRate.js';
import { rootMeanSquare } from './rootMeanSquare.js';

/**
 * Why a run does not converge: its learning rate is above the stability limit or at it, or its loss
 * is above the one it started from, as after a learning rate that was too large for a while.
 */
export type Divergence = 'above' | 'at' | 'risen';

/**
 * A rise of the root-mean-square error by this share of itself, or of 1, the height of the sine: far
 * more than rounding errors near the optimum, far less than anyone cares for.
 */
const LEAST_RISE = 1e-9;

/**
 * How a run stands.
 *
 * @param learningRate that it was trained with last.
 * @param startLoss the loss of its initial coefficients.
 * @returns null when it converges, as far as can be told.
 */
export function divergence(
  stabilityLimit: number,
  learningRate: number,
  startLoss: number,
  loss: number,
  samples: number,
): Divergence | null {
  const share = shareOfLimit(learningRate, stabilityLimit);
  if (share >= 1) {
    return share > 1 ? 'above' : 'at';
  }
  const start = rootMeanSquare(startLoss, samples);
  return rootMeanSquare(loss, samples) > start + LEAST_RISE * (start + 1) ? 'risen' : null;
}
