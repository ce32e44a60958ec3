/**
 * The whole protocol between the main thread and the training worker.
 *
 * Commands go in, progress comes out. A worker trains one run at a time; `restart` begins a new
 * one. The main thread numbers the runs of all workers, and every progress says which run it speaks
 * of, so that what was on its way when a run was left can be told from news of the present one.
 */

import type { Analysis } from '../fit/analysis.js';
import type { RateChange, Snapshot } from '../fit/descent.js';
import type { RunSettings } from '../options/start.js';
import type { Ended, Reached, RunId } from '../runs/events.js';

export type { Analysis, RateChange, RunSettings, Snapshot };

/** What a worker is started with: its first run, and how that begins. */
export interface TrainingStart {
  readonly run: RunId;
  readonly settings: RunSettings;
  /** Iterations per second wanted, above 0; Infinity is as fast as the machine goes. */
  readonly pace: number;
  /** Whether the first run waits at iteration 0 for `resume` or `step`. */
  readonly paused: boolean;
  /** Whether to analyse the problem too; one worker of several on the same problem is enough. */
  readonly analyse: boolean;
}

/** Where a run starts: at iteration 0, or at a state of another run, whose branch it then is. */
export type StartingPoint = Pick<Snapshot, 'iteration' | 'coefficients' | 'learningRate'>;

/** What can be asked of the worker; everything but `acknowledge` is answered with progress. */
export type Command =
  /** Stop before the next iteration. */
  | { readonly type: 'pause' }
  /** Train on; without effect on a finished or diverged run. */
  | { readonly type: 'resume' }
  /**
   * A paused run trains at full speed to its next record (or its end) and is paused again; one
   * that is doing so goes on to the record after that.
   */
  | { readonly type: 'step' }
  /**
   * A new run: from the beginning, or as a branch from a state of another run, whose record that is
   * if of any. It ends at `iterations`, and is paused if `paused`.
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
   * The learning rate of the updates to come, up to the next change of the schedule; without effect
   * on a diverged run.
   */
  | { readonly type: 'learningRate'; readonly learningRate: number }
  /** Iterations per second wanted from now on; Infinity is as fast as the machine goes. */
  | { readonly type: 'pace'; readonly pace: number }
  /** The run ends only at this iteration, never earlier than before; a finished run goes on. */
  | { readonly type: 'extend'; readonly iterations: number }
  /** A progress has been taken in; the worker lets only a few be on their way at a time. */
  | { readonly type: 'acknowledge' };

/** What a run can be in, as the worker sees it. */
export type TrainingStatus = 'running' | 'paused' | 'finished' | 'diverged';

/** What the worker reports: at most about 30 a second, and one at once after a command. */
export interface Progress {
  readonly run: RunId;
  readonly status: TrainingStatus;
  /**
   * What has happened since the last progress of this run, oldest first; nothing is ever left out.
   * The state at the end of the run is a record only when the run goes on from there.
   */
  readonly events: readonly (Reached | Ended)[];
  /** The newest state of the run; in the first progress of a run, that at its start. */
  readonly present: Snapshot;
  /** The iteration at which the run will be, or is, finished. */
  readonly iterations: number;
  /** Milliseconds spent training, pauses not counted. */
  readonly elapsed: number;
  /**
   * Iterations per second since training was last resumed or its pace set; null when unknown, as
   * in the first few iterations and after a step.
   */
  readonly paceReached: number | null;
}

/** What a worker sends: progress, and once what is known of the problem beforehand. */
export type Message =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'analysis'; readonly analysis: Analysis };
