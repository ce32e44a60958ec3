import fc from 'fast-check';
import type { Dataset } from '../../src/fit/dataset.js';

/**
 * Numbers of moderate size, so that rounding errors stay small beside them: 0, or of a magnitude
 * whose powers do not underflow.
 */
export function moderate(size = 10): fc.Arbitrary<number> {
  return fc
    .double({ min: -size, max: size, noNaN: true })
    .map((value) => (Math.abs(value) < 1e-12 ? 0 : value));
}

/** Any points in [-1, 1] × [-10, 10], in no order. */
export const points: fc.Arbitrary<Dataset> = fc
  .array(fc.tuple(moderate(1), moderate()), { minLength: 1, maxLength: 30 })
  .map((pairs) => ({
    x: Float64Array.from(pairs, ([x]) => x),
    y: Float64Array.from(pairs, ([, y]) => y),
  }));

/** degree + 1 coefficients, the degree from 0 to 9. */
export const coefficients: fc.Arbitrary<number[]> = fc.array(moderate(), {
  minLength: 1,
  maxLength: 10,
});
