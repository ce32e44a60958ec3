/** Numbers without what is only rounding error. */

import type { Analysis } from './analysis.js';

/** The coefficients, with 0 for those that change the loss by no more than rounding errors do. */
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
 * The gradient, with 0 for the slopes that rounding errors of the residuals make: those of norm e
 * change 2 Σ xᵏ (p(x) − y) by up to 2 e ‖xᵏ‖.
 */
export function significantGradient(analysis: Analysis, gradient: readonly number[]): number[] {
  const { rounding } = analysis.optimum;
  return gradient.map((slope, k) =>
    slope ** 2 <= 4 * rounding * squares(analysis, k) ? 0 : slope,
  );
}

/** Σ x²ᵏ over the points: what the coefficient's square contributes to the loss. */
export function squares({ factor }: Analysis, k: number): number {
  return factor.reduce((sum, row) => sum + row[k]! ** 2, 0);
}
