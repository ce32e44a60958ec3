import type { Dataset } from './dataset.js';

/**
 * Forward pass, loss and backward pass over all points in one loop.
 *
 * @param coefficients constant term first; at most one more than the kernel's degree.
 * @param gradient is overwritten with ∂loss/∂coefficient; as long as the coefficients.
 * @returns the loss Σ (p(x) − y)².
 */
export type PointwiseKernel = (
  dataset: Dataset,
  coefficients: Float64Array,
  gradient: Float64Array,
) => number;

/*
 * What the named steps in objective.ts do one after the other, each kernel does point by point: no
 * prediction is stored, every sum has a variable of its own, and no loop goes over the powers.
 *
 * Terms are taken in pairs, p(x) = (a + b x) + (c + d x) x² + (e + f x) x⁴ + …, and so are those of
 * the gradient: the error times x²ᵏ, and that times x. Fewer operations then wait for each other
 * than in Horner's rule, and a processor does more of them at once. The result may differ from
 * the steps' in the last bits.
 *
 * A kernel is written for an odd degree and serves the even one below, too: the coefficient that
 * is then missing is 0, and its slope is written beyond the end of the gradient, where an array
 * of numbers ignores it.
 */

const linear: PointwiseKernel = ({ x, y }, coefficients, gradient) => {
  const a = coefficients[0]!;
  const b = coefficients[1] ?? 0;
  let loss = 0;
  let slopeA = 0;
  let slopeB = 0;
  let point = 0;
  // There is so little to do per point that the loop itself shows: two points at a time.
  for (; point + 1 < x.length; point += 2) {
    const x0 = x[point]!;
    const x1 = x[point + 1]!;
    const error0 = a + b * x0 - y[point]!;
    const error1 = a + b * x1 - y[point + 1]!;
    loss += error0 * error0 + error1 * error1;
    slopeA += error0 + error1;
    slopeB += error0 * x0 + error1 * x1;
  }
  if (point < x.length) {
    const error = a + b * x[point]! - y[point]!;
    loss += error * error;
    slopeA += error;
    slopeB += error * x[point]!;
  }
  gradient[0] = 2 * slopeA;
  gradient[1] = 2 * slopeB;
  return loss;
};

const cubic: PointwiseKernel = ({ x, y }, coefficients, gradient) => {
  const a = coefficients[0]!;
  const b = coefficients[1]!;
  const c = coefficients[2]!;
  const d = coefficients[3] ?? 0;
  let loss = 0;
  let slopeA = 0;
  let slopeB = 0;
  let slopeC = 0;
  let slopeD = 0;
  for (let point = 0; point < x.length; point++) {
    const x1 = x[point]!;
    const x2 = x1 * x1;
    const error = a + b * x1 + (c + d * x1) * x2 - y[point]!;
    loss += error * error;
    const error1 = error * x1;
    slopeA += error;
    slopeB += error1;
    slopeC += error * x2;
    slopeD += error1 * x2;
  }
  gradient[0] = 2 * slopeA;
  gradient[1] = 2 * slopeB;
  gradient[2] = 2 * slopeC;
  gradient[3] = 2 * slopeD;
  return loss;
};

const quintic: PointwiseKernel = ({ x, y }, coefficients, gradient) => {
  const a = coefficients[0]!;
  const b = coefficients[1]!;
  const c = coefficients[2]!;
  const d = coefficients[3]!;
  const e = coefficients[4]!;
  const f = coefficients[5] ?? 0;
  let loss = 0;
  let slopeA = 0;
  let slopeB = 0;
  let slopeC = 0;
  let slopeD = 0;
  let slopeE = 0;
  let slopeF = 0;
  for (let point = 0; point < x.length; point++) {
    const x1 = x[point]!;
    const x2 = x1 * x1;
    // Measured: with x⁴ kept, as the larger kernels keep their powers, this takes 1.4 times as long.
    const error = a + b * x1 + (c + d * x1 + (e + f * x1) * x2) * x2 - y[point]!;
    loss += error * error;
    const error1 = error * x1;
    const error2 = error * x2;
    const error3 = error1 * x2;
    slopeA += error;
    slopeB += error1;
    slopeC += error2;
    slopeD += error3;
    slopeE += error2 * x2;
    slopeF += error3 * x2;
  }
  gradient[0] = 2 * slopeA;
  gradient[1] = 2 * slopeB;
  gradient[2] = 2 * slopeC;
  gradient[3] = 2 * slopeD;
  gradient[4] = 2 * slopeE;
  gradient[5] = 2 * slopeF;
  return loss;
};

