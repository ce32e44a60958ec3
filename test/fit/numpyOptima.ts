import { readFileSync } from 'node:fs';

/** A least-squares problem: sin at NumPy's points. */
export interface NumpyProblem {
  readonly degree: number;
  readonly samples: number;
  readonly interval: readonly [number, number];
  /** Σ xᵏ, Σ y xᵏ, Σ y², the coefficients and the least loss: exact but for one rounding. */
  readonly xSums: readonly number[];
  readonly xySums: readonly number[];
  readonly yySum: number;
  readonly coefficients: readonly number[];
  readonly loss: number;
  /** np.linalg.lstsq. */
  readonly lstsq: readonly number[];
  /** np.linalg.svd of the matrix with a row of powers per point; as many as its lesser size. */
  readonly singularValues: readonly number[];
}

/** What numpy-optima.py wrote. */
export interface NumpyOptima {
  readonly problems: readonly NumpyProblem[];
  /** Runs with the iteration from which the loss is within one per cent of the least. */
  readonly arrivals: readonly {
    readonly seed: number;
    readonly degree: number;
    readonly samples: number;
    readonly interval: readonly [number, number];
    readonly learningRate: number;
    readonly initial: readonly number[];
    readonly iteration: number;
  }[];
}

const file = new URL('../../../test/fit/data/numpy-optima.json', import.meta.url);

export const numpyOptima: NumpyOptima = JSON.parse(readFileSync(file, 'utf8'));

export function describeProblem({ degree, samples, interval }: NumpyProblem): string {
  return `degree ${degree}, ${samples} points on ${interval.join(' to ')}`;
}
