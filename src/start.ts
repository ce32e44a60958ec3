import { MAX_SEED, standardNormals } from './fit/random.js';
import type { Options } from './options.js';
import type { RunSettings } from './training/messages.js';

/** A run as asked for, with the start that was chosen for it. */
export interface ResolvedRun {
  readonly options: Options;
  /** The seed of the initial coefficients; null when they were given themselves. */
  readonly seed: number | null;
  /** The coefficients at iteration 0, constant term first; degree + 1 of them. */
  readonly initial: readonly number[];
}

/** The tutorial's x goes from −π to π. */
export const INTERVAL: readonly [number, number] = [-Math.PI, Math.PI];

/**
 * Chooses where the run starts: at the coefficients given, else at those of the seed given, else
 * at those of a seed that is drawn.
 *
 * @param drawSeed gives a random whole number from 0 to MAX_SEED; only called when needed.
 */
export function resolveStart(options: Options, drawSeed: () => number): ResolvedRun {
  if (options.initial !== null) {
    return { options, seed: null, initial: options.initial };
  }
  const seed = options.seed ?? drawSeed();
  return { options, seed, initial: standardNormals(seed, options.degree + 1) };
}

/** Any whole number from 0 to MAX_SEED. */
export function randomSeed(): number {
  return Math.floor(Math.random() * (MAX_SEED + 1));
}

/** What a trainer needs to know of the run with one of the learning rates. */
export function runSettings({ options, initial }: ResolvedRun, learningRate: number): RunSettings {
  const { degree, samples, schedule, iterations, every, engine } = options;
  return {
    ...{ degree, samples, interval: INTERVAL, engine, initial },
    ...{ learningRate, schedule, iterations, every },
  };
}
