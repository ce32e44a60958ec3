import type { Analysis } from './analysis.js';
import { distanceByDirection } from './excessLoss.js';
import { growthRate } from './growth.js';
import { shareOfLimit } from './learningRate.js';
import { momentumRoots, optimizerLimit } from './momentum.js';
import { OPTIMIZERS, type Optimizer } from './optimizers.js';

/**
 * What each iteration does to the distance from the optimum: shrinks it, overshoots but still
 * shrinks it, overshoots and grows it, or leaves it unchanged. With momentum it may also ring: swing to
 * and fro, less and less. Unknown with RMSprop and Adam, where the directions depend on each other.
 */
export type Course = 'shrinks' | 'overshoots' | 'grows' | 'stays' | 'rings' | 'unknown';

/**
 * One of the Hessian's eigenvectors. Gradient descent moves along each independently of the others:
 * every iteration multiplies the distance from the optimum by 1 − ηλ. So does momentum, with a
 * recurrence in each: see momentum.ts.
 */
export interface Direction {
  /** Its components, constant term first; the vector has length 1 and its largest component is positive. */
  readonly components: readonly number[];
  /** λ, the curvature of the loss along it; 0 if the loss does not change along it. */
  readonly eigenvalue: number;
  /**
   * 1 − ηλ; with momentum, the factor of the distance in the long run, or of the swings if it rings. NaN
   * if unknown.
   */
  readonly factor: number;
  readonly course: Course;
  /**
   * Iterations until the distance halves, or doubles if it grows; 0 if one iteration removes it,
   * Infinity if it stays, NaN if unknown. The direction's part of the loss is the distance squared and
   * takes half as many.
   */
  readonly iterations: number;
  /** If it rings, the iterations from one swing to the next on the same side; otherwise null. */
  readonly period: number | null;
  /**
   * The distance from the optimum as a share of that at the start; 0 at the optimum. Null if it is lost
   * in the rounding errors of a direction that is much farther away.
   */
  readonly left: number | null;
  /** What it contributes to the loss above the least; 0 when within rounding errors of 0. */
  readonly excess: number;
  /** Its share of the loss above the least; null if that loss is 0 or no distance is finite. */
  readonly share: number | null;
}

/**
 * The rounding error that the largest distance causes in the others, as a share of itself: twice the
 * most measured in diverging runs.
 */
const ROUNDING = 2 ** -49;

/** This share of the distance at the start is as good as none. */
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
 * @param optimizer makes the updates; its memory does not matter.
 */
export function directions(
  analysis: Analysis,
  initial: readonly number[],
  coefficients: readonly number[],
  learningRate: number,
  optimizer: Optimizer = OPTIMIZERS.sgd,
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
    return {
      components,
      eigenvalue,
      ...courseOf(optimizer, learningRate, eigenvalue),
      excess: now[i]! ** 2,
      left: left(i),
      share: Number.isFinite(whole) ? parts[i]! / whole : null,
    };
  });
}

/** What an optimizer does to the distance along a direction. */
function courseOf(
  optimizer: Optimizer,
  learningRate: number,
  eigenvalue: number,
): Pick<Direction, 'factor' | 'course' | 'iterations' | 'period'> {
  // At the direction's own limit, the distance stays the same.
  const share = shareOfLimit(learningRate, optimizerLimit(optimizer, 2 / eigenvalue));
  if (share === 1) {
    return { factor: -1, course: 'stays', iterations: Number.POSITIVE_INFINITY, period: null };
  }
  switch (optimizer.name) {
    case 'sgd':
      return courseOfGap(2 * share);
    case 'momentum':
    case 'nesterov': {
      const roots = momentumRoots(optimizer, learningRate * eigenvalue);
      if (!('radius' in roots)) {
        return courseOfGap(roots.gaps[0]);
      }
      const { radius, real, imaginary } = roots;
      const period = (2 * Math.PI) / Math.atan2(imaginary, real);
      return { factor: radius, course: 'rings', iterations: Math.LN2 / -Math.log(radius), period };
    }
    case 'rmsprop':
    case 'adam':
      return { factor: Number.NaN, course: 'unknown', iterations: Number.NaN, period: null };
  }
}

/** @param gap 1 minus the factor of the distance. */
function courseOfGap(gap: number): Pick<Direction, 'factor' | 'course' | 'iterations' | 'period'> {
  const growth = growthRate(gap);
  const iterations = Math.LN2 / Math.abs(growth);
  const course = growth > 0 ? 'grows' : gap > 1 ? 'overshoots' : 'shrinks';
  return {
    factor: 1 - gap,
    course: growth === 0 ? 'stays' : course,
    iterations: growth === 0 ? Number.POSITIVE_INFINITY : iterations,
    period: null,
  };
}
