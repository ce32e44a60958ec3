import type { Analysis } from './analysis.js';
import { scaledError } from './excessLoss.js';

/** What gradient descent with a fixed learning rate is going to do, without doing it. */
export interface Forecast {
  /**
   * The loss after this many more iterations; between whole numbers the curve through them.
   *
   * @param iterations from 0.
   * @returns Infinity where the loss is beyond the range of numbers, as it is throughout when it
   *   is at present.
   */
  lossAt(iterations: number): number;
  /**
   * The least whole number of further iterations after which the loss is at most (1 + share)
   * times the least possible, and stays so.
   *
   * @param share above 0; 0.01 is one per cent.
   * @returns null when there is none within the safe integers: the learning rate is too large, or
   *   the least possible loss is 0, to which no share can be added, and not reached already.
   */
  iterationWithin(share: number): number | null;
}

/**
 * The exact future of gradient descent on the loss, a quadratic: in the direction of the Hessian's
 * eigenvector i, each iteration multiplies the distance to the optimum by 1 − ηλᵢ, so that
 *
 *     L(t) = L* + Σᵢ eᵢ (1 − ηλᵢ)²ᵗ,
 *
 * where eᵢ is what this direction contributes to the loss at present. Nocedal and Wright,
 * "Numerical Optimization" (2006), section 3.3.
 *
 * @param coefficients at present, constant term first.
 * @param learningRate η from now on, above 0.
 */
export function createForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  learningRate: number,
): Forecast {
  const { optimum, eigenvalues, leftSingularVectors } = analysis;
  // Through R, whose columns make up for the different sizes of the coefficients: products of
  // eigenvectors and coefficients would lose digits.
  const error = scaledError(analysis, coefficients);
  const modes = eigenvalues
    .map((eigenvalue, i) => ({
      excess: leftSingularVectors[i]!.reduce((sum, entry, k) => sum + entry * error[k]!, 0) ** 2,
      rate: growthRate(learningRate * eigenvalue),
    }))
    .filter(({ excess }) => excess !== 0);
  if (!modes.every(({ excess }) => Number.isFinite(excess))) {
    return { lossAt: () => Infinity, iterationWithin: () => null };
  }

  // Kept apart from L*, beside which it may be too small to be seen.
  const excessAt = (iterations: number) =>
    modes.reduce((sum, { excess, rate }) => {
      // A rate of −Infinity, at which one iteration reaches the optimum, has no product with 0.
      const factor = iterations === 0 ? 1 : Math.exp(rate * iterations);
      return sum + excess * factor * factor;
    }, 0);

  return {
    lossAt: (iterations) => optimum.loss + excessAt(iterations),
    iterationWithin(share) {
      if (modes.length === 0) {
        return 0;
      }
      if (optimum.loss === 0) {
        return null;
      }
      // A sum of exponentials is convex: once small enough, it stays so until the end if it is
      // small enough there.
      return leastInteger((iterations) => excessAt(iterations) <= share * optimum.loss);
    },
  };
}

/** The logarithm of |1 − z|, accurate also for small z, where 1 − z loses digits. */
function growthRate(z: number): number {
  return z < 1 ? Math.log1p(-z) : Math.log(z - 1);
}

/** The least safe integer from 0 at which the condition holds, which then holds ever after. */
function leastInteger(condition: (value: number) => boolean): number | null {
  if (!condition(Number.MAX_SAFE_INTEGER)) {
    return null;
  }
  let below = -1;
  let holds = Number.MAX_SAFE_INTEGER;
  while (holds - below > 1) {
    const middle = Math.floor(below + (holds - below) / 2);
    if (condition(middle)) {
      holds = middle;
    } else {
      below = middle;
    }
  }
  return holds;
}
