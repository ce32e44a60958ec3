import type { Analysis } from './analysis.js';
import { Descent, type RateChange } from './descent.js';
import { excessObjective } from './excessObjective.js';
import { type Forecast, forecastOf } from './forecast.js';
import type { Optimizer } from './optimizers.js';

/** How far a simulation looks ahead: some milliseconds of work, at any number of points. */
export const SIMULATED_ITERATIONS = 20_000;

/**
 * The future of an optimizer for which there is no closed form, found by running ahead, at a cost
 * that does not depend on the number of points. Nothing is known beyond the last iteration: losses
 * there are NaN, and a loss that "stays" low does so only up to there.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * const adam = OPTIMIZERS.adam;
 * simulateForecast(analysis, standardNormals(42, 4), adam, 1e-3).iterationWithin(0.01) // 10550
 *
 * @param coefficients at present, constant term first.
 * @param optimizer with its memory at present.
 * @param learningRate η from now on, above 0.
 * @param schedule later learning rates; iterations count from now, increasing from 1.
 * @param last the last iteration to look at.
 */
export function simulateForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  optimizer: Optimizer,
  learningRate: number,
  schedule: readonly RateChange[] = [],
  last = SIMULATED_ITERATIONS,
): Forecast {
  const { optimum } = analysis;
  // If the descent diverges, all later losses are infinite.
  const excesses = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
  const objective = excessObjective(analysis);
  const descent = new Descent(objective, coefficients, learningRate, 0, schedule, optimizer);
  do {
    excesses[descent.iteration] = descent.loss <= optimum.rounding ? 0 : descent.loss;
  } while (descent.iteration < last && descent.step());

  const excessAt = (iterations: number) => {
    const before = Math.floor(iterations);
    const [low, high] = [
      excesses[before] ?? Number.NaN,
      excesses[Math.ceil(iterations)] ?? Number.NaN,
    ];
    return low === high ? low : low + (iterations - before) * (high - low);
  };
  const iterationOfExcess = (goal: number) => {
    const above = excesses.findLastIndex((excess) => excess > goal);
    return above === last ? null : above + 1;
  };
  return forecastOf(optimum.loss, excessAt, iterationOfExcess);
}
