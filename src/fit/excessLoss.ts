import type { Analysis } from './analysis.js';

/**
 * How far the loss at these coefficients is above the least possible, L(θ) − L*. Computed as
 * ‖R (θ − θ*)‖², which, unlike the difference, does not cancel; 0 when within rounding errors of 0.
 *
 * @example excessLoss(analyse(2000, [-Math.PI, Math.PI], 3), [0, 0, 0, 0]) // 990.682834589993
 *
 * @param coefficients one per coefficient of the optimum, constant term first.
 */
export function excessLoss(analysis: Analysis, coefficients: readonly number[]): number {
  const excess = scaledError(analysis, coefficients).reduce((sum, entry) => sum + entry * entry, 0);
  return excess <= analysis.optimum.rounding ? 0 : excess;
}

/**
 * The loss at these coefficients, at a cost independent of the number of points.
 *
 * @example lossAt(analyse(2000, [-Math.PI, Math.PI], 3), [0, 1, 0, -1 / 6]) // 805.377254575144
 */
export function lossAt(analysis: Analysis, coefficients: readonly number[]): number {
  return analysis.optimum.loss + excessLoss(analysis, coefficients);
}

/** R (θ − θ*), whose squared length is the excess loss. */
function scaledError({ optimum, factor }: Analysis, coefficients: readonly number[]): number[] {
  return product(
    factor,
    optimum.coefficients.map((best, k) => coefficients[k]! - best),
  );
}

/**
 * What each eigenvector of the Hessian contributes to L(θ) − L*, steepest first: the eᵢ, whose sum
 * is L(θ) − L*.
 *
 * @example excessByDirection(analyse(2, [0, Math.PI / 2], 0), [1]) // [0.5]
 *
 * @param coefficients one per coefficient of the optimum, constant term first.
 */
export function excessByDirection(analysis: Analysis, coefficients: readonly number[]): number[] {
  return distanceByDirection(analysis, coefficients).map((distance) => distance * distance);
}

/**
 * The distances from the optimum along the Hessian's eigenvectors, steepest first, scaled so that the
 * square of a distance is that direction's part of the loss. Unlike that part, it does not overflow.
 *
 * @example distanceByDirection(analyse(2, [0, Math.PI / 2], 0), [1]).map(Math.abs) // [Math.SQRT1_2]
 *
 * @param coefficients one per coefficient of the optimum, constant term first.
 */
export function distanceByDirection(analysis: Analysis, coefficients: readonly number[]): number[] {
  // Through R, whose columns balance the different sizes of the coefficients: products of
  // eigenvectors and coefficients would lose digits.
  return product(analysis.leftSingularVectors, scaledError(analysis, coefficients));
}

/**
 * The parts of a vector, such as the velocity, along the Hessian's eigenvectors, on the same scale.
 *
 * @example alongDirections(analyse(2, [0, Math.PI / 2], 0), [1]).map(Math.abs) // [Math.SQRT2]
 */
export function alongDirections(analysis: Analysis, vector: readonly number[]): number[] {
  return product(analysis.leftSingularVectors, product(analysis.factor, vector));
}

function product(rows: readonly (readonly number[])[], vector: readonly number[]): number[] {
  // By loops, because every frame of the dashboard asks for dozens of products.
  const result = new Array<number>(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let sum = 0;
    for (let k = 0; k < row.length; k++) {
      sum += row[k]! * vector[k]!;
    }
    result[i] = sum;
  }
  return result;
}
