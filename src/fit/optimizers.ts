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

/** An optimizer, its parameters, and its memory if it continues an earlier run. */
export type Optimizer = GradientDescent | Momentum | RMSprop | Adam;

export type OptimizerName = Optimizer['name'];

/** The parameters of each optimizer, in the order in which they are written. */
export const PARAMETERS: Readonly<Record<OptimizerName, readonly string[]>> = {
  sgd: [],
  momentum: ['beta'],
  nesterov: ['beta'],
  rmsprop: ['alpha', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

/** What an optimizer may remember for every coefficient. */
export type MemoryName = 'velocity' | 'firstMoment' | 'secondMoment';

export type Memory = Partial<Readonly<Record<MemoryName, readonly number[]>>>;

/** What each optimizer remembers for every coefficient; Adam also counts its updates. */
export const MEMORY: Readonly<Record<OptimizerName, readonly MemoryName[]>> = {
  sgd: [],
  momentum: ['velocity'],
  nesterov: ['velocity'],
  rmsprop: ['secondMoment'],
  adam: ['firstMoment', 'secondMoment'],
};

/** Every optimizer at its start, with the parameters that `torch.optim` gives it or, for β, 0.9. */
export const OPTIMIZERS: { readonly [Name in OptimizerName]: Optimizer & { name: Name } } = {
  sgd: { name: 'sgd' },
  momentum: { name: 'momentum', beta: 0.9 },
  nesterov: { name: 'nesterov', beta: 0.9 },
  rmsprop: { name: 'rmsprop', alpha: 0.99, epsilon: 1e-8 },
  adam: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};

/**
 * What is wrong with an optimizer's parameters; null if nothing. ε must be above 0, because a gradient
 * that has always been 0 is divided by it alone; all others are shares, below 1.
 *
 * @example
 * parameterProblem({ name: 'momentum', beta: 1 }) // 'beta must be at least 0 and below 1, not 1'
 */
export function parameterProblem(optimizer: Optimizer): string | null {
  const values = parametersOf(optimizer);
  const problems = PARAMETERS[optimizer.name].map((name, i) => {
    const value = values[i]!;
    if (name === 'epsilon') {
      return value > 0 && value < Infinity ? null : 'epsilon must be a finite number above 0';
    }
    return value >= 0 && value < 1 ? null : `${name} must be at least 0 and below 1`;
  });
  const wrong = problems.findIndex((problem) => problem !== null);
  return wrong < 0 ? null : `${problems[wrong]}, not ${values[wrong]}`;
}

/**
 * Checks the parameters.
 *
 * @example
 * checkOptimizer({ name: 'momentum', beta: 1 }) // RangeError: beta must be at least 0 and below 1, not 1
 *
 * @throws RangeError when one is out of range.
 */
export function checkOptimizer(optimizer: Optimizer): void {
  const problem = parameterProblem(optimizer);
  if (problem !== null) {
    throw new RangeError(problem);
  }
}

/**
 * Whether two optimizers make the same updates, whatever they remember.
 *
 * @example isSameOptimizer(OPTIMIZERS.momentum, { name: 'momentum', beta: 0.5 }) // false
 */
export function isSameOptimizer(one: Optimizer, other: Optimizer): boolean {
  if (one === other) {
    return true;
  }
  const parameters = parametersOf(other);
  return one.name === other.name && parametersOf(one).every((value, i) => value === parameters[i]);
}

/**
 * An optimizer with these parameters, in the order of PARAMETERS; those left out have their defaults.
 *
 * @example optimizerWith('adam', [0.8]) // { name: 'adam', beta1: 0.8, beta2: 0.999, epsilon: 1e-8 }
 */
export function optimizerWith(name: OptimizerName, values: readonly number[]): Optimizer {
  const given = values.map((value, i) => [PARAMETERS[name][i]!, value]);
  return { ...OPTIMIZERS[name], ...Object.fromEntries(given) };
}

/**
 * The values of an optimizer's parameters, in the order of PARAMETERS.
 *
 * @example parametersOf(OPTIMIZERS.rmsprop) // [0.99, 1e-8]
 */
export function parametersOf(optimizer: Optimizer): number[] {
  const members: Readonly<Record<string, unknown>> = { ...optimizer };
  return PARAMETERS[optimizer.name].map((name) => members[name] as number);
}

/**
 * What an optimizer remembers, by name; nothing at its start.
 *
 * @example memoryOf({ name: 'momentum', beta: 0.9, velocity: [1, 2] }) // { velocity: [1, 2] }
 */
export function memoryOf(optimizer: Optimizer): Memory {
  const members: Readonly<Record<string, unknown>> = { ...optimizer };
  const known = MEMORY[optimizer.name].filter((name) => name in members);
  return Object.fromEntries(known.map((name) => [name, members[name]]));
}

/**
 * An optimizer as a member of a state: plain gradient descent is left out.
 *
 * @example unlessPlain(OPTIMIZERS.sgd) // {}
 */
export function unlessPlain(optimizer: Optimizer): { readonly optimizer?: Optimizer } {
  return optimizer.name === 'sgd' ? {} : { optimizer };
}

/**
 * An optimizer at its start, without what it remembers.
 *
 * @example
 * withoutMemory({ name: 'momentum', beta: 0.9, velocity: [1] }) // { name: 'momentum', beta: 0.9 }
 */
export function withoutMemory(optimizer: Optimizer): Optimizer {
  return optimizerWith(optimizer.name, parametersOf(optimizer));
}

/**
 * The optimizer with the memory of the one before it, if that means the same to both: if they differ
 * only in parameters, or are both kinds of momentum. Otherwise it starts anew.
 *
 * @example
 * const before = { name: 'momentum', beta: 0.9, velocity: [1, 2] };
 * continuing({ name: 'nesterov', beta: 0.5 }, before) // { name: 'nesterov', beta: 0.5, velocity: [1, 2] }
 */
export function continuing(optimizer: Optimizer, before: Optimizer): Optimizer {
  const isSame = optimizer.name === before.name || ('beta' in optimizer && 'beta' in before);
  return isSame ? { ...before, ...optimizer } : optimizer;
}
