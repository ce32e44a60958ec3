/** The updates of the optimizers, the same as those of `torch.optim`. */

import { copyOf } from './arrays.js';
import { MEMORY, type MemoryName, memoryOf, type Optimizer } from './optimizers.js';

/** Coefficients and what the optimizer remembers; the memory of other optimizers is empty. */
export interface Iterate extends Readonly<Record<MemoryName, Float64Array>> {
  readonly coefficients: Float64Array;
  /** Updates since the memory was empty. */
  updates: number;
}

/** Sets `to` to what an update makes of `from`, given the gradient there. */
export type Update = (
  from: Iterate,
  gradient: Float64Array,
  learningRate: number,
  to: Iterate,
) => void;

/**
 * The update of an optimizer.
 *
 * @example
 * const from = createIterate({ name: 'momentum', beta: 0.5, velocity: [4] }, [1]);
 * const to = createIterate({ name: 'momentum', beta: 0.5 }, [0]);
 * updateOf({ name: 'momentum', beta: 0.5 })(from, Float64Array.of(2), 0.25, to);
 * [to.velocity, to.coefficients] // [[4], [0]]
 */
export function updateOf(optimizer: Optimizer): Update {
  switch (optimizer.name) {
    case 'sgd':
      return gradientDescent;
    case 'momentum':
      return momentum(optimizer.beta);
    case 'nesterov':
      return nesterov(optimizer.beta);
    case 'rmsprop':
      return rmsprop(optimizer.alpha, optimizer.epsilon);
    case 'adam':
      return adam(optimizer.beta1, optimizer.beta2, optimizer.epsilon);
  }
}

/** The tutorial's update, θ ← θ − η ∇L(θ). */
const gradientDescent: Update = ({ coefficients }, gradient, learningRate, to) => {
  for (let k = 0; k < coefficients.length; k++) {
    to.coefficients[k] = coefficients[k]! - learningRate * gradient[k]!;
  }
};

/**
 * The heavy ball: v ← β v + ∇L(θ), θ ← θ − η v. Polyak, "Some methods of speeding up the
 * convergence of iteration methods", 1964; torch.optim.SGD with `momentum`.
 */
function momentum(beta: number): Update {
  return ({ coefficients, velocity }, gradient, learningRate, to) => {
    for (let k = 0; k < coefficients.length; k++) {
      to.velocity[k] = beta * velocity[k]! + gradient[k]!;
      to.coefficients[k] = coefficients[k]! - learningRate * to.velocity[k]!;
    }
  };
}

/**
 * Nesterov's momentum: v ← β v + ∇L(θ), θ ← θ − η (∇L(θ) + β v). Nesterov, "A method of solving a
 * convex programming problem with convergence rate O(1/k²)", 1983, in the form of Sutskever et al.,
 * "On the importance of initialization and momentum in deep learning", 2013; torch.optim.SGD with
 * `nesterov`. Its θ is where Nesterov takes the gradient.
 */
function nesterov(beta: number): Update {
  return ({ coefficients, velocity }, gradient, learningRate, to) => {
    for (let k = 0; k < coefficients.length; k++) {
      to.velocity[k] = beta * velocity[k]! + gradient[k]!;
      to.coefficients[k] =
        coefficients[k]! - learningRate * (gradient[k]! + beta * to.velocity[k]!);
    }
  };
}

/**
 * RMSprop: s ← α s + (1 − α) ∇L(θ)², θ ← θ − η ∇L(θ) / (√s + ε). Tieleman and Hinton, "Neural
 * networks for machine learning", lecture 6, 2012; torch.optim.RMSprop.
 */
function rmsprop(alpha: number, epsilon: number): Update {
  return ({ coefficients, secondMoment }, gradient, learningRate, to) => {
    for (let k = 0; k < coefficients.length; k++) {
      to.secondMoment[k] = alpha * secondMoment[k]! + (1 - alpha) * gradient[k]! ** 2;
      to.coefficients[k] =
        coefficients[k]! -
        (learningRate * gradient[k]!) / (Math.sqrt(to.secondMoment[k]!) + epsilon);
    }
  };
}

