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

/** From a lower to an upper bound, both included. */
export type Interval = readonly [number, number];

/**
 * Between which of the values the median of what they are a sample of lies, with at least this
 * confidence, whatever its distribution: of n values about Binomial(n, 1/2) lie below it
 * (Conover, "Practical Nonparametric Statistics", 3.2: the interval that belongs to the sign test).
 *
 * @param confidence above 0, below 1.
 * @returns from −Infinity to Infinity when there are too few values for that confidence.
 */
export function medianInterval(values: readonly number[], confidence: number): Interval {
  const { length } = values;
  const sorted = values.toSorted((left, right) => left - right);
  const tail = (1 - confidence) / 2;
  let below = 0;
  let probability = 0.5 ** length;
  let sum = probability;
  while (sum <= tail) {
    below += 1;
    probability *= (length - below + 1) / below;
    sum += probability;
  }
  return below === 0
    ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    : [sorted[below - 1]!, sorted[length - below]!];
}
