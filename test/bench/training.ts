import type { createObjective } from '../../src/fit/createObjective.js';
import type { Descent } from '../../src/fit/descent.js';
import type { ObjectiveEngine } from '../../src/fit/engines.js';
import type { Optimizer } from '../../src/fit/optimizers.js';

export const INTERVAL = [-Math.PI, Math.PI] as const;
export const ITERATIONS = 2000;

/** Below the stability limit at every degree and number of points used here. */
const LEARNING_RATE = 1e-16;

/** What trains, of this build or another. */
export interface Builds {
  readonly createObjective: typeof createObjective;
  readonly Descent: typeof Descent;
}

/** The tutorial's number of iterations, the making of the points or moments included. */
export function training(
  { createObjective, Descent }: Builds,
  engine: ObjectiveEngine,
  samples: number,
  degree: number,
  optimizer?: Optimizer,
): unknown {
  const objective = createObjective(engine, samples, INTERVAL, degree);
  const initial = new Array<number>(degree + 1).fill(0);
  const descent = new Descent(objective, initial, LEARNING_RATE, 0, [], optimizer);
  for (let t = 0; t < ITERATIONS; t++) {
    descent.step();
  }
  return descent.snapshot();
}
