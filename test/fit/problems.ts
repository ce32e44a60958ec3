import fc from 'fast-check';
import type { Dataset } from '../../src/fit/dataset.js';
import { pointwiseObjective } from '../../src/fit/objective.js';

/** A problem of moderate size and a place to look at it from. */
export interface Problem {
  readonly samples: number;
  readonly interval: readonly [number, number];
  readonly degree: number;
  /** degree + 1 coefficients. */
  readonly coefficients: readonly number[];
}

/** Any degree, more points than coefficients or fewer, intervals about 0 and beside it. */
export const problems: fc.Arbitrary<Problem> = fc
  .tuple(
    fc.integer({ min: 2, max: 60 }),
    fc.double({ min: -4, max: 1, noNaN: true }),
    fc.double({ min: 0.5, max: 6, noNaN: true }),
    fc.integer({ min: 0, max: 9 }),
  )
  .chain(([samples, from, width, degree]) =>
    fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), {
        minLength: degree + 1,
        maxLength: degree + 1,
      })
      .map((coefficients) => ({ samples, interval: [from, from + width], degree, coefficients })),
  );

/** The loss summed over the points. */
export function pointwiseLoss(dataset: Dataset, coefficients: readonly number[]): number {
  const gradient = new Float64Array(coefficients.length);
  return pointwiseObjective(dataset, coefficients.length - 1).evaluate(
    Float64Array.from(coefficients),
    gradient,
  );
}

/** Σᵢ (Σₖ |coefficients[k] x[i]ᵏ| + |y[i]|)²: the size of what cancels in the loss. */
export function lossScale({ x, y }: Dataset, coefficients: readonly number[]): number {
  return x.reduce((sum, each, i) => {
    const size = coefficients.reduce((total, c, k) => total + Math.abs(c * each ** k), 0);
    return sum + (size + Math.abs(y[i]!)) ** 2;
  }, 0);
}

/**
 * The same for a loss that is computed as the least one and the excess above it, through the
 * difference between the coefficients and the optimum's.
 */
export function excessScale(
  dataset: Dataset,
  coefficients: readonly number[],
  optimum: readonly number[],
): number {
  const scale = lossScale(dataset, coefficients);
  return scale + Math.sqrt(scale * lossScale(dataset, optimum));
}
