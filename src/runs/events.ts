/** What happens to runs: the same events for live and recorded ones. */

import type { Snapshot } from '../fit/descent.js';
import { OPTIMIZERS, type Optimizer, unlessPlain } from '../fit/optimizers.js';
import { type ResolvedRun, runSettings } from '../options/start.js';

/** Runs are numbered from 0 in the order in which they start. */
export type RunId = number;

/** How a run ended. */
export type Outcome = 'finished' | 'diverged' | 'interrupted';

/** A run starts, and replaces its lane's present run. */
export interface Started {
  readonly type: 'started';
  readonly run: RunId;
  /** Its place among the runs side by side, from 0. */
  readonly lane: number;
  /** The seed of its initial coefficients; null if those were given. */
  readonly seed: number | null;
  /** Coefficients at iteration 0, constant term first. */
  readonly initial: readonly number[];
  /** The learning rate at iteration 0. */
  readonly learningRate: number;
  /** The optimizer at iteration 0; none for plain gradient descent. */
  readonly optimizer?: Optimizer;
  /** The run and iteration that it continues; null if it starts at iteration 0. */
  readonly branch: { readonly run: RunId; readonly iteration: number } | null;
  /** Its state at iteration 0, if known in advance. */
  readonly state?: Snapshot;
}

/**
 * A run reached a state: a record that was due, or a change, where the user changed the learning rate
 * or the optimizer. A branch starts with a change.
 */
export interface Reached {
  readonly type: 'record' | 'changed';
  readonly run: RunId;
  readonly state: Snapshot;
}

/** A run ended; a later record means that it was continued. */
export interface Ended {
  readonly type: 'ended';
  readonly run: RunId;
  readonly status: Outcome;
  readonly state: Snapshot;
}

export type RunEvent = Started | Reached | Ended;

/** A run that starts at iteration 0, with plain gradient descent unless it has an optimizer. */
export function started(
  run: RunId,
  lane: number,
  start: Pick<Started, 'seed' | 'initial' | 'learningRate' | 'optimizer'>,
): Started {
  const { seed, initial, learningRate, optimizer = OPTIMIZERS.sgd } = start;
  return {
    type: 'started',
    run,
    lane,
    seed,
    initial,
    learningRate,
    branch: null,
    ...unlessPlain(optimizer),
  };
}

/** The first runs of a problem, in the order of its learning rates and optimizers. */
export function firstRuns(problem: ResolvedRun): readonly Started[] {
  const { seed } = problem;
  return runSettings(problem).map((run, lane) => started(lane, lane, { ...run, seed }));
}

/** The outcome to report: a finished run counts as diverged if there is a reason why it cannot converge. */
export function reportedOutcome(status: Outcome, problem: string | null): Outcome {
  return status === 'finished' && problem !== null ? 'diverged' : status;
}

/** The combined status of several runs: interrupted if one was, else diverged if one did. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const order = ['interrupted', 'diverged', 'finished'] as const;
  return order.find((outcome) => outcomes.includes(outcome))!;
}

/** A way to write runs as text with newlines. The start events of the first runs are optional. */
export interface EventFormat {
  /** The text before everything else; may be empty. */
  readonly head: string;
  /** May be empty too. */
  text(event: RunEvent): string;
}
