import { checkPoints } from './dataset.js';
import {
  checkRange,
  type GramPolynomials,
  gramInPowers,
  gramPolynomials,
  hessianTrace,
  powersInGram,
} from './gramPolynomials.js';
import { leastSquares, type Optimum } from './leastSquares.js';
import { checkDegree } from './polynomial.js';
import { sineParts } from './sineParts.js';
import { type Svd, svd } from './svd.js';

/**
 * What is known before training about the loss L(θ) = Σ (p(x) − sin x)² as a function of the
 * coefficients θ. It is the quadratic L(θ) = L* + (θ − θ*)ᵀ XᵀX (θ − θ*), where X has a row of
 * powers 1, x, x², … for each point. Plain data, so that it can be sent to another thread.
 */
export interface Analysis {
  readonly samples: number;
  readonly interval: readonly [number, number];
  readonly degree: number;
  readonly optimum: Optimum;
  /** The rows of R, upper triangular, with RᵀR = XᵀX. */
  readonly factor: readonly (readonly number[])[];
  /** Eigenvalues of the Hessian 2 XᵀX, largest first: one per coefficient, none negative. */
  readonly eigenvalues: readonly number[];
  /**
   * Left singular vectors of R, orthonormal. The one at i belongs to eigenvalues[i]: Rᵀ times it
   * is an eigenvector of the Hessian, and its scalar product with R (θ − θ*), squared, is what
   * this direction contributes to L(θ) − L*.
   */
  readonly leftSingularVectors: readonly (readonly number[])[];
  /**
   * Of the Hessian, orthonormal; the one at i belongs to eigenvalues[i]. Its component of the
   * greatest size is positive.
   */
  readonly eigenvectors: readonly (readonly number[])[];
  /**
   * 2/λmax. Below this learning rate gradient descent converges from anywhere; above it, from
   * almost nowhere.
   */
  readonly stabilityLimit: number;
  /**
   * λmax/λmin of the Hessian; Infinity when it overflows or there are fewer points than
   * coefficients.
   */
  readonly conditionNumber: number;
}

/**
 * Analyses the problem of `sineDataset(samples, interval)` in two passes over the points, without
 * storing them.
 *
 * The Hessian's eigenvalues come from the singular values of R, as twice their squares: computed
 * from XᵀX they would lose twice as many digits.
 *
 * @example analyse(2000, [-Math.PI, Math.PI], 3).conditionNumber // 325.396078159809
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end in radians; wide enough that neighbouring points differ.
 * @param degree of the polynomial.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE, when `sineDataset`
 *   would throw, or when the interval is so wide or narrow that numbers overflow or underflow.
 */
export function analyse(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): Analysis {
  const { gram, factor, decomposition, eigenvalues } = curvature(samples, interval, degree);
  const parts = { [Symbol.iterator]: () => sineParts(samples, interval) };
  const optimum = leastSquares(parts, gram, factor, decomposition);
  checkRange(optimum.coefficients, interval, degree);
  return {
    samples,
    interval: [...interval],
    degree,
    optimum,
    factor,
    eigenvalues,
    leftSingularVectors: decomposition.left,
    eigenvectors: decomposition.right.map(pointingUp),
    stabilityLimit: 2 / eigenvalues[0]!,
    conditionNumber: conditionNumber(gram, decomposition),
  };
}

/**
 * The stability limit alone, computed without a pass over the points.
 *
 * @example stabilityLimit(2000, [-Math.PI, Math.PI], 3) // 3.55794689834663e-6
 *
 * @throws RangeError when `analyse` would.
 */
export function stabilityLimit(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): number {
  return 2 / curvature(samples, interval, degree).eigenvalues[0]!;
}

/** Fixes the arbitrary sign of an eigenvector: its largest component becomes positive. */
function pointingUp(vector: readonly number[]): number[] {
  const sizes = vector.map(Math.abs);
  const sign = Math.sign(vector[sizes.indexOf(Math.max(...sizes))]!);
  return vector.map((component) => sign * component);
}

/**
 * λmax/λmin as (‖R‖ ‖R⁻¹‖)²: the smallest singular value of R itself may drown in the rounding
 * errors of the largest.
 */
function conditionNumber(gram: GramPolynomials, { singularValues }: Svd): number {
  const inverse = gramInPowers(gram);
  if (inverse.length < singularValues.length || !inverse.flat().every(Number.isFinite)) {
    return Number.POSITIVE_INFINITY;
  }
  return (singularValues[0]! * svd(inverse).singularValues[0]!) ** 2;
}

/** Everything that depends only on the number of points, the interval and the degree. */
function curvature(samples: number, interval: readonly [number, number], degree: number) {
  checkDegree(degree);
  checkPoints(samples, interval);
  const gram = gramPolynomials(samples, interval, degree + 1);
  const factor = powersInGram(gram, degree + 1);
  // Checked here because the decomposition may never return on numbers that are not finite.
  checkRange([hessianTrace(factor)], interval, degree);
  const decomposition = svd(factor);
  const eigenvalues = decomposition.singularValues.map((value) => 2 * value ** 2);
  return { gram, factor, decomposition, eigenvalues };
}
