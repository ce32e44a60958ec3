/**
 * What momentum does to a quadratic loss, and how best to set it. Along each of the Hessian's
 * eigenvectors the distance from the optimum follows a recurrence of its own, with a 2×2 matrix:
 * Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Goh, "Why momentum
 * really works", Distill, 2017.
 */

import type { Analysis } from './analysis.js';
import type { Momentum, Optimizer } from './optimizers.js';

/**
 * Both eigenvalues of a direction's 2×2 matrix, which multiply the parts of the distance from the
 * optimum in each iteration. They are the roots of r² − (2 − p) r + (1 − p + s) = 0, where s = ηλ and
 * p = 1 − β + s for the heavy ball, 1 − β + (1 + β) s for Nesterov.
 */
export type Roots =
  /** Two real ones, 1 − gap each; the first is at least as far from 0. */
  | { readonly gaps: readonly [number, number] }
  /** A conjugate pair real ± i imaginary, where real is 1 − gap: they ring. */
  | {
      readonly radius: number;
      readonly real: number;
      readonly gap: number;
      readonly imaginary: number;
    };

/**
 * The roots of a direction.
 *
 * @example momentumRoots({ name: 'momentum', beta: 0.25 }, 2.25) // { gaps: [1.5, 1.5] }
 *
 * @param step ηλ.
 */
export function momentumRoots({ name, beta }: Momentum, step: number): Roots {
  const sum = sumOfGaps({ name, beta }, step);
  const [trace, determinant] =
    name === 'nesterov' ? [(1 + beta) * (1 - step), beta * (1 - step)] : [1 - step + beta, beta];
  // Both are the same number, but the second loses digits where the roots are close to 1, the first
  // where they are close to 0.
  const discriminant = sum < 1 ? sum * sum - 4 * step : trace * trace - 4 * determinant;
  if (discriminant < 0) {
    const imaginary = Math.sqrt(-discriminant) / 2;
    return { radius: Math.sqrt(determinant), real: trace / 2, gap: sum / 2, imaginary };
  }
  const larger = (sum + Math.sqrt(discriminant)) / 2;
  // Their product is the step; the difference of sum and root would lose the smaller one's digits.
  const smaller = step / larger;
  return { gaps: sum > 2 ? [larger, smaller] : [smaller, larger] };
}

/**
 * p = 2 − r₁ − r₂.
 *
 * @example sumOfGaps({ name: 'nesterov', beta: 0.5 }, 1) // 2
 *
 * @param step ηλ.
 */
export function sumOfGaps({ name, beta }: Momentum, step: number): number {
  return 1 - beta + (name === 'nesterov' ? (1 + beta) * step : step);
}

/**
 * The learning rate at and above which momentum diverges: 2 (1 + β) / λmax for the heavy ball,
 * 2 (1 + β) / ((1 + 2β) λmax) for Nesterov.
 *
 * @example momentumLimit({ name: 'momentum', beta: 0.9 }, 4e-6) // 7.6e-6
 *
 * @param stabilityLimit that of gradient descent, 2/λmax.
 */
export function momentumLimit({ name, beta }: Momentum, stabilityLimit: number): number {
  const limit = stabilityLimit * (1 + beta);
  return name === 'nesterov' ? limit / (1 + 2 * beta) : limit;
}

/**
 * The learning rate at and above which an optimizer diverges; Infinity for RMSprop and Adam, whose steps
 * do not grow with the gradient.
 *
 * @example optimizerLimit({ name: 'momentum', beta: 0.5 }, 4e-6) // 6e-6
 *
 * @param stabilityLimit that of gradient descent, 2/λmax.
 */
export function optimizerLimit(optimizer: Optimizer, stabilityLimit: number): number {
  switch (optimizer.name) {
    case 'sgd':
      return stabilityLimit;
    case 'momentum':
    case 'nesterov':
      return momentumLimit(optimizer, stabilityLimit);
    case 'rmsprop':
    case 'adam':
      return Number.POSITIVE_INFINITY;
  }
}

/** A momentum and the learning rate that goes with it. */
export interface MomentumSettings {
  readonly beta: number;
  readonly learningRate: number;
}

/**
 * The β and the learning rate that converge fastest in the long run. For the heavy ball they are
 * ((√κ − 1) / (√κ + 1))² and (2 / (√λmax + √λmin))², after Polyak; for Nesterov
 * (√(3κ + 1) − 2) / (√(3κ + 1) + 2) and 4 / (3 λmax + λmin), after Lessard, Recht and Packard,
 * "Analysis and design of optimization algorithms via integral quadratic constraints", 2016.
 *
 * @example
 * const { beta, learningRate } = bestMomentum('momentum', analyse(2000, [-Math.PI, Math.PI], 3));
 * [beta, learningRate] // [0.80093733150156, 6.388007908712e-6]
 */
export function bestMomentum(name: Momentum['name'], analysis: Analysis): MomentumSettings {
  const { largest, smallest } = extremes(analysis);
  if (name === 'nesterov') {
    const root = Math.sqrt((3 * largest) / smallest + 1);
    return {
      beta: Math.max(0, (root - 2) / (root + 2)),
      learningRate: 4 / (3 * largest + smallest),
    };
  }
  const [fast, slow] = [Math.sqrt(largest), Math.sqrt(smallest)];
  return {
    beta: ((fast - slow) / (fast + slow)) ** 2,
    learningRate: (2 / (fast + slow)) ** 2,
  };
}

/** λmax and λmin of the directions that change the loss: with few points, some do not. */
function extremes({ eigenvalues, conditionNumber, samples }: Analysis) {
  const largest = eigenvalues[0]!;
  const smallest = Number.isFinite(conditionNumber)
    ? largest / conditionNumber
    : eigenvalues[Math.min(samples, eigenvalues.length) - 1]!;
  return { largest, smallest };
}
