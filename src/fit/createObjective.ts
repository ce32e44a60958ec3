import { sineDataset } from './dataset.js';
import type { ObjectiveEngine } from './engines.js';
import { momentsObjective } from './momentsObjective.js';
import { type Objective, pointwiseObjective } from './objective.js';

/**
 * The loss of the tutorial's problem, Σ (p(x) − sin x)² over evenly spaced points.
 *
 * The time and memory of a pointwise evaluation grow with the number of points; those of moments
 * do not. The engines agree to a relative 1e-9 or better, down to the rounding errors of
 * p(x) − sin x.
 *
 * @example
 * const objective = createObjective('moments', 2000, [-Math.PI, Math.PI], 3);
 * objective.evaluate(new Float64Array(4), new Float64Array(4)) // 999.5
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end, in radians.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE or `sineDataset` would
 *   throw; with moments also when the powers of x overflow or underflow on the interval, and
 *   pointwise when so many points do not fit into memory.
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

/** Whether this is V8's error for a typed array that does not fit into memory. */
function isLackOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /^Array buffer allocation failed/.test(error.message);
}

function tooMany(samples: number): string {
  return `not enough memory for ${samples} samples: use fewer, or the engine moments, which stores none`;
}
