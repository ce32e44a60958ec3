/**
 * The learning rate that makes the same updates on the mean loss, Σ (p(x) − y)² / samples, as this
 * one does on the sum.
 */
export function meanLossLearningRate(learningRate: number, samples: number): number {
  return learningRate * samples;
}

/** A limit is computed to about this share of itself. */
const LIMIT_ERROR = 1e-12;

/** The learning rate as a share of the stability limit; 1 where only rounding tells them apart. */
export function shareOfLimit(learningRate: number, stabilityLimit: number): number {
  const share = learningRate / stabilityLimit;
  return Math.abs(share - 1) <= LIMIT_ERROR ? 1 : share;
}
