/** Mathematics of fit/ as the library offers it: with its arguments checked. */

import type { Analysis } from '../fit/analysis.js';
import * as datasets from '../fit/dataset.js';
import * as forecasts from '../fit/forecast.js';
import * as polynomials from '../fit/polynomial.js';
import * as errors from '../fit/rootMeanSquare.js';
import { checkedProblem, finite, finiteNumbers, inRange, notNegative, positive } from './checks.js';

/**
 * The tutorial's problem: y = sin(x) at evenly spaced points, both ends of the interval included.
 *
 * @param samples number of points, 2 to 10,000,000.
 * @param interval its lower and its upper end, in radians.
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
 * The exact future of gradient descent with a fixed learning rate.
 *
 * @param analysis of the problem.
 * @param coefficients at present, constant term first.
 * @param learningRate η from now on, above 0.
 * @throws RangeError on numbers that are not finite, too many or too few; so do its functions.
 */
export function createForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  learningRate: number,
): forecasts.Forecast {
  const { lossAt, iterationWithin, iterationBelow } = forecasts.createForecast(
    analysis,
    finiteNumbers('coefficients', coefficients, analysis.degree + 1),
    positive('learningRate', learningRate),
  );
  return {
    lossAt: (iterations) => lossAt(notNegative('iterations', iterations)),
    iterationWithin: (share) => iterationWithin(positive('share', share)),
    iterationBelow: (loss) => iterationBelow(notNegative('loss', loss)),
  };
}

/**
 * p(x) = a + b x + c x² + …
 *
 * @param coefficients constant term first; no coefficients at all are the polynomial 0.
 * @throws RangeError when any of the numbers is not finite.
 */
export function evaluatePolynomial(coefficients: ArrayLike<number>, x: number): number {
  return polynomials.evaluatePolynomial(
    finiteNumbers('coefficients', coefficients),
    finite('x', x),
  );
}

/**
 * The polynomial as the tutorial prints its result: `y = A + B x + C x^2 + D x^3`, each
 * number as Python prints it, 5e-05 rather than JavaScript's 0.00005.
 *
 * @param coefficients constant term first.
 * @throws RangeError when one is not finite.
 */
export function formatPolynomial(coefficients: ArrayLike<number>): string {
  return polynomials.formatPolynomial(finiteNumbers('coefficients', coefficients));
}

/**
 * The root-mean-square error √(loss / samples): how far the polynomial is typically from y, in
 * the unit of y and, unlike the loss, independent of the number of points.
 *
 * @param loss the squared error summed over all points, not negative; an infinite loss gives
 *   Infinity.
 * @param samples the number of points, 2 to 10,000,000.
 * @throws RangeError on other numbers.
 */
export function rootMeanSquare(loss: number, samples: number): number {
  return errors.rootMeanSquare(notNegative('loss', loss), inRange('samples', samples));
}
