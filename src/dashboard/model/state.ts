/** Everything the screen shows, as one immutable value. */

import type { RunId } from '../../runs/events.js';
import { emptyHistory, type History } from '../../runs/history.js';
import type {
  Analysis,
  RateChange,
  RunSettings,
  Snapshot,
  TrainingStatus,
} from '../../training/protocol.js';

/** One run: where it started and how far it has come. */
export interface Run {
  /** Which of the learning rates side by side it belongs to, counted from 0. */
  readonly lane: number;
  readonly number: RunId;
  /** Which one of its lane's runs it is, from 1. */
  readonly ordinal: number;
  /** The seed its initial coefficients were drawn with; null when they were given. */
  readonly seed: number | null;
  /** Coefficients at iteration 0, constant term first. */
  readonly initial: readonly number[];
  /** The learning rate at its start. */
  readonly learningRate: number;
  /** The number of the first run of the restart that took its place; null while it is live. */
  readonly leftFor: RunId | null;
  /** The iteration at which it left another run; null when it started at iteration 0. */
  readonly branchedAt: number | null;
  /** The learning rate asked for last, until its worker has taken it; else null. */
  readonly rateAsked: number | null;
  /** The changes of the learning rate since, by hand and by the schedule, oldest first. */
  readonly rateChanges: readonly RateChange[];
  /** Whether there were more of them than are remembered. */
  readonly rateChangesForgotten: boolean;
  /** `starting` until the worker has sent its first progress. */
  readonly status: TrainingStatus | 'starting';
  /** The records. */
  readonly history: History;
  /** Every iteration, as far as it is known: what is drawn and looked back at. */
  readonly trace: History;
  /** The newest state; null while starting. */
  readonly present: Snapshot | null;
  /** The iteration at which it will be, or is, finished. */
  readonly iterations: number;
  /** Milliseconds spent training. */
  readonly elapsed: number;
  /** Iterations per second; null when unknown. */
  readonly paceReached: number | null;
}

/** Columns and rows of the screen or of a part of it. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A part of the screen, its border included, in columns and rows from the top left. */
export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

/** What the loss axis shows: the loss on a logarithmic or a linear scale, or how far it is above the best. */
export const lossScales = ['log', 'linear', 'excess'] as const;

/** What the lower plot shows. */
export const plotViews = ['curves', 'residual', 'surface'] as const;

/** The panels that can have the whole screen, in the order in which they come. */
export const fullPanels = ['curves', 'loss'] as const;

/** A look back at the records of the run in focus. */
export interface Rewind {
  /** The iteration of the state that is shown, one of those in the run's trace. */
  readonly iteration: number;
  /** Whether training goes on when the look back ends: it was not paused before. */
  readonly resume: boolean;
  /** The learning rate that a branch is to have; null for the one of then. */
  readonly learningRate: number | null;
}

/** A value that is being typed. */
export interface Prompt {
  readonly asksFor: 'learningRate' | 'iteration';
  readonly text: string;
  /** What was wrong with it when it was entered; null until then. */
  readonly problem: string | null;
}

export interface State {
  /** The problem; its learning rate and initial coefficients are those of the first lane's start. */
  readonly settings: RunSettings;
  /** One run for each learning rate that is trained side by side. */
  readonly live: readonly Run[];
  /** The lane that the panels show. */
  readonly focus: number;
  /** Runs that were left by a reset, a reseed or a branch, newest first. */
  readonly earlier: readonly Run[];
  /** What is known of the problem beforehand; null until the worker has found out. */
  readonly analysis: Analysis | null;
  /** What the user asked for last; the runs' own status follows within milliseconds. */
  readonly paused: boolean;
  /** Iterations per second wanted; Infinity is as fast as the machine goes. */
  readonly pace: number;
  /** Null while the present is shown. */
  readonly rewind: Rewind | null;
  readonly showEarlier: boolean;
  readonly lossScale: (typeof lossScales)[number];
  /** Whether the first iterations have as much room as the many after them. */
  readonly iterationScale: 'linear' | 'log';
  /** Whether the loss chart shows the whole run or its latest part. */
  readonly span: 'whole' | 'latest';
  readonly plot: (typeof plotViews)[number];
  /** Whether the best polynomial possible is drawn beside the present one. */
  readonly showOptimum: boolean;
  /** Which pair of coefficients the loss surface is over; see `coefficientPairs`. */
  readonly pair: number;
  /** Which panel has the room of all; null while each has its own. */
  readonly full: (typeof fullPanels)[number] | null;
  /** Whether the details are shown in the place of the other numbers. */
  readonly showDetails: boolean;
  /** Lines that the open help overlay is scrolled by; null when it is closed. */
  readonly help: number | null;
  /** Null while nothing is typed. */
  readonly prompt: Prompt | null;
  /** Whether the runs come from a recording, so that nothing can be trained. */
  readonly replay: boolean;
  /** What the last key has to say; null after the next one. */
  readonly message: string | null;
  /** What is wrong with the recording that is written or read. */
  readonly warning: string | null;
  readonly size: Size;
}

/** What the dashboard starts with. */
export interface Start {
  readonly settings: RunSettings;
  /** One for each run side by side. */
  readonly learningRates: readonly number[];
  readonly seed: number | null;
  readonly pace: number;
  readonly paused: boolean;
  readonly size: Size;
}

/** A run at its start, of which the worker has not spoken yet. */
export function newRun(
  start: Pick<
    Run,
    'lane' | 'number' | 'ordinal' | 'seed' | 'initial' | 'learningRate' | 'iterations'
  >,
): Run {
  return {
    ...start,
    leftFor: null,
    branchedAt: null,
    rateAsked: null,
    rateChanges: [],
    rateChangesForgotten: false,
    status: 'starting',
    history: emptyHistory,
    trace: emptyHistory,
    present: null,
    elapsed: 0,
    paceReached: null,
  };
}

/** The state before the first message: one run for each learning rate, starting. */
export function initialState({ settings, learningRates, seed, pace, paused, size }: Start): State {
  const { initial, iterations } = settings;
  return {
    settings,
    live: learningRates.map((learningRate, lane) =>
      newRun({ lane, number: lane, ordinal: 1, seed, initial, learningRate, iterations }),
    ),
    focus: 0,
    earlier: [],
    analysis: null,
    paused,
    pace,
    rewind: null,
    showEarlier: true,
    lossScale: 'log',
    iterationScale: 'linear',
    span: 'whole',
    plot: 'curves',
    showOptimum: false,
    pair: 0,
    full: null,
    showDetails: false,
    help: null,
    prompt: null,
    replay: false,
    message: null,
    warning: null,
    size,
  };
}

/** The state with a run in the place of its lane's present one. */
export function replaceRun(state: State, run: Run): State {
  return { ...state, live: state.live.map((other) => (other.lane === run.lane ? run : other)) };
}
