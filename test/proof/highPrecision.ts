/** Gradient descent in decimals of 200 digits whose exponents have no bounds that matter here. */

import { Decimal } from 'decimal.js';
import type { Dataset } from '../../src/fit/dataset.js';

const Precise = Decimal.clone({ precision: 200, maxE: 9e15, minE: -9e15 });

/** From there on a double is infinite: the greatest one and half a unit of its last place. */
const OVERFLOW = new Precise(2).pow(1024).minus(new Precise(2).pow(970));

/**
 * More points are summed up as doubles: exactly would take too long, and is not needed. In parts,
 * so that rounding errors do not add up.
 */
const EXACT_POINTS = 200;
const PART = 1000;

/** How far a value has to be from the overflow for rounding errors not to decide about it. */
const MARGIN = 1e-6;

/** What becomes of a descent. */
export interface Ending {
  readonly status: 'finished' | 'diverged';
  readonly iteration: number;
  /** Whether a value came so close to the overflow that a double may end otherwise. */
  readonly close: boolean;
}

/** What loss and gradient depend on: Σ xᵏ, Σ y xᵏ and Σ y². */
interface Sums {
  readonly powers: readonly Decimal[];
  readonly moments: readonly Decimal[];
  readonly squares: Decimal;
}

function sumsOf({ x, y }: Dataset, degree: number): Sums {
  const part = x.length <= EXACT_POINTS ? 1 : PART;
  const powers = zeros(2 * degree + 1);
  const moments = zeros(degree + 1);
  let squares = new Precise(0);
  for (let from = 0; from < x.length; from += part) {
    const to = Math.min(from + part, x.length);
    const sum = part === 1 ? exactTerms(x[from]!, y[from]!) : sumOfPart(x, y, from, to);
    powers.forEach((power, k) => {
      powers[k] = power.plus(sum(k, 0));
    });
    moments.forEach((moment, k) => {
      moments[k] = moment.plus(sum(k, 1));
    });
    squares = squares.plus(sum(0, 2));
  }
  return { powers, moments, squares };
}

function zeros(count: number): Decimal[] {
  return Array.from({ length: count }, () => new Precise(0));
}

/** xᵏ yʲ of one point. */
function exactTerms(x: number, y: number): (k: number, j: number) => Decimal {
  return (k, j) => new Precise(x).pow(k).times(new Precise(y).pow(j));
}

/** Σ xᵏ yʲ over some of the points. */
function sumOfPart(x: Float64Array, y: Float64Array, from: number, to: number) {
  return (k: number, j: number): number => {
    let sum = 0;
    for (let i = from; i < to; i++) {
      let term = y[i]! ** j;
      for (let power = 0; power < k; power++) {
        term *= x[i]!;
      }
      sum += term;
    }
    return sum;
  };
}

/**
 * How gradient descent on Σ (p(x) − y)² ends: diverged at the first iteration at which the loss
 * overflows, or at the one before the first update that makes a coefficient overflow.
 */
export function preciseDescent(dataset: Dataset, degree: number) {
  const { powers, moments, squares } = sumsOf(dataset, degree);
  return (initial: readonly number[], learningRate: number, iterations: number): Ending => {
    const rate = new Precise(learningRate);
    let close = false;
    const overflows = (value: Decimal): boolean => {
      const share = value.abs().div(OVERFLOW);
      close ||= share.minus(1).abs().lt(MARGIN);
      return share.gte(1);
    };
    let coefficients = initial.map((value) => new Precise(value));
    for (let iteration = 0; ; iteration++) {
      // (XᵀX θ)ₖ, from which both the loss and its gradient follow.
      const products = coefficients.map((_, k) =>
        coefficients.reduce(
          (sum, value, j) => sum.plus(value.times(powers[j + k]!)),
          new Precise(0),
        ),
      );
      const loss = coefficients.reduce(
        (sum, value, k) => sum.plus(value.times(products[k]!.minus(moments[k]!.times(2)))),
        squares,
      );
      if (overflows(loss)) {
        return { status: 'diverged', iteration, close };
      }
      if (iteration === iterations) {
        return { status: 'finished', iteration, close };
      }
      const next = coefficients.map((value, k) =>
        value.minus(products[k]!.minus(moments[k]!).times(2).times(rate)),
      );
      if (next.some(overflows)) {
        return { status: 'diverged', iteration, close };
      }
      coefficients = next;
    }
  };
}
