/**
 * Gram's polynomials p₀, p₁, …, also called discrete Chebyshev polynomials: orthonormal on evenly
 * spaced points, Σ pⱼ(x) pₖ(x) = 1 if j = k and 0 otherwise. With q₋₁ = 0,
 *
 *     x pₖ = middle pₖ + halfWidth (bₖ₊₁ pₖ₊₁ + bₖ pₖ₋₁),   p₀ = 1/√samples.
 *
 * There are as many polynomials as points.
 */
export interface GramPolynomials {
  readonly samples: number;
  /** The middle of the interval and half its width. */
  readonly middle: number;
  readonly halfWidth: number;
  /** b₀, b₁, … of the recurrence, one per polynomial; b₀ = 0. */
  readonly b: readonly number[];
}

/**
 * The first polynomials on evenly spaced points.
 *
 * Their recurrence is known in closed form: bₖ² = k² (n² − k²) / ((4k² − 1)(n − 1)²) for n points.
 * Gautschi, "Orthogonal Polynomials: Computation and Approximation" (2004), table 1.2, which has
 * it for spacing 1.
 *
 * @example gramPolynomials(2, [-1, 1], 2).b // [0, 1]
 *
 * @param samples number of points, at least 2.
 * @param interval lower and upper end; both are points.
 * @param count number of polynomials; limited to the number of points.
 */
export function gramPolynomials(
  samples: number,
  [from, to]: readonly [number, number],
  count: number,
): GramPolynomials {
  const halfWidth = to / 2 - from / 2;
  const b = Array.from(
    { length: Math.min(count, samples) },
    (_, k) => (k / (samples - 1)) * Math.sqrt((samples ** 2 - k ** 2) / Math.abs(4 * k ** 2 - 1)),
  );
  return { samples, middle: from + halfWidth, halfWidth, b };
}

/**
 * The values of all polynomials at these x: one array per polynomial, as long as x.
 *
 * @example evaluateGram(gramPolynomials(4, [0, 3], 2), Float64Array.of(0, 3))[0] // [0.5, 0.5]
 */
export function evaluateGram(
  { samples, middle, halfWidth, b }: GramPolynomials,
  x: Float64Array,
): Float64Array[] {
  const u = x.map((each) => (each - middle) / halfWidth);
  const values = [new Float64Array(x.length).fill(1 / Math.sqrt(samples))];
  for (let k = 1; k < b.length; k++) {
    const last = values[k - 1]!;
    const beforeLast = values[k - 2] ?? last;
    const next = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      next[i] = (u[i]! * last[i]! - b[k - 1]! * beforeLast[i]!) / b[k]!;
    }
    values.push(next);
  }
  return values;
}

/**
 * The polynomials in terms of the powers of x: the entry at [j][k] is the coefficient of xᵏ in pⱼ.
 * With as many polynomials as powers, this is the transposed inverse of `powersInGram`, but more
 * accurate: inverting loses digits where the interval is narrow and far from 0.
 *
 * @example gramInPowers(gramPolynomials(2, [-1, 1], 2)) // [[Math.SQRT1_2, 0], [0, Math.SQRT1_2]]
 */
export function gramInPowers({ samples, middle, halfWidth, b }: GramPolynomials): number[][] {
  const rows = [b.map((_, k) => (k === 0 ? 1 / Math.sqrt(samples) : 0))];
  for (let j = 1; j < b.length; j++) {
    const last = rows[j - 1]!;
    const beforeLast = rows[j - 2] ?? last;
    rows.push(
      b.map((_, k) => {
        const timesX = ((last[k - 1] ?? 0) - middle * last[k]!) / halfWidth;
        return (timesX - b[j - 1]! * beforeLast[k]!) / b[j]!;
      }),
    );
  }
  return rows;
}

/**
 * The powers of x in terms of the polynomials: xᵏ = Σⱼ R[j][k] pⱼ(x).
 *
 * With X and P the matrices of the powers' and the polynomials' values at the points, X = P R is a
 * QR factorisation, so that XᵀX = RᵀR; it takes no pass over the points.
 *
 * @example powersInGram(gramPolynomials(2, [-1, 1], 2), 2) // [[Math.SQRT2, 0], [0, Math.SQRT2]]
 *
 * @param count number of powers: the result is square and upper triangular; rows beyond the
 *   number of polynomials are 0.
 */
export function powersInGram(
  { samples, middle, halfWidth, b }: GramPolynomials,
  count: number,
): number[][] {
  const factor = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  factor[0]![0] = Math.sqrt(samples);
  for (let k = 1; k < count; k++) {
    for (let j = 0; j <= k && j < b.length; j++) {
      const below = j === 0 ? 0 : b[j]! * factor[j - 1]![k - 1]!;
      const above = j + 1 < b.length ? b[j + 1]! * factor[j + 1]![k - 1]! : 0;
      factor[j]![k] = middle * factor[j]![k - 1]! + halfWidth * (below + above);
    }
  }
  return factor;
}

/**
 * The trace of the Hessian 2 XᵀX = 2 RᵀR, which is the sum of its eigenvalues.
 *
 * @example hessianTrace(powersInGram(gramPolynomials(2, [-1, 1], 2), 2)) // 8
 *
 * @param factor R, from `powersInGram`.
 */
export function hessianTrace(factor: readonly (readonly number[])[]): number {
  return factor.flat().reduce((sum, entry) => sum + 2 * entry ** 2, 0);
}

/**
 * Checks numbers computed from the powers of x.
 *
 * @example checkRange([Infinity], [0, 1e200], 3) // RangeError: the powers of x up to degree 3 overflow or underflow on the interval from 0 to 1e+200
 *
 * @throws RangeError when one is not finite.
 */
export function checkRange(
  numbers: readonly number[],
  [from, to]: readonly [number, number],
  degree: number,
): void {
  if (!numbers.every(Number.isFinite)) {
    throw new RangeError(
      `the powers of x up to degree ${degree} overflow or underflow on the interval from ${from} ` +
        `to ${to}`,
    );
  }
}
