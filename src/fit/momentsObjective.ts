import { CompensatedSums } from './compensatedSums.js';
import { sineDataset } from './dataset.js';
import { dot } from './dot.js';
import { checkRange, evaluateGram, gramPolynomials, powersInGram } from './gramPolynomials.js';
import { solveTriangular } from './leastSquares.js';
import { checkLength, type Objective, pointwisePass } from './objective.js';
import { checkDegree } from './polynomial.js';
import { PART_SIZE, sineParts } from './sineParts.js';

/** Enough for a polynomial close to the best of any degree, and few enough to cost nothing. */
const PILOT_SAMPLES = 100;

/**
 * The same loss as `pointwiseObjective(sineDataset(samples, interval), degree)`, but the cost of an
 * evaluation does not depend on the number of points. Creating it takes one pass over them, in the
 * memory of a few hundred.
 *
 * The loss is quadratic in the coefficients θ, so that its Taylor expansion around any θ₀ ends
 * with the second-order term, whose matrix XᵀX holds the moments Σ xʲ⁺ᵏ. With δ = θ − θ₀ and
 * RᵀR = XᵀX,
 *
 *     L(θ) = L(θ₀) + ∇L(θ₀)ᵀ δ + ‖R δ‖²,   ∇L(θ) = ∇L(θ₀) + 2 Rᵀ R δ.
 *
 * Near a perfect fit, Σ y² − 2 θᵀXᵀy + θᵀXᵀX θ, made of power sums alone, would cancel to nothing.
 * Two choices keep the loss accurate there. θ₀ is close to the least-squares solution, so that no
 * term is much larger than the loss; and R comes from Gram's polynomials, not from the moments, so
 * that ‖R δ‖² is a sum of squares like the loss itself. Golub and Van Loan, "Matrix Computations"
 * (2013), section 5.3.
 *
 * @example
 * const objective = momentsObjective(2000, [-Math.PI, Math.PI], 3);
 * objective.evaluate(Float64Array.of(0, 1, 0, -1 / 6), new Float64Array(4)) // 805.377254575144
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end, in radians.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE, when `sineDataset`
 *   would throw, or when the interval is so wide or narrow that the powers of x overflow or
 *   underflow.
 */
export function momentsObjective(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): Objective {
  checkDegree(degree);
  const size = degree + 1;
  const reference = pilotFit(Math.min(samples, PILOT_SAMPLES), interval, degree);
  const factor = Float64Array.from(
    powersInGram(gramPolynomials(samples, interval, size), size).flat(),
  );
  checkRange([...reference, ...factor], interval, degree);
  const atReference = evaluateInParts(samples, interval, reference);
  const shift = new Float64Array(size);
  return {
    evaluate(coefficients, gradient) {
      checkLength(coefficients, degree);
      checkLength(gradient, degree);
      let loss = atReference.loss;
      for (let k = 0; k < size; k++) {
        const slope = atReference.gradient[k]!;
        const distance = coefficients[k]! - reference[k]!;
        loss += slope * distance;
        gradient[k] = slope;
        shift[k] = distance;
      }
      for (let row = 0; row < size; row++) {
        let product = 0;
        for (let k = row; k < size; k++) {
          product += factor[row * size + k]! * shift[k]!;
        }
        loss += product * product;
        for (let k = row; k < size; k++) {
          gradient[k]! += 2 * factor[row * size + k]! * product;
        }
      }
      // At a perfect fit, rounding may make it negative.
      return Math.max(0, loss);
    },
  };
}

/**
 * The least-squares polynomial for this many points of the interval. It differs from the best one
 * for more points by a small part of that one's error.
 */
function pilotFit(
  samples: number,
  interval: readonly [number, number],
  degree: number,
): Float64Array {
  const { x, y } = sineDataset(samples, interval);
  const gram = gramPolynomials(samples, interval, degree + 1);
  const factor = powersInGram(gram, degree + 1);
  const projections = evaluateGram(gram, x).map((values) => dot(values, y));
  // As many coefficients as points reach them all: any others stay 0.
  const coefficients = new Float64Array(degree + 1);
  coefficients.set(solveTriangular(factor, projections));
  return coefficients;
}

/** Loss and gradient at these coefficients, computed a part of the points at a time. */
function evaluateInParts(
  samples: number,
  interval: readonly [number, number],
  coefficients: Float64Array,
): { loss: number; gradient: readonly number[] } {
  const pass = pointwisePass(coefficients.length - 1, PART_SIZE);
  const partGradient = new Float64Array(coefficients.length);
  const loss = new CompensatedSums(1);
  const gradient = new CompensatedSums(coefficients.length);
  for (const part of sineParts(samples, interval)) {
    pass.load(part);
    loss.add(0, pass.evaluate(coefficients, partGradient));
    partGradient.forEach((slope, k) => {
      gradient.add(k, slope);
    });
  }
  return { loss: loss.totals()[0]!, gradient: gradient.totals() };
}
