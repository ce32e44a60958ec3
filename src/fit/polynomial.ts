import { pythonFloat } from './pythonFloat.js';

/** The highest degree: ten coefficients, named a to j. */
export const MAX_DEGREE = 9;

const NAMES = 'abcdefghij';

/**
 * The names of a polynomial's coefficients, constant term first.
 *
 * @example coefficientNames(3) // ['a', 'b', 'c', 'd']
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
 * @example evaluatePolynomial([1, 2, 3], 2) // 17
 *
 * @param coefficients constant term first; without any, the polynomial is 0.
 */
export function evaluatePolynomial(coefficients: ArrayLike<number>, x: number): number {
  let value = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) {
    value = value * x + coefficients[power]!;
  }
  return value;
}

/**
 * The polynomial as the tutorial prints its result, `y = A + B x + C x^2 + D x^3`, with numbers as
 * Python prints them.
 *
 * @example formatPolynomial([0, 1, 0.00005]) // 'y = 0.0 + 1.0 x + 5e-05 x^2'
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

/**
 * Checks a degree.
 *
 * @example checkDegree(10) // RangeError: degree must be a whole number from 0 to 9, not 10
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function checkDegree(degree: number): void {
  if (!Number.isInteger(degree) || degree < 0 || degree > MAX_DEGREE) {
    const allowed = `a whole number from 0 to ${MAX_DEGREE}`;
    throw new RangeError(`degree must be ${allowed}, not ${String(degree)}`);
  }
}
