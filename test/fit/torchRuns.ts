import { readFileSync } from 'node:fs';
import { OPTIMIZERS, type Optimizer } from '../../src/fit/optimizers.js';

/** A run of 1000 iterations by PyTorch. */
export interface TorchRun {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly seed: number;
  readonly degree: number;
  readonly samples: number;
  readonly interval: readonly [number, number];
  readonly initial: readonly number[];
  readonly checkpoints: readonly {
    readonly iteration: number;
    readonly loss: number;
    readonly coefficients: readonly number[];
    /** How far apart coefficients are when PyTorch adds in another order, by the largest so far. */
    readonly spread: number;
  }[];
  /** What the optimizer remembers at the last checkpoint. */
  readonly memory: Readonly<Record<string, readonly number[]>>;
}

const file = new URL('../../../test/fit/data/torch-runs.json', import.meta.url);

/** What torch-runs.py wrote, with the parameters that it left to PyTorch's defaults. */
export const torchRuns: readonly TorchRun[] = JSON.parse(readFileSync(file, 'utf8')).runs.map(
  (run: TorchRun) => ({
    ...run,
    optimizer: { ...OPTIMIZERS[run.optimizer.name], ...run.optimizer },
  }),
);
