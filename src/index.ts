/** The library: the mathematics of sinfit-tui, and training without a dashboard. */

export type { Analysis } from './fit/analysis.js';
export type { Dataset } from './fit/dataset.js';
export type { RateChange, Snapshot } from './fit/descent.js';
export type { ObjectiveEngine } from './fit/engines.js';
export type { Forecast } from './fit/forecast.js';
export type { Optimum } from './fit/leastSquares.js';
export type { OptimizerForecast } from './fit/optimizerForecast.js';
export type { Optimizer, OptimizerName } from './fit/optimizers.js';
export { coefficientNames, MAX_DEGREE } from './fit/polynomial.js';
export { MAX_SEED, standardNormals } from './fit/random.js';
export { analyse, leastSquares } from './library/analyse.js';
export {
  createForecast,
  evaluatePolynomial,
  formatPolynomial,
  rootMeanSquare,
  sineDataset,
} from './library/mathematics.js';
export { type Problem, type TrainingRecord, type TrainOptions, train } from './library/train.js';
