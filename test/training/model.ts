import { sineDataset } from '../../src/fit/dataset.js';
import { Descent, type Snapshot } from '../../src/fit/descent.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import type { RunSettings } from '../../src/options/start.js';
import type { Command } from '../../src/training/protocol.js';

/** The tutorial's problem from its published initial coefficients, with less to train. */
export const settings: RunSettings = {
  degree: 3,
  samples: 20,
  interval: [-Math.PI, Math.PI],
  engine: 'pointwise',
  initial: [-1.8161428228358607, -0.5176617735580918, -0.6724006774542982, 0.10216641477200068],
  learningRate: 1e-4,
  optimizer: OPTIMIZERS.sgd,
  schedule: [],
  iterations: 2000,
  every: 100,
};

/** The run in one go, without a trainer: the snapshots at 0, 1, … `last`, or to divergence. */
export function trainPlainly(run: RunSettings, last: number): Snapshot[] {
  const objective = pointwiseObjective(sineDataset(run.samples, run.interval), run.degree);
  const { initial, learningRate, schedule, optimizer } = run;
  const descent = new Descent(objective, initial, learningRate, 0, schedule, optimizer);
  const snapshots = [descent.snapshot()];
  while (descent.iteration < last) {
    const { iteration } = descent;
    descent.step();
    if (descent.iteration > iteration) {
      snapshots.push(descent.snapshot());
    }
    if (descent.diverged) {
      break;
    }
  }
  return snapshots;
}

/**
 * Which of a run's snapshots are records: at t mod every = every − 1 and before its end, with a
 * finite loss.
 */
export function recordsOf(
  snapshots: readonly Snapshot[],
  every: number,
  end = Number.POSITIVE_INFINITY,
): Snapshot[] {
  return snapshots.filter(
    ({ iteration, loss }) =>
      iteration < end && iteration % every === every - 1 && Number.isFinite(loss),
  );
}

/** The command that starts a run from other initial coefficients. */
export function restart(
  { learningRate, iterations }: RunSettings,
  run: number,
  coefficients: readonly number[],
  paused: boolean,
): Extract<Command, { type: 'restart' }> {
  const from = { iteration: 0, coefficients, learningRate };
  return { type: 'restart', run, from, isBranch: false, iterations, paused };
}
