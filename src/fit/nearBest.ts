/** Near the best: where the loss counts as converged. */

import type { Analysis } from './analysis.js';
import { lossAt } from './excessLoss.js';
import type { Forecast } from './forecast.js';

/** The loss is within this share of the least possible. */
export const NEAR = 0.01;

/** If the least possible loss is 0: this share of the initial loss is left. */
const LEFT = 0.001;

/**
 * How far above the least possible a loss that is near the best is at most.
 *
 * @example nearGoal(analyse(2, [0, Math.PI / 2], 0), [1]) // 0.005
 *
 * @param initial the coefficients at the start of the run, constant term first.
 */
export function nearGoal(analysis: Analysis, initial: readonly number[]): number {
  const { loss } = analysis.optimum;
  return loss === 0 ? LEFT * lossAt(analysis, initial) : NEAR * loss;
}

/**
 * The smallest number of further iterations after which the loss is near the best, and stays so.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * const start = standardNormals(42, 4);
 * iterationNear(createForecast(analysis, start, 1e-6), analysis, start) // 2445
 *
 * @param initial the coefficients at the start of the run, constant term first.
 * @returns null when the forecast finds none.
 */
export function iterationNear(
  forecast: Forecast,
  analysis: Analysis,
  initial: readonly number[],
): number | null {
  return analysis.optimum.loss === 0
    ? forecast.iterationBelow(nearGoal(analysis, initial))
    : forecast.iterationWithin(NEAR);
}
