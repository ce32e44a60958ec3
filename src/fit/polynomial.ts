import { pythonFloat } from './pythonFloat.js';

/** The highest degree offered; ten coefficients, named a to j. */
export const MAX_DEGREE = 9;

const NAMES = 'abcdefghij';

/**
 * The names of a polynomial's degree + 1 coefficients, constant term first: a, b, c, d for a cubic.
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function coefficientNames(degree: number): string[] {
  checkDegree(degree);
  return [...NAMES.slice(0, degree + 1)];
}

/**
 * p(x) = a + b x + c x² + …, by Horner's rule: a + x (b + x (c + …)).
 *
 * @param coefficients constant term first; no coefficients at all are the polynomial 0.
 */
export function evaluatePolynomial(coefficients: ArrayLike<number>, x: number): number {
  let value = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) {
    value = value * x + coefficients[power]!;
  }
  return value;
}

/**
 * The polynomial as the tutorial prints its result: `y = A + B x + C x^2 + D x^3`, each
 * number as Python prints it, 5e-05 rather than JavaScript's 0.00005.
 *
 * @param coefficients constant term first.
 */
export function formatPolynomial(coefficients: readonly number[]): string {
  const terms = coefficients.map((coefficient, power) => {
    const number = pythonFloat(coefficient);
    if (power === 0) {
      return number;
    }
    return power === 1 ? `${number} x` : `${number} x^${power}`;
  });
  return `y = ${terms.join(' + ')}`;
}

/** @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE. */
export function checkDegree(degree: number): void {
  if (!Number.isInteger(degree) || degree < 0 || degree > MAX_DEGREE) {
    const allowed = `a whole number from 0 to ${MAX_DEGREE}`;
    throw new RangeError(`degree must be ${allowed}, not ${String(degree)}`);
  }
}
