import type { Analysis } from './analysis.js';
import { distanceByDirection } from './excessLoss.js';
import { growthRate } from './growth.js';
import { shareOfLimit } from './learningRate.js';

/**
 * What each iteration does to the distance from the optimum: shrinks it, overshoots but still
 * shrinks it, overshoots and grows it, or leaves it unchanged.
 */
export type Course = 'shrinks' | 'overshoots' | 'grows' | 'stays';

/**
 * One of the Hessian's eigenvectors. Gradient descent moves along each independently of the others:
 * every iteration multiplies the distance from the optimum by 1 − ηλ.
 */
export interface Direction {
  /** Its components, constant term first; the vector has length 1 and its largest component is positive. */
  readonly components: readonly number[];
  /** λ, the curvature of the loss along it; 0 if the loss does not change along it. */
  readonly eigenvalue: number;
  /** 1 − ηλ. */
  readonly factor: number;
  readonly course: Course;
  /**
   * Iterations until the distance halves, or doubles if it grows; 0 if one iteration removes it,
   * Infinity if it stays. The direction's part of the loss is the distance squared and takes half as
   * many.
   */
  readonly iterations: number;
  /**
   * The distance from the optimum as a share of that at the start; 0 at the optimum. Null if nothing
   * is known of it: it is lost in the rounding errors of a direction that is much farther away.
   */
  readonly left: number | null;
  /** What it contributes to the loss above the least; 0 when within rounding errors of 0. */
  readonly excess: number;
  /** Its share of the loss above the least; null if that loss is 0 or no distance is finite. */
  readonly share: number | null;
}

/**
 * How much rounding error the largest distance causes in the others, as a share of itself: twice the
 * most ever measured in diverging runs.
 */
const ROUNDING = 2 ** -49;

/** A share of the distance at the start that is as good as none. */
const NOTHING = 1e-4;

/**
 * The directions in which gradient descent approaches the optimum, steepest first; one for each
 * coefficient.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * const found = directions(analysis, [1, 1, 1, 1], [1, 1, 1, 1], 1e-6);
 * found.map(({ iterations }) => Math.round(iterations)) // [1, 8, 335, 401]
 *
 * @param initial the coefficients at iteration 0, constant term first.
 * @param coefficients at present.
 * @param learningRate η, above 0.
 */
export function directions(
  analysis: Analysis,
  initial: readonly number[],
  coefficients: readonly number[],
  learningRate: number,
): Direction[] {
  const { eigenvalues, eigenvectors, optimum, samples } = analysis;
  const distancesAt = (place: readonly number[]) =>
    distanceByDirection(analysis, place).map((each) =>
      each ** 2 <= optimum.rounding ? 0 : Math.abs(each),
    );
  const start = distancesAt(initial);
  const now = distancesAt(coefficients);
  const largest = Math.max(...now);
  const error = ROUNDING * largest;
  // Relative to the largest, so that no square overflows.
  const parts = now.map((each) => (each / largest) ** 2);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const left = (i: number) => {
    if (now[i]! > error) {
      return now[i]! / start[i]!;
    }
    const isNothing = error <= NOTHING * (start[i] || Math.max(...start));
    return isNothing && Number.isFinite(error) ? 0 : null;
  };
  return eigenvectors.map((components, i) => {
    // With fewer points than coefficients, some directions do not change the loss.
    const eigenvalue = i < samples ? eigenvalues[i]! : 0;
    // At its own limit, 2/λ, the distance along a direction stays the same.
    const step = 2 * shareOfLimit(learningRate, 2 / eigenvalue);
    return {
      components,
      eigenvalue,
      factor: 1 - step,
      ...courseOf(step),
      excess: now[i]! ** 2,
      left: left(i),
      share: Number.isFinite(whole) ? parts[i]! / whole : null,
    };
  });
}

/** @param step ηλ. */
function courseOf(step: number): Pick<Direction, 'course' | 'iterations'> {
  const growth = growthRate(step);
  if (growth === 0) {
    return { course: 'stays', iterations: Number.POSITIVE_INFINITY };
  }
  const iterations = Math.LN2 / Math.abs(growth);
  if (growth > 0) {
    return { course: 'grows', iterations };
  }
  return { course: step > 1 ? 'overshoots' : 'shrinks', iterations };
}
