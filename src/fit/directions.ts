import type { Analysis } from './analysis.js';
import { excessByDirection } from './excessLoss.js';
import { shareOfLimit } from './learningRate.js';

/**
 * What an iteration does to the distance from the optimum: makes it smaller, throws it to the other
 * side and makes it smaller, throws it to the other side and makes it larger, or leaves it as it is.
 */
export type Course = 'shrinks' | 'overshoots' | 'grows' | 'stays';

/**
 * One of the Hessian's eigenvectors, along which gradient descent goes its way whatever happens along
 * the others: each iteration multiplies the distance from the optimum by 1 − ηλ.
 */
export interface Direction {
  /** Its component in each coefficient, constant term first; of length 1, the largest positive. */
  readonly components: readonly number[];
  /** λ, the curvature of the loss along it; 0 where the loss does not change along it. */
  readonly eigenvalue: number;
  /** 1 − ηλ. */
  readonly factor: number;
  readonly course: Course;
  /**
   * Iterations in which the distance halves, or doubles where it grows; 0 where one is enough,
   * Infinity where it stays. What the direction adds to the loss is its square, and takes half as
   * many.
   */
  readonly iterations: number;
  /** The distance from the optimum as a share of that at the start; 0 where there is none. */
  readonly left: number;
  /** What it adds to the loss as a share of the loss above the least; null where that is 0 or no number. */
  readonly share: number | null;
}

/**
 * The directions in which gradient descent approaches the optimum, the steepest first: as many as
 * coefficients.
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
  const excessAt = (place: readonly number[]) =>
    excessByDirection(analysis, place).map((each) => (each <= optimum.rounding ? 0 : each));
  const start = excessAt(initial);
  const now = excessAt(coefficients);
  const excess = now.reduce((sum, each) => sum + each, 0);
  return eigenvectors.map((components, i) => {
    // Fewer points than coefficients leave directions that no point sees.
    const eigenvalue = i < samples ? eigenvalues[i]! : 0;
    // At the limit of its own, 2/λ, a direction stays as far off as it is.
    const step = 2 * shareOfLimit(learningRate, 2 / eigenvalue);
    return {
      components,
      eigenvalue,
      factor: 1 - step,
      ...courseOf(step),
      left: now[i] === 0 ? 0 : Math.sqrt(now[i]! / start[i]!),
      share: excess > 0 && Number.isFinite(excess) ? now[i]! / excess : null,
    };
  });
}

/** @param step ηλ. */
function courseOf(step: number): Pick<Direction, 'course' | 'iterations'> {
  // Accurate also for a small step, where 1 − ηλ loses digits.
  const growth = step < 1 ? Math.log1p(-step) : Math.log(step - 1);
  if (growth === 0) {
    return { course: 'stays', iterations: Number.POSITIVE_INFINITY };
  }
  const iterations = Math.LN2 / Math.abs(growth);
  if (growth > 0) {
    return { course: 'grows', iterations };
  }
  return { course: step > 1 ? 'overshoots' : 'shrinks', iterations };
}
