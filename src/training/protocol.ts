/**
 * The protocol between the main thread and the training worker.
 *
 * The worker receives commands and sends progress. It trains one run at a time; `restart` starts a
 * new one. The main thread numbers the runs of all workers, and every progress message names its
 * run, so that a late one of an earlier run can be recognised.
 */

import type { Analysis } from '../fit/analysis.js';
import type { Snapshot } from '../fit/descent.js';
import type { Optimizer } from '../fit/optimizers.js';
import type { RunSettings } from '../options/start.js';
import type { Ended, Reached, RunId } from '../runs/events.js';

/** What a worker starts with: its first run, and how to start it. */
export interface TrainingStart {
  readonly run: RunId;
  readonly settings: RunSettings;
  /** Target iterations per second, above 0; Infinity is full speed. */
  readonly pace: number;
  /** Whether the first run waits at iteration 0 for `resume` or `step`. */
  readonly paused: boolean;
  /**
   * Whether the run is shown on a screen: progress then carries every iteration and comes at least
   * four times a second, even between records.
   */
  readonly watched: boolean;
  /** Whether to analyse the problem too; one worker of several on the same problem is enough. */
  readonly analyse: boolean;
}

/** Where a run starts: at iteration 0 or, as a branch, at a state of another run. */
export type StartingPoint = Omit<Snapshot, 'loss' | 'gradient'>;

/** Commands to the worker; it answers all but `acknowledge` with progress. */
export type Command =
  /** Stop before the next iteration. */
  | { readonly type: 'pause' }
  /** Continue training; no effect on a finished or diverged run. */
  | { readonly type: 'resume' }
  /**
   * Train a paused run this many iterations further at full speed, or to its end, and pause it
   * again; if it is still stepping, add as many.
   */
  | { readonly type: 'step'; readonly iterations: number }
  /**
   * Start a new run: from iteration 0 or, as a branch, from a state of another run; a record at that
   * state belongs to the other run.
   */
  | {
      readonly type: 'restart';
      readonly run: RunId;
      readonly from: StartingPoint;
      readonly isBranch: boolean;
      readonly iterations: number;
      readonly paused: boolean;
    }
  /**
   * Set the learning rate of later updates, until the next change of the schedule; no effect on a
   * diverged run.
   */
  | { readonly type: 'learningRate'; readonly learningRate: number }
  /**
   * Make later updates with another optimizer or other parameters, and with this learning rate; what
   * both optimizers remember is kept. No effect on a diverged run.
   */
  | { readonly type: 'optimizer'; readonly optimizer: Optimizer; readonly learningRate: number }
  /** Set the target iterations per second; Infinity is full speed. */
  | { readonly type: 'pace'; readonly pace: number }
  /** End the run at this iteration, never earlier than before; a finished run continues. */
  | { readonly type: 'extend'; readonly iterations: number }
  /** Confirm that a progress message was handled; the worker limits how many are unconfirmed. */
  | { readonly type: 'acknowledge' };

/** The status of a run in the worker. */
export type TrainingStatus = 'running' | 'paused' | 'finished' | 'diverged';

/** What the worker reports: at most about 30 a second, and one at once after a command. */
export interface Progress {
  readonly run: RunId;
  readonly status: TrainingStatus;
  /**
   * What has happened since the last message of this run, oldest first; nothing is ever left out.
   * The state at the end of the run is a record only if the run continues from there.
   */
  readonly events: readonly (Reached | Ended)[];
  /**
   * For a watched run, the iterations since its last message, up to `present`: all of them or, if
   * they come too fast, those that a `Trace` keeps. Otherwise empty.
   */
  readonly trace: readonly Snapshot[];
  /** The newest state of the run; in its first message, the state at its start. */
  readonly present: Snapshot;
  /** The iteration at which the run finishes or has finished. */
  readonly iterations: number;
  /** Milliseconds spent training, without pauses. */
  readonly elapsed: number;
  /**
   * Iterations per second since training was last resumed or its pace set; null when unknown, as
   * in the first few iterations and after a step.
   */
  readonly paceReached: number | null;
}

/** What a worker sends: progress and, once, the analysis of the problem. */
export type Message =
  | {
      readonly type: 'progress';
      /** With its trace packed: see `packing.ts`. */
      readonly progress: Omit<Progress, 'trace'> & { readonly trace: Float64Array };
    }
  | { readonly type: 'analysis'; readonly analysis: Analysis };
