import { CompensatedSums } from './compensatedSums.js';
import type { Dataset } from './dataset.js';
import { dot } from './dot.js';
import { evaluateGram, type GramPolynomials } from './gramPolynomials.js';
import type { Svd } from './svd.js';

/** The least-squares solution, where the loss is smallest. */
export interface Optimum {
  /** θ*, constant term first. */
  readonly coefficients: readonly number[];
  /** L*; 0 when within rounding errors of 0, as with no more points than coefficients. */
  readonly loss: number;
  /** Losses up to this one cannot be told from 0: rounding of points and polynomials explains them. */
  readonly rounding: number;
  /**
   * False when there are fewer points than coefficients: these coefficients are then the shortest
   * (in the Euclidean norm) of all polynomials through the points.
   */
  readonly unique: boolean;
}

/**
 * The least-squares polynomial for evenly spaced points, in two passes over them.
 *
 * Projects y on polynomials orthonormal on the points (Forsythe, "Generation and use of orthogonal
 * polynomials for data-fitting with a digital computer", J. SIAM 5, 1957), because the normal
 * equations would lose twice as many digits. The loss is summed from the residuals, and so is
 * accurate even near a perfect fit.
 *
 * A residual is y minus one product per polynomial, so that its rounding error is at most
 * (degree + 2) ε times the sum of their absolute values (Higham, "Accuracy and Stability of
 * Numerical Algorithms", 2002, section 3.1). Over all points, the norm of the errors is at most
 * that multiple of ‖y‖ + Σ |projectionₖ|. |y| is replaced by its bound min(1, |x|), because near π,
 * sin(x) is as uncertain as x. Anything smaller is set to 0.
 *
 * @example
 * const gram = gramPolynomials(2, [0, Math.PI / 2], 1);
 * const factor = powersInGram(gram, 1);
 * const points = sineDataset(2, [0, Math.PI / 2]);
 * leastSquares([points], gram, factor, svd(factor)).coefficients // [0.5]
 *
 * @param parts all points, in any number of parts; iterated twice.
 * @param gram the orthonormal polynomials on these points.
 * @param factor R, the powers of x in terms of these polynomials.
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
    // The sine is odd; so is its best polynomial on an interval centred on 0.
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
  // Because x is rounded, the polynomials are not quite orthonormal on it: the residual still has
  // a tiny part along them, which a second projection removes.
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

/**
 * Solves factor · θ = right-hand side by back substitution.
 *
 * @example solveTriangular([[2, 1], [0, 4]], [4, 8]) // [1, 2]
 *
 * @param factor upper triangular; only its first rows and columns, as many as the right-hand side has
 *   entries, are used.
 */
export function solveTriangular(
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

/** The shortest θ that solves factor · θ = right-hand side. */
function leastNormSolution(
  factor: readonly (readonly number[])[],
  decomposition: Svd,
  rightHandSide: readonly number[],
): number[] {
  const solution = pseudoInverseTimes(decomposition, rightHandSide);
  // The solution is accurate as a whole, but high powers depend most on its small entries: one step
  // of iterative refinement makes those accurate too.
  const residual = rightHandSide.map((value, j) =>
    factor[j]!.reduce((difference, entry, k) => difference - entry * solution[k]!, value),
  );
  const correction = pseudoInverseTimes(decomposition, residual);
  return solution.map((value, k) => value + correction[k]!);
}

/** V Σ⁺ Uᵀ times a vector with one entry per non-zero singular value. */
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
