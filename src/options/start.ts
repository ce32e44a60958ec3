import type { RateChange } from '../fit/descent.js';
import type { ObjectiveEngine } from '../fit/engines.js';
import type { Optimizer } from '../fit/optimizers.js';
import { MAX_SEED, standardNormals } from '../fit/random.js';
import type { Options } from './options.js';

/** A run as requested, with the start chosen for it. */
export interface ResolvedRun {
  readonly options: Options;
  /** The seed of the initial coefficients; null if the coefficients were given instead. */
  readonly seed: number | null;
  /** The coefficients at iteration 0, constant term first; degree + 1 of them. */
  readonly initial: readonly number[];
}

/** Random initial coefficients and their seed. */
export interface DrawnStart {
  readonly seed: number;
  readonly initial: readonly number[];
}

/** The tutorial's x goes from −π to π. */
export const INTERVAL: readonly [number, number] = [-Math.PI, Math.PI];

/**
 * Chooses where the run starts: the given coefficients, else those of the given seed, else those of
 * a random seed.
 *
 * @param drawSeed returns a random whole number from 0 to MAX_SEED; called only when needed.
 */
export function resolveStart(options: Options, drawSeed: () => number): ResolvedRun {
  if (options.initial !== null) {
    return { options, seed: null, initial: options.initial };
  }
  return { options, ...drawnStart(options.seed ?? drawSeed(), options.degree) };
}

/** Draws the initial coefficients of a polynomial. */
export function drawnStart(seed: number, degree: number): DrawnStart {
  return { seed, initial: standardNormals(seed, degree + 1) };
}

/** A random whole number from 0 to MAX_SEED. */
export function randomSeed(): number {
  return Math.floor(Math.random() * (MAX_SEED + 1));
}

/** What a worker trains: the problem, where it starts, and how far it goes. */
export interface RunSettings {
  /** Degree of the polynomial, 0 to 9; there are degree + 1 coefficients. */
  readonly degree: number;
  /** Number of points, at least 2, evenly spaced over `interval`, both ends included. */
  readonly samples: number;
  /** Lower and upper end of the interval of x. */
  readonly interval: readonly [number, number];
  /** How loss and gradient are computed. */
  readonly engine: ObjectiveEngine;
  /** Coefficients at iteration 0, constant term first; degree + 1 of them. */
  readonly initial: readonly number[];
  /** Step size η of θ ← θ − η ∇L, for the summed (not the mean) squared error. */
  readonly learningRate: number;
  /** Makes the updates. */
  readonly optimizer: Optimizer;
  /** Learning rates of later updates, in order of iteration, at least 1. */
  readonly schedule: readonly RateChange[];
  /** Iterations to do before the run is finished. */
  readonly iterations: number;
  /** A record is reported at every t < iterations with t mod every = every − 1, as in the tutorial. */
  readonly every: number;
}

/** What the trainer of each run side by side needs to know. */
export function runSettings({ options, initial }: ResolvedRun): readonly RunSettings[] {
  const { degree, samples, schedule, iterations, every, engine } = options;
  return options.learningRates.map((learningRate, lane) => ({
    degree,
    samples,
    interval: INTERVAL,
    engine,
    initial,
    learningRate,
    optimizer: options.optimizers[lane]!,
    schedule,
    iterations,
    every,
  }));
}
