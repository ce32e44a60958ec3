/** The optimizers as plain data: names, parameters, and what each remembers from update to update. */

/** Gradient descent with a fixed step; it remembers nothing. */
export interface GradientDescent {
  readonly name: 'sgd';
}

/** The heavy ball, or Nesterov's momentum. */
export interface Momentum {
  readonly name: 'momentum' | 'nesterov';
  /** β: how much of the velocity each update keeps. */
  readonly beta: number;
  /** The sum of the gradients so far, each multiplied by β in every later update; 0 at the start. */
  readonly velocity?: readonly number[];
}

export interface RMSprop {
  readonly name: 'rmsprop';
  /** α: how much of the second moment each update keeps. */
  readonly alpha: number;
  /** ε, added to the divisor. */
  readonly epsilon: number;
  /** The running mean of the squared gradient; 0 at the start. */
  readonly secondMoment?: readonly number[];
}

export interface Adam {
  readonly name: 'adam';
  /** β₁: how much of the first moment each update keeps. */
  readonly beta1: number;
  /** β₂: how much of the second moment each update keeps. */
  readonly beta2: number;
  /** ε, added to the divisor. */
  readonly epsilon: number;
  /** The running mean of the gradient, biased towards 0, where it starts. */
  readonly firstMoment?: readonly number[];
  /** The running mean of the squared gradient, biased towards 0, where it starts. */
  readonly secondMoment?: readonly number[];
  /** Updates since the moments were 0. */
  readonly updates?: number;
}

/** An optimizer, its parameters, and its memory where it goes on with an earlier run. */
export type Optimizer = GradientDescent | Momentum | RMSprop | Adam;

export type OptimizerName = Optimizer['name'];

/** Every optimizer at its start, with the parameters that `torch.optim` gives it or, for β, 0.9. */
export const OPTIMIZERS: { readonly [Name in OptimizerName]: Optimizer & { name: Name } } = {
  sgd: { name: 'sgd' },
  momentum: { name: 'momentum', beta: 0.9 },
  nesterov: { name: 'nesterov', beta: 0.9 },
  rmsprop: { name: 'rmsprop', alpha: 0.99, epsilon: 1e-8 },
  adam: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};

/**
 * Checks the parameters: whatever is kept from update to update is a share, and ε is above 0,
 * because a coefficient whose gradient has always been 0 is divided by it alone.
 *
 * @example
 * checkOptimizer({ name: 'momentum', beta: 1 }) // RangeError: beta must be at least 0 and below 1, not 1
 *
 * @throws RangeError when one is out of range.
 */
export function checkOptimizer(optimizer: Optimizer): void {
  const { name: _, ...parameters } = optimizer;
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'number' || name === 'updates') {
      continue;
    }
    if (name === 'epsilon' && !(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`epsilon must be a finite number above 0, not ${value}`);
    }
    if (name !== 'epsilon' && !(value >= 0 && value < 1)) {
      throw new RangeError(`${name} must be at least 0 and below 1, not ${value}`);
    }
  }
}

/**
 * The optimizer with the memory of the one before it, where that means the same to both: its own with
 * other parameters, and the velocity to both kinds of momentum. Otherwise it starts anew.
 *
 * @example
 * const before = { name: 'momentum', beta: 0.9, velocity: [1, 2] };
 * continuing({ name: 'nesterov', beta: 0.5 }, before) // { name: 'nesterov', beta: 0.5, velocity: [1, 2] }
 */
export function continuing(optimizer: Optimizer, before: Optimizer): Optimizer {
  const isSame = optimizer.name === before.name || ('beta' in optimizer && 'beta' in before);
  return isSame ? { ...before, ...optimizer } : optimizer;
}
