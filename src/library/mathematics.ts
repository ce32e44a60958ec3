/** The library's mathematics: functions of fit/ that check their arguments. */

import type { Analysis } from '../fit/analysis.js';
import * as datasets from '../fit/dataset.js';
import * as forecasts from '../fit/optimizerForecast.js';
import type { Optimizer } from '../fit/optimizers.js';
import * as polynomials from '../fit/polynomial.js';
import * as errors from '../fit/rootMeanSquare.js';
import {
  checkedOptimizer,
  checkedProblem,
  finite,
  finiteNumbers,
  inRange,
  notNegative,
  positive,
} from './checks.js';

/**
 * The tutorial's problem: y = sin(x) at evenly spaced points, both ends of the interval included.
 *
 * @example sineDataset(3, [-Math.PI / 2, Math.PI / 2]).y // [-1, 0, 1]
 *
 * @param samples number of points, 2 to 10,000,000.
 * @param interval lower and upper end, in radians.
 * @throws RangeError when samples is out of range or not whole, or when the interval is empty,
 *   reversed or not finite.
 */
export function sineDataset(
  samples: number,
  interval: readonly [number, number],
): datasets.Dataset {
  const problem = checkedProblem({ samples, interval });
  return datasets.sineDataset(problem.samples, problem.interval);
}

/**
 * The future of a run with a fixed learning rate: exact with gradient descent and momentum, simulated
 * with RMSprop and Adam, for which there is no closed form.
 *
 * @example createForecast(analyse(), standardNormals(42, 4), 1e-6).iterationWithin(0.01) // 2445
 *
 * @example
 * const forecast = createForecast(analyse(), standardNormals(42, 4), 1e-6, 'momentum:0.9');
 * forecast.iterationWithin(0.01) // 199
 *
 * @param analysis of the problem.
 * @param coefficients at present, constant term first.
 * @param learningRate η from now on, above 0.
 * @param optimizer as on the command line, or that of a record, with its memory; by default plain
 *   gradient descent.
 * @throws RangeError when a number is out of range or there are too many or too few coefficients;
 *   the forecast's methods throw it too.
 */
export function createForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  learningRate: number,
  optimizer: string | Optimizer = 'sgd',
): forecasts.OptimizerForecast {
  const size = analysis.degree + 1;
  const { lossAt, excessAt, iterationWithin, iterationBelow, simulated } =
    forecasts.createOptimizerForecast(analysis, {
      coefficients: finiteNumbers('coefficients', coefficients, size),
      learningRate: positive('learningRate', learningRate),
      optimizer: checkedOptimizer(optimizer, size),
    });
  return {
    simulated,
    lossAt: (iterations) => lossAt(notNegative('iterations', iterations)),
    excessAt: (iterations) => excessAt(notNegative('iterations', iterations)),
    iterationWithin: (share) => iterationWithin(positive('share', share)),
    iterationBelow: (loss) => iterationBelow(notNegative('loss', loss)),
  };
}

/**
 * p(x) = a + b x + c x² + …
 *
 * @example evaluatePolynomial([1, 2, 3], 2) // 17
 *
 * @param coefficients constant term first; without any, the polynomial is 0.
 * @throws RangeError when a number is not finite.
 */
export function evaluatePolynomial(coefficients: ArrayLike<number>, x: number): number {
  return polynomials.evaluatePolynomial(
    finiteNumbers('coefficients', coefficients),
    finite('x', x),
  );
}

/**
 * The polynomial as the tutorial prints its result, `y = A + B x + C x^2 + D x^3`, with numbers as
 * Python prints them.
 *
 * @example formatPolynomial([0, 1, 0.00005]) // 'y = 0.0 + 1.0 x + 5e-05 x^2'
 *
 * @param coefficients constant term first.
 * @throws RangeError when a coefficient is not finite.
 */
export function formatPolynomial(coefficients: ArrayLike<number>): string {
  return polynomials.formatPolynomial(finiteNumbers('coefficients', coefficients));
}

/**
 * The root-mean-square error √(loss / samples): how far the polynomial typically is from y, in the
 * unit of y and, unlike the loss, independent of the number of points.
 *
 * @example rootMeanSquare(500, 2000) // 0.5
 *
 * @param loss the squared error summed over all points, at least 0; may be Infinity.
 * @param samples number of points, 2 to 10,000,000.
 * @throws RangeError when a number is out of range.
 */
export function rootMeanSquare(loss: number, samples: number): number {
  return errors.rootMeanSquare(notNegative('loss', loss), inRange('samples', samples));
}
