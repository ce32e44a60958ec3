/** What happens to runs, in the same words whether they are trained now or were recorded. */

import type { Snapshot } from '../fit/descent.js';
import type { ResolvedRun } from '../options/start.js';

/** Runs are numbered from 0 in the order in which they start. */
export type RunId = number;

/** How a run ended. */
export type Outcome = 'finished' | 'diverged' | 'interrupted';

/** A run starts; it takes the place of its lane's present one. */
export interface Started {
  readonly type: 'started';
  readonly run: RunId;
  /** Which of the learning rates side by side it belongs to, from 0. */
  readonly lane: number;
  /** The seed its initial coefficients were drawn with; null when they were given. */
  readonly seed: number | null;
  /** Coefficients at iteration 0, constant term first. */
  readonly initial: readonly number[];
  /** The learning rate at iteration 0. */
  readonly learningRate: number;
  /** The run and the iteration that it goes on from; null when it starts at iteration 0. */
  readonly branch: { readonly run: RunId; readonly iteration: number } | null;
  /** Its state at iteration 0, where that is known beforehand. */
  readonly state?: Snapshot;
}

/**
 * A run is at a state: one of those at every so many iterations, or one from which on its learning
 * rate was set by hand. A branch begins with the latter.
 */
export interface Reached {
  readonly type: 'record' | 'rateChanged';
  readonly run: RunId;
  readonly state: Snapshot;
}

/** A run is at its end; a later record says that it is trained on. */
export interface Ended {
  readonly type: 'ended';
  readonly run: RunId;
  readonly status: Outcome;
  readonly state: Snapshot;
}

export type RunEvent = Started | Reached | Ended;

/** The first runs of a problem, one for each learning rate in their order. */
export function firstRuns({ options, seed, initial }: ResolvedRun): readonly Started[] {
  return options.learningRates.map((learningRate, lane) => ({
    ...{ type: 'started', run: lane, lane, seed, initial, learningRate, branch: null },
  }));
}

/** The status of several runs together: interrupted if one was, else diverged if one did. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const order = ['interrupted', 'diverged', 'finished'] as const;
  return order.find((outcome) => outcomes.includes(outcome))!;
}

/** A way to write runs down, as text with line ends. The first runs need not be told of. */
export interface EventFormat {
  /** What comes before everything else; may be empty. */
  readonly head: string;
  /** May be empty too. */
  text(event: RunEvent): string;
}
