/** Replaces numbers that are nothing but rounding errors by 0. */

import type { Analysis } from './analysis.js';

/**
 * The coefficients, with 0 for those that change the loss by no more than rounding errors do.
 *
 * @example significantCoefficients(analyse(2000, [-1, 1], 1), [1e-18, 1]) // [0, 1]
 */
export function significantCoefficients(
  analysis: Analysis,
  coefficients: readonly number[],
): number[] {
  const { rounding } = analysis.optimum;
  return coefficients.map((value, k) =>
    value ** 2 * squares(analysis, k) <= rounding ? 0 : value,
  );
}

/**
 * The gradient, with 0 for slopes that rounding errors of the residuals explain: errors of norm e
 * change 2 Σ xᵏ (p(x) − y) by up to 2 e ‖xᵏ‖.
 *
 * @example significantGradient(analyse(2000, [-1, 1], 1), [1e-13, 1]) // [0, 1]
 */
export function significantGradient(analysis: Analysis, gradient: readonly number[]): number[] {
  const { rounding } = analysis.optimum;
  return gradient.map((slope, k) =>
    slope ** 2 <= 4 * rounding * squares(analysis, k) ? 0 : slope,
  );
}

/**
 * Σ x²ᵏ over the points: the factor of the k-th coefficient's square in the loss.
 *
 * @example squares(analyse(3, [-1, 1], 1), 1) // 2
 */
export function squares({ factor }: Analysis, k: number): number {
  return factor.reduce((sum, row) => sum + row[k]! ** 2, 0);
}
