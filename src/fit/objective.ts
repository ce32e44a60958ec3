import type { Dataset } from './dataset.js';
import { checkDegree, evaluatePolynomial } from './polynomial.js';
import { type PointwisePass, vectorPass } from './vectorPass.js';

/** What gradient descent minimises: a loss and its gradient as functions of the coefficients. */
export interface Objective {
  /**
   * The loss at these coefficients, constant term first.
   *
   * @param gradient overwritten with ∂loss/∂coefficient, in the same order.
   * @throws RangeError unless both arrays have one entry per coefficient.
   */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number;
}

/**
 * The tutorial's loss, Σ (p(x) − y)² over all points: a sum, not a mean, so that its gradient and
 * the learning rates that suit it depend on the number of points.
 *
 * Computed in a single loop; read `stepwiseObjective` to see what the loop does.
 *
 * @example
 * const objective = pointwiseObjective(sineDataset(2, [0, Math.PI / 2]), 0);
 * objective.evaluate(Float64Array.of(0.5), new Float64Array(1)) // 0.5
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function pointwiseObjective(dataset: Dataset, degree: number): Objective {
  checkDegree(degree);
  return objectiveByPass(pointwisePass(degree, dataset.x.length), dataset, degree);
}

/**
 * The same loss, by the tutorial's own steps, one after the other: the code to read, and the
 * reference for tests of the faster objectives.
 *
 * @example
 * const objective = stepwiseObjective(sineDataset(2, [0, Math.PI / 2]), 0);
 * objective.evaluate(Float64Array.of(0.5), new Float64Array(1)) // 0.5
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function stepwiseObjective(dataset: Dataset, degree: number): Objective {
  checkDegree(degree);
  return objectiveByPass(stepwisePass(dataset.x.length), dataset, degree);
}

/**
 * Forward pass, loss and backward pass over the points loaded into it, as fast as this machine can.
 *
 * @example
 * const pass = pointwisePass(0, 2);
 * pass.load(sineDataset(2, [0, Math.PI / 2]));
 * pass.evaluate(Float64Array.of(0.5), new Float64Array(1)) // 0.5
 *
 * @param degree a whole number from 0 to MAX_DEGREE.
 * @param room for this many points.
 */
export function pointwisePass(degree: number, room: number): PointwisePass {
  return vectorPass(degree, room) ?? stepwisePass(room);
}

function stepwisePass(room: number): PointwisePass {
  const predicted = new Float64Array(room);
  let points: Dataset = { x: new Float64Array(), y: new Float64Array() };
  return {
    load(dataset) {
      points = dataset;
    },
    evaluate(coefficients, gradient) {
      forwardPass(coefficients, points, predicted);
      backwardPass(predicted, points, gradient);
      return squaredErrorLoss(predicted, points);
    },
  };
}

function objectiveByPass(pass: PointwisePass, dataset: Dataset, degree: number): Objective {
  pass.load(dataset);
  return {
    evaluate(coefficients, gradient) {
      checkLength(coefficients, degree);
      checkLength(gradient, degree);
      return pass.evaluate(coefficients, gradient);
    },
  };
}

/**
 * The forward pass: sets predicted[i] to p(x[i]), the tutorial's `y_pred`.
 *
 * @example
 * const predicted = new Float64Array(3);
 * forwardPass(Float64Array.of(1, 2), sineDataset(3, [-1, 1]), predicted);
 * predicted // [-1, 1, 3]
 */
export function forwardPass(
  coefficients: Float64Array,
  { x }: Dataset,
  predicted: Float64Array,
): void {
  for (let i = 0; i < x.length; i++) {
    predicted[i] = evaluatePolynomial(coefficients, x[i]!);
  }
}

/**
 * The tutorial's `np.square(y_pred - y).sum()`: Σ (predicted − y)².
 *
 * @example squaredErrorLoss(Float64Array.of(1, 3), sineDataset(2, [0, Math.PI / 2])) // 5
 */
export function squaredErrorLoss(predicted: Float64Array, { y }: Dataset): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    const error = predicted[i]! - y[i]!;
    loss += error * error;
  }
  return loss;
}

/**
 * The backward pass, by the chain rule: ∂loss/∂predicted[i] = 2 (predicted[i] − y[i]), and
 * ∂predicted[i]/∂coefficient k = x[i]ᵏ. So gradient[k] becomes Σ 2 (predicted − y) xᵏ: the
 * tutorial's `grad_a` for k = 0, `grad_b` for k = 1, and so on. Points with even and with odd
 * indices are summed separately, as in vectorPass.ts, so that every machine gives the same bits.
 *
 * @example
 * const gradient = new Float64Array(2);
 * backwardPass(Float64Array.of(1, 3), sineDataset(2, [0, Math.PI / 2]), gradient);
 * gradient // [6, 2 * Math.PI]
 *
 * @param gradient overwritten; as long as there are coefficients.
 */
export function backwardPass(
  predicted: Float64Array,
  { x, y }: Dataset,
  gradient: Float64Array,
): void {
  const even = new Float64Array(gradient.length);
  const odd = new Float64Array(gradient.length);
  for (let i = 0; i < x.length; i++) {
    const sums = i % 2 === 0 ? even : odd;
    let term = predicted[i]! - y[i]!;
    for (let power = 0; power < sums.length; power++) {
      sums[power]! += term;
      term *= x[i]!;
    }
  }
  for (let power = 0; power < gradient.length; power++) {
    gradient[power] = 2 * (even[power]! + odd[power]!);
  }
}

/**
 * Checks that there is one value per coefficient.
 *
 * @example checkLength(new Float64Array(3), 3) // RangeError: degree 3 has 4 coefficients, not 3
 *
 * @throws RangeError when there are more or fewer.
 */
export function checkLength(values: Float64Array, degree: number): void {
  if (values.length !== degree + 1) {
    throw new RangeError(`degree ${degree} has ${degree + 1} coefficients, not ${values.length}`);
  }
}