const septic: PointwiseKernel = ({ x, y }, coefficients, gradient) => {
  const a = coefficients[0]!;
  const b = coefficients[1]!;
  const c = coefficients[2]!;
  const d = coefficients[3]!;
  const e = coefficients[4]!;
  const f = coefficients[5]!;
  const g = coefficients[6]!;
  const h = coefficients[7] ?? 0;
  let loss = 0;
  let slopeA = 0;
  let slopeB = 0;
  let slopeC = 0;
  let slopeD = 0;
  let slopeE = 0;
  let slopeF = 0;
  let slopeG = 0;
  let slopeH = 0;
  for (let point = 0; point < x.length; point++) {
    const x1 = x[point]!;
    const x2 = x1 * x1;
    const x4 = x2 * x2;
    const x6 = x4 * x2;
    const error =
      a + b * x1 + (c + d * x1) * x2 + (e + f * x1) * x4 + (g + h * x1) * x6 - y[point]!;
    loss += error * error;
    const error1 = error * x1;
    slopeA += error;
    slopeB += error1;
    slopeC += error * x2;
    slopeD += error1 * x2;
    slopeE += error * x4;
    slopeF += error1 * x4;
    slopeG += error * x6;
    slopeH += error1 * x6;
  }
  gradient[0] = 2 * slopeA;
  gradient[1] = 2 * slopeB;
  gradient[2] = 2 * slopeC;
  gradient[3] = 2 * slopeD;
  gradient[4] = 2 * slopeE;
  gradient[5] = 2 * slopeF;
  gradient[6] = 2 * slopeG;
  gradient[7] = 2 * slopeH;
  return loss;
};

const nonic: PointwiseKernel = ({ x, y }, coefficients, gradient) => {
  const a = coefficients[0]!;
  const b = coefficients[1]!;
  const c = coefficients[2]!;
  const d = coefficients[3]!;
  const e = coefficients[4]!;
  const f = coefficients[5]!;
  const g = coefficients[6]!;
  const h = coefficients[7]!;
  const i = coefficients[8]!;
  const j = coefficients[9] ?? 0;
  let loss = 0;
  let slopeA = 0;
  let slopeB = 0;
  let slopeC = 0;
  let slopeD = 0;
  let slopeE = 0;
  let slopeF = 0;
  let slopeG = 0;
  let slopeH = 0;
  let slopeI = 0;
  let slopeJ = 0;
  for (let point = 0; point < x.length; point++) {
    const x1 = x[point]!;
    const x2 = x1 * x1;
    const x4 = x2 * x2;
    const x6 = x4 * x2;
    const x8 = x4 * x4;
    const error =
      a +
      b * x1 +
      (c + d * x1) * x2 +
      (e + f * x1) * x4 +
      (g + h * x1) * x6 +
      (i + j * x1) * x8 -
      y[point]!;
    loss += error * error;
    const error1 = error * x1;
    slopeA += error;
    slopeB += error1;
    slopeC += error * x2;
    slopeD += error1 * x2;
    slopeE += error * x4;
    slopeF += error1 * x4;
    slopeG += error * x6;
    slopeH += error1 * x6;
    slopeI += error * x8;
    slopeJ += error1 * x8;
  }
  gradient[0] = 2 * slopeA;
  gradient[1] = 2 * slopeB;
  gradient[2] = 2 * slopeC;
  gradient[3] = 2 * slopeD;
  gradient[4] = 2 * slopeE;
  gradient[5] = 2 * slopeF;
  gradient[6] = 2 * slopeG;
  gradient[7] = 2 * slopeH;
  gradient[8] = 2 * slopeI;
  gradient[9] = 2 * slopeJ;
  return loss;
};

const KERNELS = [linear, cubic, quintic, septic, nonic];

/** @param degree a whole number from 0 to 9. */
export function pointwiseKernel(degree: number): PointwiseKernel {
  return KERNELS[degree >> 1]!;
}
