import type { Dataset } from './dataset.js';
import { checkDegree, evaluatePolynomial } from './polynomial.js';
import { type PointwisePass, vectorPass } from './vectorPass.js';

/** What gradient descent makes small: a loss and its gradient as functions of the coefficients. */
export interface Objective {
  /**
   * The loss at these coefficients, constant term first.
   *
   * @param gradient is overwritten with ∂loss/∂coefficient, in the same order.
   * @throws RangeError when either array has not one entry per coefficient.
   */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number;
}

/**
 * The tutorial's loss, Σ (p(x) − y)² over all points: a sum and not a mean, so that its gradient
 * and the learning rate that suits it depend on the number of points.
 *
 * It is computed in one loop; what that loop does can be read in `stepwiseObjective`.
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function pointwiseObjective(dataset: Dataset, degree: number): Objective {
  checkDegree(degree);
  return objectiveByPass(pointwisePass(degree, dataset.x.length), dataset, degree);
}

/**
 * The same, made of the tutorial's own steps one after the other: the text to read, and what the
 * faster objectives are tested against.
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function stepwiseObjective(dataset: Dataset, degree: number): Objective {
  checkDegree(degree);
  return objectiveByPass(stepwisePass(dataset.x.length), dataset, degree);
}

/**
 * Forward pass, loss and backward pass over points that are loaded into it, in the fastest way
 * that this machine knows.
 *
 * @param degree a whole number from 0 to MAX_DEGREE.
 * @param room for how many points.
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

/** The forward pass: predicted[i] becomes p(x[i]), the tutorial's `y_pred`. */
export function forwardPass(
  coefficients: Float64Array,
  { x }: Dataset,
  predicted: Float64Array,
): void {
  for (let i = 0; i < x.length; i++) {
    predicted[i] = evaluatePolynomial(coefficients, x[i]!);
  }
}

/** The tutorial's `np.square(y_pred - y).sum()`: Σ (predicted − y)². */
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
 * tutorial's `grad_a` for k = 0, `grad_b` for k = 1, and so on. Points with an even index and points
 * with an odd one are summed apart, as in vectorPass.ts: so every machine gives the same bits.
 *
 * @param gradient is overwritten; its length says how many coefficients there are.
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

/** @throws RangeError when there is not one value per coefficient of this degree. */
export function checkLength(values: Float64Array, degree: number): void {
  if (values.length !== degree + 1) {
    throw new RangeError(`degree ${degree} has ${degree + 1} coefficients, not ${values.length}`);
  }
}
