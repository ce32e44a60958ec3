import { readFileSync } from 'node:fs';

/** A run of the tutorial's program by NumPy. */
export interface NumpyRun {
  readonly seed: number;
  readonly degree: number;
  readonly samples: number;
  readonly interval: readonly [number, number];
  readonly learningRate: number;
  readonly iterations: number;
  readonly initial: readonly number[];
  /** At t = 99, 199, …, as the tutorial prints them. */
  readonly losses: readonly number[];
  /** The coefficients after all iterations. */
  readonly result: readonly number[];
}

interface Indexed {
  readonly index: number;
  readonly value: number;
}

/** What numpy-runs.py wrote. */
export interface NumpyData {
  readonly draws: readonly {
    readonly seed: number;
    readonly first: readonly number[];
    readonly late: readonly Indexed[];
  }[];
  readonly tutorialRuns: readonly NumpyRun[];
  readonly otherRuns: readonly NumpyRun[];
  /** The tutorial's problem with learning rates too large: where the loss is first not finite. */
  readonly divergences: readonly {
    readonly seed: number;
    readonly learningRate: number;
    readonly iteration: number;
  }[];
  readonly linspace: readonly {
    readonly start: number;
    readonly stop: number;
    readonly count: number;
    readonly values: readonly Indexed[];
  }[];
}

const file = new URL('../../../test/fit/data/numpy-runs.json', import.meta.url);

export const numpyData: NumpyData = JSON.parse(readFileSync(file, 'utf8'));
