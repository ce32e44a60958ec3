import type { Analysis } from './analysis.js';
import type { RateChange } from './descent.js';
import { excessByDirection } from './excessLoss.js';
import { growth, growthRate } from './growth.js';

/** What gradient descent is going to do, computed without doing it. */
export interface Forecast {
  /**
   * The loss after this many more iterations; between whole numbers, a smooth curve through them.
   *
   * @param iterations at least 0.
   * @returns Infinity where the loss overflows; everywhere, when it already has.
   */
  lossAt(iterations: number): number;
  /** How far that loss is above the least possible; 0 if they differ only by rounding. */
  excessAt(iterations: number): number;
  /**
   * The smallest number of further iterations after which the loss is at most (1 + share) times
   * the least possible, and stays so.
   *
   * @param share above 0; 0.01 is one per cent.
   * @returns null when there is no such safe integer: the learning rate is too large, or the least
   *   possible loss is 0, of which every share is 0, and not reached yet.
   */
  iterationWithin(share: number): number | null;
  /**
   * The smallest number of further iterations after which the loss is at most this, and stays so.
   *
   * @returns null when there is no such safe integer: the learning rate is too large, or the loss
   *   is less than the least possible.
   */
  iterationBelow(loss: number): number | null;
}

/** Of a run whose loss has already overflowed. */
export const BEYOND_NUMBERS: Forecast = {
  lossAt: () => Number.POSITIVE_INFINITY,
  excessAt: () => Number.POSITIVE_INFINITY,
  iterationWithin: () => null,
  iterationBelow: () => null,
};

/**
 * A forecast from the excess of the loss alone.
 *
 * @example forecastOf(8, (t) => 4 / 2 ** t, () => null).lossAt(1) // 10
 *
 * @param least the least possible loss.
 * @param excessAt how far the loss is above it after so many more iterations.
 * @param iterationOfExcess after how many the excess is at most a goal and stays so; null for never.
 */
export function forecastOf(
  least: number,
  excessAt: (iterations: number) => number,
  iterationOfExcess: (goal: number) => number | null,
): Forecast {
  return {
    lossAt: (iterations) => least + excessAt(iterations),
    excessAt,
    iterationWithin: (share) =>
      least === 0 && excessAt(0) > 0 ? null : iterationOfExcess(share * least),
    iterationBelow: (loss) => iterationOfExcess(loss - least),
  };
}

/**
 * The exact future of gradient descent. The loss is a quadratic: along the Hessian's eigenvector
 * i, each iteration multiplies the distance to the optimum by 1 − ηλᵢ, so that
 *
 *     L(t) = L* + Σᵢ eᵢ (1 − ηλᵢ)²ᵗ,
 *
 * where eᵢ is what this direction contributes to the loss at present. Nocedal and Wright,
 * "Numerical Optimization" (2006), section 3.3. Where a schedule changes the learning rate, the
 * factors of its parts multiply.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * createForecast(analysis, standardNormals(42, 4), 1e-6).iterationWithin(0.01) // 2445
 *
 * @param coefficients at present, constant term first.
 * @param learningRate η from now on, above 0.
 * @param schedule later learning rates; iterations count from now, increasing from 1.
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
    return BEYOND_NUMBERS;
  }

  const parts = partsOf(
    [{ iteration: 0, learningRate }, ...schedule],
    modes.map(({ eigenvalue }) => eigenvalue),
  );

  // Kept apart from L*, which may be so large that the sum would lose it.
  const excessAt = (iterations: number) => {
    const { start, growths, rates } =
      parts.length === 1 ? parts[0]! : parts.findLast((part) => part.start <= iterations)!;
    let excess = 0;
    for (let i = 0; i < modes.length; i++) {
      const factor = Math.exp(growths[i]! + growth(rates[i]!, iterations - start));
      excess += modes[i]!.excess * factor * factor;
    }
    return excess <= optimum.rounding ? 0 : excess;
  };

  const iterationOfExcess = (goal: number): number | null => {
    const isNear = (iterations: number) => excessAt(iterations) <= goal;
    let near = Number.MAX_SAFE_INTEGER;
    if (!isNear(near)) {
      return null;
    }
    // A sum of exponentials is convex: if it is small enough at the end of its part, it has been so
    // since it first was.
    for (const { start } of parts.toReversed()) {
      near = leastInteger(isNear, start, near);
      if (near > start) {
        break;
      }
    }
    return near;
  };

  return forecastOf(optimum.loss, excessAt, iterationOfExcess);
}

/** A stretch of iterations with one learning rate. */
interface Part {
  /** The first iteration. */
  readonly start: number;
  /** Logarithm of the factor by which each mode has grown before it. */
  readonly growths: readonly number[];
  /** Logarithm of the factor by which each mode grows in one iteration of this part. */
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

/**
 * The smallest integer from start to end from which the condition holds up to end, by bisection.
 *
 * @example leastInteger((value) => value ** 2 >= 50, 0, 100) // 8
 */
export function leastInteger(
  condition: (value: number) => boolean,
  start: number,
  end: number,
): number {
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
