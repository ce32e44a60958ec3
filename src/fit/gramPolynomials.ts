/**
 * Gram's polynomials p₀, p₁, …, also called discrete Chebyshev polynomials: orthonormal on evenly
 * spaced points, Σ pⱼ(x) pₖ(x) = 1 if j = k and 0 otherwise. With q₋₁ = 0,
 *
 *     x pₖ = middle pₖ + halfWidth (bₖ₊₁ pₖ₊₁ + bₖ pₖ₋₁),   p₀ = 1/√samples.
 *
 * There are as many of them as points.
 */
export interface GramPolynomials {
  readonly samples: number;
  /** The middle of the interval and half its width. */
  readonly middle: number;
  readonly halfWidth: number;
  /** b₀ … b of the recurrence, one entry per polynomial; b₀ = 0. */
  readonly b: readonly number[];
}

/**
 * The first polynomials on evenly spaced points.
 *
 * Their recurrence is known in closed form: bₖ² = k² (n² − k²) / ((4k² − 1)(n − 1)²) for n points.
 * Gautschi, "Orthogonal Polynomials: Computation and Approximation" (2004), table 1.2, there for
 * spacing 1.
 *
 * @param samples number of points, at least 2.
 * @param interval its lower and its upper end, both of them points.
 * @param count how many polynomials; fewer are given when there are fewer points.
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

/** The values of all polynomials at these x: one array per polynomial, as long as x. */
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
 * With as many polynomials as powers it is the inverse of `powersInGram`, transposed, but without
 * the digits that inverting loses where the interval is narrow and far from 0.
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
 * The powers of x in terms of the polynomials: xᵏ = Σⱼ R[j][k] pⱼ(x). With the orthonormal matrix
 * P of the polynomials' values at the points this is the QR factorisation X = P R of the matrix
 * of the powers' values, so that XᵀX = RᵀR, without a pass over the points.
 *
 * @param count number of powers: the result is square, upper triangular, and its rows beyond the
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
