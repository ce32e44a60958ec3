import type { Analysis } from './analysis.js';

/**
 * The loss as a function of two coefficients, the others fixed, at a cost independent of the number
 * of points. Infinity where it overflows.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * lossOver(analysis, [0, 0, 0, 0], 1, 3)(1, -1 / 6) // 805.377254575144
 *
 * @param coefficients constant term first; those at the two indices are not used.
 * @param first index of the coefficient that is the first argument.
 * @param second index of the coefficient that is the second argument.
 * @throws RangeError when the indices are equal or out of range.
 */
export function lossOver(
  { optimum, factor }: Analysis,
  coefficients: readonly number[],
  first: number,
  second: number,
): (firstValue: number, secondValue: number) => number {
  const best = optimum.coefficients;
  const bestFirst = best[first];
  const bestSecond = best[second];
  if (first === second || bestFirst === undefined || bestSecond === undefined) {
    throw new RangeError(
      `the indices must be different and from 0 to ${best.length - 1}, not ${first} and ${second}`,
    );
  }
  const error = best.map((value, k) => coefficients[k]! - value);
  error[first] = 0;
  error[second] = 0;
  const rows = factor.map((row) => ({
    fixed: row.reduce((sum, entry, k) => sum + entry * error[k]!, 0),
    first: row[first]!,
    second: row[second]!,
  }));
  return (firstValue, secondValue) => {
    const firstError = firstValue - bestFirst;
    const secondError = secondValue - bestSecond;
    const loss = rows.reduce(
      (sum, row) => sum + (row.fixed + row.first * firstError + row.second * secondError) ** 2,
      optimum.loss,
    );
    // NaN comes from infinite terms of opposite sign.
    return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
  };
}
