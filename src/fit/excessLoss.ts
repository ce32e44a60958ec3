import type { Analysis } from './analysis.js';

/**
 * How far the loss at these coefficients is above the least possible, L(θ) − L*, without the
 * cancellation of the difference: ‖R (θ − θ*)‖²; 0 where it is that up to rounding.
 *
 * @param coefficients one per coefficient of the optimum, constant term first.
 */
export function excessLoss(analysis: Analysis, coefficients: readonly number[]): number {
  const excess = scaledError(analysis, coefficients).reduce((sum, entry) => sum + entry * entry, 0);
  return excess <= analysis.optimum.rounding ? 0 : excess;
}

/** The loss at these coefficients, at a cost that does not grow with the points. */
export function lossAt(analysis: Analysis, coefficients: readonly number[]): number {
  return analysis.optimum.loss + excessLoss(analysis, coefficients);
}

/** R (θ − θ*), whose squared length is the excess loss. */
function scaledError({ optimum, factor }: Analysis, coefficients: readonly number[]): number[] {
  const error = optimum.coefficients.map((best, k) => coefficients[k]! - best);
  return factor.map((row) => row.reduce((sum, entry, k) => sum + entry * error[k]!, 0));
}

/**
 * What each direction of the Hessian contributes to L(θ) − L*, steepest first: eᵢ, with Σ eᵢ = L(θ) − L*.
 *
 * @param coefficients one per coefficient of the optimum, constant term first.
 */
export function excessByDirection(analysis: Analysis, coefficients: readonly number[]): number[] {
  // Through R, whose columns make up for the different sizes of the coefficients: products of
  // eigenvectors and coefficients would lose digits.
  const error = scaledError(analysis, coefficients);
  return analysis.leftSingularVectors.map(
    (vector) => vector.reduce((sum, entry, k) => sum + entry * error[k]!, 0) ** 2,
  );
}
