import { checkPoints, type Dataset } from './dataset.js';

/**
 * Points per part: few enough for the processor's cache, enough that splitting costs nothing.
 */
export const PART_SIZE = 512;

/**
 * The points of `sineDataset(samples, interval)`, bit for bit and in order, a part at a time, so
 * that a pass over any number of points needs only the memory of one part.
 *
 * Each part overwrites the one before: allocating new arrays would take half as long as the sines.
 *
 * @example Array.from(sineParts(1000, [0, 1]), ({ x }) => x.length) // [512, 488]
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end, in radians.
 * @throws RangeError, when the first part is requested, if `sineDataset` would throw.
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
