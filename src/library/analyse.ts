import { type Analysis, analyse as analyseProblem } from '../fit/analysis.js';
import type { Optimum } from '../fit/leastSquares.js';
import { checkedProblem } from './checks.js';
import type { Problem } from './train.js';

/**
 * What is known of a problem without training: the least-squares optimum, the eigenvalues of the
 * loss's Hessian, its condition number and the stability limit of the learning rate. In two passes
 * over the points, storing none.
 *
 * @throws RangeError on a problem out of range.
 */
export function analyse(problem: Problem = {}): Analysis {
  const { samples, interval, degree } = checkedProblem(problem);
  return analyseProblem(samples, interval, degree);
}

/**
 * The coefficients of least loss, and that loss.
 *
 * @throws RangeError on a problem out of range.
 */
export function leastSquares(problem: Problem = {}): Optimum {
  return analyse(problem).optimum;
}
