/** Growth by the same factor in each iteration, by its logarithm. */

/**
 * log |1 − gap|, accurate even for a small gap, where 1 − gap loses digits.
 *
 * @example growthRate(1e-20) // -1e-20
 */
export function growthRate(gap: number): number {
  return gap < 1 ? Math.log1p(-gap) : Math.log(gap - 1);
}

/**
 * rate · iterations; 0 after none, even at rate −Infinity, where one reaches the optimum.
 *
 * @example growth(-Infinity, 0) // 0
 */
export function growth(rate: number, iterations: number): number {
  return iterations === 0 ? 0 : rate * iterations;
}
