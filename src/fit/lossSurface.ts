import type { Analysis } from './analysis.js';

/**
 * How far the loss is above the least possible on a plane in coefficient space, as a function of the
 * distances from the optimum along the plane's two axes. Its cost is independent of the number of
 * points. Infinity if it overflows.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * excessOnPlane(analysis, [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1])(0.1, 0) // 65.8631929517419
 *
 * @param coefficients any point of the plane, constant term first.
 * @param first unit vector of one axis.
 * @param second unit vector of the other axis, orthogonal to the first.
 */
export function excessOnPlane(
  { optimum, factor }: Analysis,
  coefficients: readonly number[],
  first: readonly number[],
  second: readonly number[],
): (alongFirst: number, alongSecond: number) => number {
  const error = optimum.coefficients.map((best, k) => coefficients[k]! - best);
  const [errorFirst, errorSecond] = [product(first, error), product(second, error)];
  const rest = error.map((each, k) => each - errorFirst * first[k]! - errorSecond * second[k]!);
  const rows = factor.map((row) => ({
    fixed: product(row, rest),
    first: product(row, first),
    second: product(row, second),
  }));
  return (alongFirst, alongSecond) => {
    const excess = rows.reduce(
      (sum, row) => sum + (row.fixed + row.first * alongFirst + row.second * alongSecond) ** 2,
      0,
    );
    // NaN comes from infinite terms of opposite sign.
    return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
  };
}

/**
 * How far coefficients are from the optimum along an axis, given as a unit vector.
 *
 * @example distanceAlong(analyse(2000, [-Math.PI, Math.PI], 3), [2, 0, 0, 0], [1, 0, 0, 0]) // 2
 */
export function distanceAlong(
  { optimum }: Analysis,
  coefficients: readonly number[],
  axis: readonly number[],
): number {
  return axis.reduce(
    (sum, entry, k) =>
      entry === 0 ? sum : sum + entry * (coefficients[k]! - optimum.coefficients[k]!),
    0,
  );
}

/**
 * How much a step of length 1 along an axis adds to the least possible loss.
 *
 * @example curvatureAlong(analyse(2000, [-Math.PI, Math.PI], 3), [1, 0, 0, 0]) // 2000
 */
export function curvatureAlong({ factor }: Analysis, axis: readonly number[]): number {
  return factor.reduce((sum, row) => sum + product(row, axis) ** 2, 0);
}

/** The scalar product; where `one` is 0, `other` may even be infinite. */
function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, entry, k) => (entry === 0 ? sum : sum + entry * other[k]!), 0);
}
