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

/** The greatest number of so many significant digits, at least 2, that is below the limit. */
export function roundedDown(stabilityLimit: number, digits: number): number {
  const below = stabilityLimit * (1 - 2 * LIMIT_ERROR);
  const [mantissa, exponent] = below.toExponential(20).split('e');
  return Number(`${mantissa!.slice(0, digits + 1)}e${exponent}`);
}

/**
 * A learning rate that converges from anywhere: half the limit, 1/λmax, at which no step overshoots
 * in any direction, rounded down to two digits.
 */
export function safeLearningRate(stabilityLimit: number): number {
  return roundedDown(stabilityLimit / 2, 2);
}
