/** The points to fit: y[i] belongs to x[i]; both have the same length. */
export interface Dataset {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Evenly spaced numbers from start to stop, both included, equal to NumPy's
 * `np.linspace(start, stop, count)` in every bit, unless the spacing is below the smallest normal
 * double, 2⁻¹⁰²².
 *
 * @throws RangeError when count is not a whole number of at least 2, or when start, stop or their
 *   difference is not finite.
 */
export function linspace(start: number, stop: number, count: number): Float64Array {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`the number of points must be a whole number from 2, not ${count}`);
  }
  if (!Number.isFinite(stop - start)) {
    throw new RangeError(`the interval from ${start} to ${stop} is not finite`);
  }
  const step = (stop - start) / (count - 1);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    values[i] = i * step + start;
  }
  // (count − 1) · step + start may miss stop by a rounding error.
  values[count - 1] = stop;
  return values;
}

/**
 * The tutorial's problem: y = sin(x) at evenly spaced points, both ends of the interval included.
 *
 * @param samples number of points, at least 2.
 * @param interval its lower and its upper end, in radians.
 * @throws RangeError when samples is too small or not whole, or when the interval is empty,
 *   reversed or not finite.
 */
export function sineDataset(samples: number, [from, to]: readonly [number, number]): Dataset {
  if (from >= to) {
    throw new RangeError(`the interval must rise, not go from ${from} to ${to}`);
  }
  const x = linspace(from, to, samples);
  return { x, y: x.map(Math.sin) };
}
