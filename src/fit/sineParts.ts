import type { Dataset } from './dataset.js';

/**
 * The most points in a part: small enough for a processor's cache, large enough that the parts
 * themselves cost nothing.
 */
export const PART_SIZE = 512;

/**
 * The points of `sineDataset(samples, interval)`, bit for bit and in order, a part at a time: one
 * walk over any number of points takes the memory of one part.
 *
 * Every part is in the same memory, which the next one overwrites: new arrays for each would take
 * half as long as the sines.
 *
 * @param samples number of points, at least 2.
 * @param interval its lower and its upper end, in radians.
 * @throws RangeError, when the first part is asked for, on what `sineDataset` refuses.
 */
export function* sineParts(
  samples: number,
  [from, to]: readonly [number, number],
): Generator<Dataset, void> {
  checkPoints(samples, [from, to]);
  const step = (to - from) / (samples - 1);
  const buffer = new Float64Array(2 * PART_SIZE);
  for (let start = 0; start < samples; start += PART_SIZE) {
    const size = Math.min(PART_SIZE, samples - start);
    const x = buffer.subarray(0, size);
    const y = buffer.subarray(PART_SIZE, PART_SIZE + size);
    for (let i = 0; i < size; i++) {
      x[i] = (start + i) * step + from;
    }
    if (start + size === samples) {
      x[size - 1] = to;
    }
    for (let i = 0; i < size; i++) {
      y[i] = Math.sin(x[i]!);
    }
    yield { x, y };
  }
}

/** @throws RangeError on what `sineDataset` refuses. */
export function checkPoints(samples: number, [from, to]: readonly [number, number]): void {
  if (!Number.isInteger(samples) || samples < 2) {
    throw new RangeError(`the number of points must be a whole number from 2, not ${samples}`);
  }
  if (!Number.isFinite(to - from) || from >= to) {
    throw new RangeError(`the interval must be finite and rise, not go from ${from} to ${to}`);
  }
}
