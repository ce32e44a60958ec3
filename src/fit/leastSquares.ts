import { CompensatedSums } from './compensatedSums.js';
import type { Dataset } from './dataset.js';
import { dot } from './dot.js';
import { evaluateGram, type GramPolynomials } from './gramPolynomials.js';
import type { Svd } from './svd.js';

/** The least-squares solution, where the loss is least. */
export interface Optimum {
  /** θ*, constant term first. */
  readonly coefficients: readonly number[];
  /** L*; 0 when it is that up to rounding, as where there are no more points than coefficients. */
  readonly loss: number;
  /** Losses up to this one are 0 up to the rounding errors of the points and of the polynomials. */
  readonly rounding: number;
  /**
   * False when there are fewer points than coefficients: of all polynomials through the points,
   * these coefficients are then the ones of least Euclidean norm.
   */
  readonly unique: boolean;
}

/**
 * The polynomial that is closest to evenly spaced points in the least-squares sense, in two passes
 * over them.
 *
 * The normal equations are not used: they would lose twice the digits. y is projected on
 * polynomials orthonormal on the points (Forsythe, "Generation and use of orthogonal polynomials
 * for data-fitting with a digital computer", J. SIAM 5, 1957), and the loss is summed from the
 * residuals, so that it is accurate near a perfect fit too.
 *
 * A residual is y less one product for each of the polynomials, so that its rounding error is at
 * most (degree + 2) ε times the sum of their sizes (Higham, "Accuracy and Stability of Numerical
 * Algorithms", 2002, section 3.1); over all points its norm is at most as much of
 * ‖y‖ + Σ |projectionₖ|. For the size of y stands its bound min(1, |x|): beside π, sin(x) is as
 * uncertain as x. What is smaller than that is 0.
 *
 * @param parts all points, in any number of parts; walked over twice.
 * @param gram the orthonormal polynomials on these points.
 * @param factor R, the powers of x in terms of them.
 * @param decomposition of R.
 */
export function leastSquares(
  parts: Iterable<Dataset>,
  gram: GramPolynomials,
  factor: readonly (readonly number[])[],
  decomposition: Svd,
): Optimum {
  const { projection, loss, size } = projectOnGram(parts, gram);
  const unit = (factor.length + 1) * Number.EPSILON;
  const error = unit * projection.reduce((sum, value) => sum + Math.abs(value), Math.sqrt(size));
  const significant = projection.map((value) => (Math.abs(value) <= error ? 0 : value));
  const unique = gram.samples >= factor.length;
  const coefficients = unique
    ? solveTriangular(factor, significant)
    : leastNormSolution(factor, decomposition, significant);
  const rounding = error ** 2;
  return {
    // The sine is odd: on an interval around 0, so is its best polynomial.
    coefficients:
      gram.middle === 0 ? coefficients.map((value, k) => (k % 2 === 0 ? 0 : value)) : coefficients,
    loss: gram.samples > factor.length && loss > rounding ? loss : 0,
    rounding,
    unique,
  };
}

/** Σ y pₖ for each polynomial, Σ (y − Σₖ projectionₖ pₖ)², and Σ min(1, |x|)². */
function projectOnGram(
  parts: Iterable<Dataset>,
  gram: GramPolynomials,
): { projection: number[]; loss: number; size: number } {
  const first = new CompensatedSums(gram.b.length);
  for (const { x, y } of parts) {
    evaluateGram(gram, x).forEach((values, k) => {
      first.add(k, dot(values, y));
    });
  }
  // x is rounded, so that the polynomials are not quite orthonormal on it. What the first pass
  // left over of them is a tiny part of the residual, and is projected once more.
  const projection = first.totals();
  const correction = new CompensatedSums(gram.b.length);
  const squares = new CompensatedSums(1);
  let size = 0;
  for (const { x, y } of parts) {
    const basis = evaluateGram(gram, x);
    const residual = y.slice();
    basis.forEach((values, k) => {
      for (let i = 0; i < residual.length; i++) {
        residual[i]! -= projection[k]! * values[i]!;
      }
    });
    basis.forEach((values, k) => {
      correction.add(k, dot(values, residual));
    });
    squares.add(0, dot(residual, residual));
    size += x.reduce((sum, each) => sum + Math.min(1, each * each), 0);
  }
  const corrections = correction.totals();
  return {
    projection: projection.map((value, k) => value + corrections[k]!),
    loss: squares.totals()[0]!,
    size,
  };
}

/** θ with factor · θ = right-hand side, by back substitution. */
function solveTriangular(
  factor: readonly (readonly number[])[],
  rightHandSide: readonly number[],
): number[] {
  const solution = [...rightHandSide];
  for (let k = solution.length - 1; k >= 0; k--) {
    const row = factor[k]!;
    for (let j = k + 1; j < solution.length; j++) {
      solution[k]! -= row[j]! * solution[j]!;
    }
    solution[k]! /= row[k]!;
  }
  return solution;
}

/** Of all θ with factor · θ = right-hand side, the one of least norm. */
function leastNormSolution(
  factor: readonly (readonly number[])[],
  decomposition: Svd,
  rightHandSide: readonly number[],
): number[] {
  const solution = pseudoInverseTimes(decomposition, rightHandSide);
  // The vectors are accurate as wholes, but the small entries count most for high powers: one step
  // of iterative refinement gives them their digits.
  const residual = rightHandSide.map((value, j) =>
    factor[j]!.reduce((difference, entry, k) => difference - entry * solution[k]!, value),
  );
  const correction = pseudoInverseTimes(decomposition, residual);
  return solution.map((value, k) => value + correction[k]!);
}

/** V Σ⁺ Uᵀ times a vector as long as the rank. */
function pseudoInverseTimes(
  { singularValues, left, right }: Svd,
  vector: readonly number[],
): number[] {
  const product = new Array<number>(right.length).fill(0);
  for (let i = 0; i < vector.length; i++) {
    const along = vector.reduce((sum, value, k) => sum + value * left[i]![k]!, 0);
    for (let k = 0; k < product.length; k++) {
      product[k]! += (along / singularValues[i]!) * right[i]![k]!;
    }
  }
  return product;
}