/**
 * Adam: m ← β₁ m + (1 − β₁) ∇L(θ), s ← β₂ s + (1 − β₂) ∇L(θ)², and after t updates
 * θ ← θ − η m̂ / (√ŝ + ε), where m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) make up for the moments'
 * start at 0. Kingma and Ba, "Adam: a method for stochastic optimization", 2015; torch.optim.Adam.
 */
function adam(beta1: number, beta2: number, epsilon: number): Update {
  const power1 = powersOf(beta1);
  const power2 = powersOf(beta2);
  return ({ coefficients, firstMoment, secondMoment, updates }, gradient, learningRate, to) => {
    to.updates = updates + 1;
    const rate = learningRate / (1 - power1(to.updates));
    const correction = Math.sqrt(1 - power2(to.updates));
    for (let k = 0; k < coefficients.length; k++) {
      to.firstMoment[k] = beta1 * firstMoment[k]! + (1 - beta1) * gradient[k]!;
      to.secondMoment[k] = beta2 * secondMoment[k]! + (1 - beta2) * gradient[k]! ** 2;
      to.coefficients[k] =
        coefficients[k]! -
        (rate * to.firstMoment[k]!) / (Math.sqrt(to.secondMoment[k]!) / correction + epsilon);
    }
  };
}

const NONE = new Float64Array(0);

/** Powers that are computed in advance. */
const POWERS = 64;

/**
 * The powers of a share, at one multiplication each: `**` takes as long as the rest of an update. Each
 * depends on its exponent alone, so that a run continued from a record has the same numbers.
 */
function powersOf(share: number): (exponent: number) => number {
  const low = Float64Array.from({ length: POWERS }, (_, i) => share ** i);
  let start = 0;
  let high = 1;
  return (exponent) => {
    const within = exponent % POWERS;
    if (exponent - within !== start) {
      start = exponent - within;
      high = share ** start;
    }
    return high * low[within]!;
  };
}

/**
 * Where an optimizer starts or continues: a copy of the coefficients and of its memory, 0 if it has
 * none yet.
 *
 * @example createIterate({ name: 'momentum', beta: 0.9 }, [1, 2]).velocity // [0, 0]
 *
 * @throws RangeError when the memory does not have a finite number for each coefficient.
 */
export function createIterate(optimizer: Optimizer, coefficients: readonly number[]): Iterate {
  const size = coefficients.length;
  const memory = memoryOf(optimizer);
  const iterate = {
    coefficients: Float64Array.from(coefficients),
    velocity: NONE,
    firstMoment: NONE,
    secondMoment: NONE,
    updates: optimizer.name === 'adam' ? (optimizer.updates ?? 0) : 0,
  };
  for (const name of MEMORY[optimizer.name]) {
    const values = memory[name] ?? coefficients.map(() => 0);
    if (values.length !== size || !values.every(Number.isFinite)) {
      throw new RangeError(
        `${name} must be ${size} finite numbers, one per coefficient, not ${values.join(', ')}`,
      );
    }
    iterate[name] = Float64Array.from(values);
  }
  return iterate;
}

/**
 * The optimizer with the memory from which it continues at these coefficients: 0 if it has none yet.
 *
 * @example
 * goingOnWith({ name: 'momentum', beta: 0.9 }, [1]) // { name: 'momentum', beta: 0.9, velocity: [0] }
 */
export function goingOnWith(optimizer: Optimizer, coefficients: readonly number[]): Optimizer {
  return remembering(optimizer, createIterate(optimizer, coefficients));
}

/**
 * The optimizer with a copy of its memory, for `createIterate` to continue from.
 *
 * @example
 * const momentum = { name: 'momentum', beta: 0.9 };
 * remembering(momentum, createIterate(momentum, [1])) // { name: 'momentum', beta: 0.9, velocity: [0] }
 */
export function remembering(optimizer: Optimizer, iterate: Iterate): Optimizer {
  switch (optimizer.name) {
    case 'sgd':
      return optimizer;
    case 'momentum':
    case 'nesterov':
      return { ...optimizer, velocity: copyOf(iterate.velocity) };
    case 'rmsprop':
      return { ...optimizer, secondMoment: copyOf(iterate.secondMoment) };
    case 'adam':
      return {
        ...optimizer,
        firstMoment: copyOf(iterate.firstMoment),
        secondMoment: copyOf(iterate.secondMoment),
        updates: iterate.updates,
      };
  }
}
