/** The points (x[i], y[i]) to fit; both arrays have the same length. */
export interface Dataset {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Evenly spaced numbers from start to stop, both included: NumPy's `np.linspace(start, stop,
 * count)` bit for bit, unless the spacing is below the smallest normal double, 2⁻¹⁰²².
 *
 * @example linspace(0, 1, 5) // [0, 0.25, 0.5, 0.75, 1]
 *
 * @param count a whole number, at least 2.
 */
export function linspace(start: number, stop: number, count: number): Float64Array {
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
 * @example sineDataset(3, [-Math.PI / 2, Math.PI / 2]).y // [-1, 0, 1]
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end, in radians.
 * @throws RangeError when samples is too small or not whole, or when the interval is empty,
 *   reversed or not finite.
 */
export function sineDataset(samples: number, [from, to]: readonly [number, number]): Dataset {
  checkPoints(samples, [from, to]);
  const x = linspace(from, to, samples);
  return { x, y: x.map(Math.sin) };
}

/**
 * Checks the arguments of `sineDataset`.
 *
 * @example checkPoints(2, [1, 0]) // RangeError: the interval must be finite and go from low to high, not from 1 to 0
 *
 * @throws RangeError when `sineDataset` would.
 */
export function checkPoints(samples: number, [from, to]: readonly [number, number]): void {
  if (!Number.isInteger(samples) || samples < 2) {
    throw new RangeError(`the number of points must be a whole number, at least 2, not ${samples}`);
  }
  if (!Number.isFinite(to - from) || from >= to) {
    throw new RangeError(
      `the interval must be finite and go from low to high, not from ${from} to ${to}`,
    );
  }
}
