import type { Analysis } from './analysis.js';
import type { RateChange, Snapshot } from './descent.js';
import { createForecast, type Forecast } from './forecast.js';
import { createMomentumForecast } from './momentumForecast.js';
import { OPTIMIZERS } from './optimizers.js';
import { SIMULATED_ITERATIONS, simulateForecast } from './simulatedForecast.js';

export interface OptimizerForecast extends Forecast {
  /** How many iterations ahead were simulated; null where a closed form knows them all. */
  readonly simulated: number | null;
}

/**
 * What a run is going to do, whatever its optimizer: exactly for gradient descent and both kinds of
 * momentum, by running ahead for RMSprop and Adam.
 *
 * @example
 * const start = { coefficients: [1, 1, 1, 1], learningRate: 1e-6, optimizer: OPTIMIZERS.momentum };
 * createOptimizerForecast(analyse(2000, [-Math.PI, Math.PI], 3), start).simulated // null
 *
 * @param present coefficients, learning rate, and the optimizer with its memory; plain gradient
 *   descent when there is none.
 * @param schedule later learning rates; iterations count from now, increasing from 1.
 */
export function createOptimizerForecast(
  analysis: Analysis,
  present: Pick<Snapshot, 'coefficients' | 'learningRate' | 'optimizer'>,
  schedule: readonly RateChange[] = [],
): OptimizerForecast {
  const { coefficients, learningRate, optimizer = OPTIMIZERS.sgd } = present;
  switch (optimizer.name) {
    case 'sgd':
      return { ...createForecast(analysis, coefficients, learningRate, schedule), simulated: null };
    case 'momentum':
    case 'nesterov':
      return {
        ...createMomentumForecast(analysis, coefficients, optimizer, learningRate, schedule),
        simulated: null,
      };
    case 'rmsprop':
    case 'adam':
      return {
        ...simulateForecast(analysis, coefficients, optimizer, learningRate, schedule),
        simulated: SIMULATED_ITERATIONS,
      };
  }
}
