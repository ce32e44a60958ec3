import type { Analysis } from './analysis.js';
import type { RateChange } from './descent.js';
import { excessByDirection } from './excessLoss.js';

/** What gradient descent is going to do, without doing it. */
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
  /**
   * The least whole number of further iterations after which the loss is at most this, and stays
   * so.
   *
   * @returns null when there is none within the safe integers: the learning rate is too large, or
   *   the loss asked for is less than the least possible.
   */
  iterationBelow(loss: number): number | null;
}

/**
 * The exact future of gradient descent on the loss, a quadratic: in the direction of the Hessian's
 * eigenvector i, each iteration multiplies the distance to the optimum by 1 − ηλᵢ, so that
 *
 *     L(t) = L* + Σᵢ eᵢ (1 − ηλᵢ)²ᵗ,
 *
 * where eᵢ is what this direction contributes to the loss at present. Nocedal and Wright,
 * "Numerical Optimization" (2006), section 3.3. Where a schedule changes the learning rate, the
 * factors of its parts multiply.
 *
 * @param coefficients at present, constant term first.
 * @param learningRate η from now on, above 0.
 * @param schedule changes of it, their iterations counted from now, increasing from 1.
 */
export function createForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  learningRate: number,
  schedule: readonly RateChange[] = [],
): Forecast {
  const { optimum, eigenvalues } = analysis;
  const modes = excessByDirection(analysis, coefficients)
    .map((excess, i) => ({ eigenvalue: eigenvalues[i]!, excess }))
    .filter(({ excess }) => excess !== 0);
  if (!modes.every(({ excess }) => Number.isFinite(excess))) {
    return { lossAt: () => Infinity, iterationWithin: () => null, iterationBelow: () => null };
  }

  const parts = partsOf(
    [{ iteration: 0, learningRate }, ...schedule],
    modes.map(({ eigenvalue }) => eigenvalue),
  );

  // Kept apart from L*, beside which it may be too small to be seen.
  const excessAt = (iterations: number) => {
    const { start, growths, rates } = parts.findLast((part) => part.start <= iterations)!;
    const excess = modes.reduce((sum, { excess }, i) => {
      const factor = Math.exp(growths[i]! + growth(rates[i]!, iterations - start));
      return sum + excess * factor * factor;
    }, 0);
    return excess <= optimum.rounding ? 0 : excess;
  };

  const iterationOfExcess = (goal: number): number | null => {
    const isNear = (iterations: number) => excessAt(iterations) <= goal;
    let near = Number.MAX_SAFE_INTEGER;
    if (!isNear(near)) {
      return null;
    }
    // A sum of exponentials is convex: once small enough, it stays so until the end of its part
    // if it is small enough there.
    for (const { start } of parts.toReversed()) {
      near = leastInteger(isNear, start, near);
      if (near > start) {
        break;
      }
    }
    return near;
  };

  return {
    lossAt: (iterations) => optimum.loss + excessAt(iterations),
    iterationWithin: (share) =>
      optimum.loss === 0 && excessAt(0) > 0 ? null : iterationOfExcess(share * optimum.loss),
    iterationBelow: (loss) => iterationOfExcess(loss - optimum.loss),
  };
}

/** Iterations with one learning rate. */
interface Part {
  /** The first of them. */
  readonly start: number;
  /** The logarithm of what each mode has been multiplied by until then. */
  readonly growths: readonly number[];
  /** The same for each iteration from then on. */
  readonly rates: readonly number[];
}

function partsOf(schedule: readonly RateChange[], eigenvalues: readonly number[]): Part[] {
  const parts: Part[] = [];
  for (const { iteration: start, learningRate } of schedule) {
    const before = parts.at(-1);
    parts.push({
      start,
      growths: eigenvalues.map((_, i) =>
        before ? before.growths[i]! + growth(before.rates[i]!, start - before.start) : 0,
      ),
      rates: eigenvalues.map((eigenvalue) => growthRate(learningRate * eigenvalue)),
    });
  }
  return parts;
}

/** A rate of −Infinity, at which one iteration reaches the optimum, has no product with 0. */
function growth(rate: number, iterations: number): number {
  return iterations === 0 ? 0 : rate * iterations;
}

/** The logarithm of |1 − z|, accurate also for small z, where 1 − z loses digits. */
function growthRate(z: number): number {
  return z < 1 ? Math.log1p(-z) : Math.log(z - 1);
}

/** The least whole number between two at which the condition holds, which then holds up to `end`. */
function leastInteger(condition: (value: number) => boolean, start: number, end: number): number {
  let below = start - 1;
  let holds = end;
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
