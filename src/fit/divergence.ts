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
 * Tells why a run does not converge.
 *
 * @example divergence(3.558e-6, 3.6e-6, 999.5, 100, 2000) // 'above'
 *
 * @param learningRate of the latest update.
 * @param startLoss loss at the initial coefficients.
 * @param loss at present.
 * @returns null when it seems to converge.
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
