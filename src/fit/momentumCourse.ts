import { growth, growthRate } from './growth.js';
import type { Roots } from './momentum.js';

/** A sequence with uₜ₊₂ = (r₁ + r₂) uₜ₊₁ − r₁ r₂ uₜ, in closed form. */
export interface Course {
  /** uₜ; between whole numbers, a smooth curve through the sizes. */
  at(t: number): number;
  /** How many t a notable change takes: a swing, or a decay to half. */
  readonly pace: number;
  /** No uₜ from `start` to `end` is larger in size. */
  bound(start: number, end: number): number;
}

/**
 * The course that begins with u₀ and u₀ − change. It is
 *
 *     uₜ = r₁ᵗ (u₀ + (u₁ − r₁ u₀) (1 − qᵗ) / (r₁ − r₂)),   q = r₂/r₁,
 *
 * or uₜ = |r|ᵗ (u₀ cos φt + K sin φt) with a conjugate pair |r| e^(±iφ). Written so that nothing
 * cancels where the roots are almost equal, as they are at the best learning rate.
 *
 * @example momentumCourse({ gaps: [0.5, 0.5] }, 1, 0).at(2) // 0.75
 */
export function momentumCourse(roots: Roots, first: number, change: number): Course {
  if ('radius' in roots) {
    return ringing(roots, first, change);
  }
  return roots.gaps[0] === 1 ? ending(first, first - change) : decaying(roots.gaps, first, change);
}

function ringing(
  { radius, real, gap, imaginary }: Extract<Roots, { radius: number }>,
  first: number,
  change: number,
): Course {
  const sign = Math.sign(real) || 1;
  const rate = Math.log(radius);
  // That of the roots or of their opposites, whichever are on the right: near π its sine would lose
  // digits.
  const angle = Math.atan2(imaginary, Math.abs(real));
  const sine = (sign * (gap * first - change)) / imaginary;
  const amplitude = Math.hypot(first, sine);
  return {
    pace: (2 * Math.PI) / angle,
    at: (t) => {
      const turned = first * Math.cos(angle * t) + sine * Math.sin(angle * t);
      return power(sign, t) * scaled(turned, growth(rate, t));
    },
    bound: (start) => scaled(amplitude, growth(rate, start)),
  };
}

/** The course if both roots are 0: it is over after two numbers. */
function ending(first: number, second: number): Course {
  return {
    pace: 1,
    at: (t) => (t < 1 ? first + (second - first) * t : second * Math.max(0, 2 - t)),
    bound: (start) => (start < 2 ? Math.max(Math.abs(first), Math.abs(second)) : 0),
  };
}

function decaying(
  [gap, otherGap]: readonly [number, number],
  first: number,
  change: number,
): Course {
  const root = 1 - gap;
  const rate = growthRate(gap);
  const difference = otherGap - gap;
  const slope = gap * first - change;
  const ratioRate = growthRate(difference / root);
  const isOpposite = difference / root > 1;
  /** uₜ without the factor r₁ᵗ; the sign of qᵗ is given. */
  const shape = (t: number, sign: number) => {
    if (difference === 0) {
      return first + (slope * t) / root;
    }
    const logarithm = growth(ratioRate, t);
    const rest = isOpposite ? 1 - sign * Math.exp(logarithm) : -Math.expm1(logarithm);
    return first + (slope * rest) / difference;
  };
  return {
    // With roots of opposite signs, it may go to and fro.
    pace: isOpposite ? 1 : Math.LN2 / Math.abs(rate),
    at: (t) => power(Math.sign(root), t) * scaled(shape(t, alternation(t)), growth(rate, t)),
    bound: (start, end) => {
      // The shape is monotonic or, with roots of opposite signs, swings less and less.
      const most = isOpposite
        ? Math.max(Math.abs(shape(start, 1)), Math.abs(shape(start, -1)))
        : Math.max(Math.abs(shape(start, 1)), Math.abs(shape(end, 1)));
      return scaled(most, growth(rate, rate > 0 ? end : start));
    },
  };
}

/** signᵗ for a whole number t; 1 between whole numbers. */
function power(sign: number, t: number): number {
  return sign < 0 && t % 2 === 1 ? -1 : 1;
}

/** (−1)ᵗ; between whole numbers, a smooth curve through them. */
function alternation(t: number): number {
  return Number.isInteger(t) ? 1 - 2 * (t % 2) : Math.cos(Math.PI * t);
}

/** value · e^exponent, where 0 stays 0. */
function scaled(value: number, exponent: number): number {
  return value === 0 ? 0 : value * Math.exp(exponent);
}
