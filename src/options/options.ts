import type { RateChange } from '../fit/descent.js';
import type { ObjectiveEngine } from '../fit/engines.js';
import type { Optimizer } from '../fit/optimizers.js';
import type { Format, OptionName } from './table.js';

/** Everything that can be set, validated; `null` is "not given". */
export interface Options {
  /** Number of iterations, 1 to 1e9. */
  readonly iterations: number;
  /**
   * η of the update θ ← θ − η ∇L, for the summed squared error; above 0. One for each run, at most
   * MAX_LEARNING_RATES; no two the same with the same optimizer.
   */
  readonly learningRates: readonly number[];
  /** What makes the updates of each run; as many as learning rates. */
  readonly optimizers: readonly Optimizer[];
  /**
   * Learning rates of later updates, for every run: iterations from 1 to 1e9, strictly increasing;
   * at most MAX_SCHEDULE. None by default.
   */
  readonly schedule: readonly RateChange[];
  /** Number of points, 2 to 10,000,000. */
  readonly samples: number;
  /** Degree of the polynomial, 0 to MAX_DEGREE. */
  readonly degree: number;
  /** Iterations between records, 1 to 1e9. */
  readonly every: number;
  /** How loss and gradient are computed. */
  readonly engine: ObjectiveEngine;
  /** Seed of the random initial coefficients, 0 to MAX_SEED; never together with `initial`. */
  readonly seed: number | null;
  /** The initial coefficients themselves, constant term first; degree + 1 of them. */
  readonly initial: readonly number[] | null;
  /** Target iterations per second when someone is watching, above 0; Infinity is `max`. */
  readonly pace: number;
  /** Whether the dashboard begins paused, at iteration 0. */
  readonly paused: boolean;
  /** Whether to use only ASCII; null leaves it to the locale. */
  readonly ascii: boolean | null;
  /** Whether to use colour; null leaves it to the environment. */
  readonly color: boolean | null;
  /** Print records instead of drawing the dashboard. */
  readonly headless: boolean;
  /** How records are printed; any format but text also replaces the dashboard. */
  readonly format: Format;
  /** Print sentences instead of drawing the dashboard. */
  readonly announce: boolean;
  /** File to which all records are also written. */
  readonly out: string | null;
  /** Whether to overwrite that file if it exists. */
  readonly force: boolean;
  /** The config file named by a flag. */
  readonly config: string | null;
  /** Settings from the environment or the config file; a command that repeats the run names them. */
  readonly configured: readonly OptionName[];
}
