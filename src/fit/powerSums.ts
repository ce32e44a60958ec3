import { CompensatedSums } from './compensatedSums.js';
import type { Dataset } from './dataset.js';
import { dot } from './dot.js';
import { checkDegree } from './polynomial.js';

/** All that the squared error of a polynomial depends on, however many points there are. */
export interface PowerSums {
  /** The number of points. */
  readonly samples: number;
  /** Σ xᵏ for k = 0 … 2 · degree. */
  readonly x: readonly number[];
  /** Σ y xᵏ for k = 0 … degree. */
  readonly xy: readonly number[];
  /** Σ y². */
  readonly yy: number;
}

/** So few points that adding them up plainly loses nothing to speak of. */
const BLOCK_SIZE = 512;

/**
 * The power sums of a dataset, in one pass. The sums over blocks of points are added with
 * compensation, so that the rounding error does not grow with the number of points.
 *
 * @param parts the dataset in any number of parts: `[dataset]`, or `sineParts(samples, interval)`
 *   for more points than one would like to hold in memory.
 * @param degree of the polynomial.
 * @throws RangeError when degree is not a whole number from 0 to MAX_DEGREE.
 */
export function powerSums(parts: Iterable<Dataset>, degree: number): PowerSums {
  checkDegree(degree);
  const xSums = new CompensatedSums(2 * degree + 1);
  const xySums = new CompensatedSums(degree + 1);
  const yySum = new CompensatedSums(1);
  let samples = 0;
  for (const part of parts) {
    samples += part.x.length;
    for (let start = 0; start < part.x.length; start += BLOCK_SIZE) {
      const x = part.x.subarray(start, start + BLOCK_SIZE);
      const y = part.y.subarray(start, start + BLOCK_SIZE);
      const powers = new Float64Array(x.length).fill(1);
      for (let k = 0; k <= 2 * degree; k++) {
        xSums.add(k, sum(powers));
        if (k <= degree) {
          xySums.add(k, dot(powers, y));
        }
        multiply(powers, x);
      }
      yySum.add(0, dot(y, y));
    }
  }
  return { samples, x: xSums.totals(), xy: xySums.totals(), yy: yySum.totals()[0]! };
}

/** Σ values, with four accumulators as in `dot`. */
function sum(values: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < values.length; i += 4) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
  }
  for (; i < values.length; i++) {
    a += values[i]!;
  }
  return a + b + (c + d);
}

/** values[i] becomes values[i] · factors[i]. */
function multiply(values: Float64Array, factors: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    values[i]! *= factors[i]!;
  }
}
