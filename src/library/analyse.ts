import { type Analysis, analyse as analyseProblem } from '../fit/analysis.js';
import type { Optimum } from '../fit/leastSquares.js';
import { checkedProblem } from './checks.js';
import type { Problem } from './train.js';

/**
 * What is known about a problem without training: the least-squares optimum, the eigenvalues and
 * condition number of the loss's Hessian, and the stability limit of the learning rate. Takes two
 * passes over the points and stores none.
 *
 * @example analyse({ samples: 2000, degree: 3 }).stabilityLimit // 3.55794689834663e-6
 *
 * @throws RangeError when the problem is out of range.
 */
export function analyse(problem: Problem = {}): Analysis {
  const { samples, interval, degree } = checkedProblem(problem);
  return analyseProblem(samples, interval, degree);
}

/**
 * The least-squares optimum: the best coefficients and their loss.
 *
 * @example leastSquares({ degree: 3 }).coefficients // [0, 0.856740843073784, 0, -0.0933303890405988]
 *
 * @throws RangeError when the problem is out of range.
 */
export function leastSquares(problem: Problem = {}): Optimum {
  return analyse(problem).optimum;
}
