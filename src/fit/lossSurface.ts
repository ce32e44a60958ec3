import type { Analysis } from './analysis.js';

/**
 * The loss as a function of two coefficients while the others stay as they are; it costs the same
 * for any number of points. Where it is beyond the range of numbers it is Infinity.
 *
 * @param coefficients constant term first; those at the two indices do not matter.
 * @param first index of the coefficient that is the function's first argument.
 * @param second index of the one that is its second argument.
 * @throws RangeError when the indices are equal or not those of two coefficients.
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
      `two different indices from 0 to ${best.length - 1} are needed, not ${first} and ${second}`,
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
    // Parts that are infinite already may have opposite signs.
    return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
  };
}
