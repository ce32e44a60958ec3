/**
 * The learning rate that makes the same updates for the mean loss, Σ (p(x) − y)² / samples, as
 * this one for the sum.
 *
 * @example meanLossLearningRate(1e-6, 2000) // 0.002
 */
export function meanLossLearningRate(learningRate: number, samples: number): number {
  return learningRate * samples;
}

/** Relative error of a computed stability limit. */
const LIMIT_ERROR = 1e-12;

/**
 * The learning rate as a share of the stability limit; 1 when they differ only by rounding.
 *
 * @example shareOfLimit(1e-6, 4e-6) // 0.25
 */
export function shareOfLimit(learningRate: number, stabilityLimit: number): number {
  const share = learningRate / stabilityLimit;
  return Math.abs(share - 1) <= LIMIT_ERROR ? 1 : share;
}

/**
 * The largest number with this many significant digits, at least 2, that is below the limit.
 *
 * @example roundedDown(3.558e-6, 2) // 3.5e-6
 */
export function roundedDown(stabilityLimit: number, digits: number): number {
  const below = stabilityLimit * (1 - 2 * LIMIT_ERROR);
  const [mantissa, exponent] = below.toExponential(20).split('e');
  return Number(`${mantissa!.slice(0, digits + 1)}e${exponent}`);
}

/**
 * A learning rate that converges from anywhere: half the limit, rounded down to two digits. At half
 * the limit, 1/λmax, no step overshoots in any direction.
 *
 * @example safeLearningRate(3.558e-6) // 1.7e-6
 */
export function safeLearningRate(stabilityLimit: number): number {
  return roundedDown(stabilityLimit / 2, 2);
}

/**
 * Checks a learning rate.
 *
 * @example checkLearningRate(0) // RangeError: learning rate must be a finite number above 0, not 0
 *
 * @throws RangeError when it is not a finite number above 0.
 */
export function checkLearningRate(learningRate: number): void {
  if (!Number.isFinite(learningRate) || learningRate <= 0) {
    throw new RangeError(`learning rate must be a finite number above 0, not ${learningRate}`);
  }
}
