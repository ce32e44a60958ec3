/**
 * Several running sums that keep track of their rounding errors and add them at the end: each
 * total is about as accurate as if summed in twice the precision.
 *
 * @example
 * const sums = new CompensatedSums(1);
 * [1e16, 1, -1e16].forEach((value) => sums.add(0, value));
 * sums.totals() // [1]
 *
 * Ogita, Rump and Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005): Sum2,
 * with Knuth's branch-free two-sum.
 */
export class CompensatedSums {
  readonly #sums: Float64Array;
  readonly #errors: Float64Array;

  /** @param count number of sums; all start at 0. */
  constructor(count: number) {
    this.#sums = new Float64Array(count);
    this.#errors = new Float64Array(count);
  }

  /** Adds the value to the sum with this index. */
  add(index: number, value: number): void {
    const before = this.#sums[index]!;
    const sum = before + value;
    const added = sum - before;
    this.#errors[index]! += before - (sum - added) + (value - added);
    this.#sums[index] = sum;
  }

  /** The sums so far; one that overflowed is not finite. */
  totals(): number[] {
    return Array.from(this.#sums, (sum, index) =>
      // The error of an infinite sum is NaN.
      Number.isFinite(sum) ? sum + this.#errors[index]! : sum,
    );
  }
}
