import { checkDegree } from './polynomial.js';

/**
 * The coefficients of the sine's Taylor polynomial about 0, constant term first.
 *
 * @example sineTaylorCoefficients(5) // [0, 1, 0, -1 / 6, 0, 1 / 120]
 *
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function sineTaylorCoefficients(degree: number): number[] {
  checkDegree(degree);
  let factorial = 1;
  return Array.from({ length: degree + 1 }, (_, k) => {
    factorial *= Math.max(k, 1);
    if (k % 2 === 0) {
      return 0;
    }
    return (k % 4 === 1 ? 1 : -1) / factorial;
  });
}
