import { sineDataset } from './dataset.js';
import type { ObjectiveEngine } from './engines.js';
import { momentsObjective } from './momentsObjective.js';
import { type Objective, pointwiseObjective } from './objective.js';

/**
 * The loss of the tutorial's problem, Σ (p(x) − sin x)² over evenly spaced points. Both engines
 * agree to 1e-9 relative or better, down to the rounding errors of p(x) − sin x; a pointwise
 * evaluation takes time and memory in proportion to the points, one by moments takes the same for
 * any number.
 *
 * @param samples number of points, at least 2.
 * @param interval its lower and its upper end, in radians.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE or on what
 *   `sineDataset` refuses; from moments also when the powers of x on the interval leave the range
 *   of doubles, and pointwise when there is no memory for so many points.
 */
export function createObjective(
  engine: ObjectiveEngine,
  samples: number,
  interval: readonly [number, number],
  degree: number,
): Objective {
  switch (engine) {
    case 'pointwise':
      try {
        return pointwiseObjective(sineDataset(samples, interval), degree);
      } catch (error) {
        throw isLackOfMemory(error) ? new RangeError(tooMany(samples), { cause: error }) : error;
      }
    case 'moments':
      return momentsObjective(samples, interval, degree);
  }
}

/** How V8 says that there is no room for a typed array. */
function isLackOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /^Array buffer allocation failed/.test(error.message);
}

function tooMany(samples: number): string {
  return `not enough memory for ${samples} samples: take fewer, or the engine moments, which stores none`;
}
