/**
 * The middle of the values in order, or the mean of the two in the middle: of running times it is
 * what a noisy machine disturbs least.
 *
 * @throws RangeError when there are no values.
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError('no values have no median');
  }
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
