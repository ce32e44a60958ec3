import {
  type GramPolynomials,
  gramInPowers,
  gramPolynomials,
  powersInGram,
} from './gramPolynomials.js';
import { leastSquares, type Optimum } from './leastSquares.js';
import { checkDegree } from './polynomial.js';
import { checkPoints, sineParts } from './sineParts.js';
import { type Svd, svd } from './svd.js';

/**
 * All that is known beforehand of the loss L(θ) = Σ (p(x) − sin x)² as a function of the
 * coefficients θ: it is the quadratic L(θ) = L* + (θ − θ*)ᵀ XᵀX (θ − θ*), where X has a row of
 * powers 1, x, x², … per point. Plain data, fit for sending to another thread.
 */
export interface Analysis {
  readonly samples: number;
  readonly interval: readonly [number, number];
  readonly degree: number;
  readonly optimum: Optimum;
  /** R, upper triangular, by rows, with RᵀR = XᵀX. */
  readonly factor: readonly (readonly number[])[];
  /** Of the Hessian 2 XᵀX, largest first; as many as coefficients, none negative. */
  readonly eigenvalues: readonly number[];
  /**
   * Of R, orthonormal; the one at i belongs to eigenvalues[i]: its product with Rᵀ is an
   * eigenvector of the Hessian, and the square of its product with R (θ − θ*) is what this
   * direction contributes to L(θ) − L*.
   */
  readonly leftSingularVectors: readonly (readonly number[])[];
  /**
   * 2/λmax. Gradient descent converges from anywhere at a learning rate below it, and from almost
   * nowhere above it.
   */
  readonly stabilityLimit: number;
  /**
   * λmax/λmin of the Hessian; Infinity when there are fewer points than coefficients, or beyond the
   * range of doubles.
   */
  readonly conditionNumber: number;
}

/**
 * Analyses the problem of `sineDataset(samples, interval)` in two passes over the points, storing
 * none of them.
 *
 * The Hessian's eigenvalues are twice the squared singular values of R: those of XᵀX itself would
 * lose twice the digits.
 *
 * @param samples number of points, at least 2.
 * @param interval its lower and its upper end, in radians; wide enough that neighbouring points
 *   differ.
 * @param degree of the polynomial.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE, on what
 *   `sineDataset` refuses, or when the interval is so wide or narrow that numbers leave the range
 *   of doubles.
 */
export function analyse(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): Analysis {
  const { gram, factor, decomposition, eigenvalues } = curvature(samples, interval, degree);
  const parts = { [Symbol.iterator]: () => sineParts(samples, interval) };
  const optimum = leastSquares(parts, gram, factor, decomposition);
  if (!optimum.coefficients.every(Number.isFinite)) {
    throw outOfRange(interval, degree);
  }
  return {
    samples,
    interval: [...interval],
    degree,
    optimum,
    factor,
    eigenvalues,
    leftSingularVectors: decomposition.left,
    stabilityLimit: 2 / eigenvalues[0]!,
    conditionNumber: conditionNumber(gram, decomposition),
  };
}

/**
 * The stability limit alone, for which the points need not be walked over.
 *
 * @throws RangeError as `analyse` does.
 */
export function stabilityLimit(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): number {
  return 2 / curvature(samples, interval, degree).eigenvalues[0]!;
}

/**
 * λmax/λmin, the squared norm of R times that of its inverse: the least singular value itself may
 * be lost among the rounding errors of the largest.
 */
function conditionNumber(gram: GramPolynomials, { singularValues }: Svd): number {
  const inverse = gramInPowers(gram);
  if (inverse.length < singularValues.length || !inverse.flat().every(Number.isFinite)) {
    return Number.POSITIVE_INFINITY;
  }
  return (singularValues[0]! * svd(inverse).singularValues[0]!) ** 2;
}

/** What follows from how many points there are and from where to where. */
function curvature(samples: number, interval: readonly [number, number], degree: number) {
  checkDegree(degree);
  checkPoints(samples, interval);
  const gram = gramPolynomials(samples, interval, degree + 1);
  const factor = powersInGram(gram, degree + 1);
  const trace = factor.flat().reduce((sum, entry) => sum + 2 * entry ** 2, 0);
  // Checked here, because the decomposition may not end on what is not finite.
  if (!Number.isFinite(trace)) {
    throw outOfRange(interval, degree);
  }
  const decomposition = svd(factor);
  const eigenvalues = decomposition.singularValues.map((value) => 2 * value ** 2);
  return { gram, factor, decomposition, eigenvalues };
}

function outOfRange([from, to]: readonly [number, number], degree: number): RangeError {
  return new RangeError(
    `the powers of x up to degree ${degree} on the interval from ${from} to ${to} leave the ` +
      'range of numbers',
  );
}
