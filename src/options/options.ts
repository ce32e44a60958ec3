import type { RateChange } from '../fit/descent.js';
import type { ObjectiveEngine } from '../fit/engines.js';
import type { Format, OptionName } from './table.js';

/** Everything that can be set, validated; `null` is "not given". */
export interface Options {
  /** Iterations to do, 1 to 1e9. */
  readonly iterations: number;
  /**
   * η of the update θ ← θ − η ∇L, for the summed squared error; above 0. One for each run, at most
   * MAX_LEARNING_RATES, no two the same.
   */
  readonly learningRates: readonly number[];
  /**
   * Learning rates of later updates, for every run: iterations from 1 to 1e9, strictly increasing;
   * at most MAX_SCHEDULE. None by default.
   */
  readonly schedule: readonly RateChange[];
  /** Number of points, 2 to 10,000,000. */
  readonly samples: number;
  /** Degree of the polynomial, 0 to MAX_DEGREE. */
  readonly degree: number;
  /** Iterations from one record to the next, 1 to 1e9. */
  readonly every: number;
  /** How loss and gradient are computed. */
  readonly engine: ObjectiveEngine;
  /** Seed of the random initial coefficients, 0 to MAX_SEED; never together with `initial`. */
  readonly seed: number | null;
  /** The initial coefficients themselves, constant term first; degree + 1 of them. */
  readonly initial: readonly number[] | null;
  /** Iterations per second wanted where somebody watches, above 0; Infinity is `max`. */
  readonly pace: number;
  /** ASCII characters only wanted or not; undefined leaves it to the locale. */
  readonly ascii: boolean | undefined;
  /** Colour wanted or not; undefined leaves it to the environment. */
  readonly color: boolean | undefined;
  /** Print records instead of drawing the dashboard. */
  readonly headless: boolean;
  /** How records are printed; any but text does without the dashboard too. */
  readonly format: Format;
  /** Say in sentences what happens instead of drawing the dashboard. */
  readonly announce: boolean;
  /** The file that all records are written to as well. */
  readonly out: string | null;
  /** Whether that file may be there already, and is overwritten. */
  readonly force: boolean;
  /** The config file that a flag named. */
  readonly config: string | null;
  /** What the environment or the config file set: to be named where a run is to be repeated. */
  readonly configured: readonly OptionName[];
}
