/** Everything on the screen, as one immutable value. */

import type { Analysis } from '../../fit/analysis.js';
import type { RateChange, Snapshot } from '../../fit/descent.js';
import type { Optimizer } from '../../fit/optimizers.js';
import type { Verdict } from '../../lessons/answer.js';
import type { Lesson } from '../../lessons/lesson.js';
import { type ResolvedRun, type RunSettings, runSettings } from '../../options/start.js';
import type { RunId } from '../../runs/events.js';
import { emptyHistory, type History } from '../../runs/history.js';
import type { TrainingStatus } from '../../training/protocol.js';

/** How a run is trained at iteration 0. */
export interface Method {
  readonly learningRate: number;
  readonly optimizer: Optimizer;
}

/** An optimizer, without its memory, and the iteration from which it makes the updates. */
export interface OptimizerChange {
  readonly iteration: number;
  readonly optimizer: Optimizer;
}

/** One run: its start and its progress. */
export interface Run extends Method {
  /** Its place among the runs side by side, from 0. */
  readonly lane: number;
  readonly number: RunId;
  /** Its place among the runs of its lane, from 1. */
  readonly ordinal: number;
  /** Its own iterations, schedule and records; in a replay, runs may differ in these. */
  readonly settings: RunSettings;
  /** The seed of its initial coefficients; null if those were given. */
  readonly seed: number | null;
  /** Coefficients at iteration 0, constant term first. */
  readonly initial: readonly number[];
  /** The number of the first run of the restart that replaced it; null while it is live. */
  readonly leftFor: RunId | null;
  /** The iteration at which it branched off another run; null if it started at iteration 0. */
  readonly branchedAt: number | null;
  /** The learning rate requested last, until its worker has applied it; otherwise null. */
  readonly rateAsked: number | null;
  /** The optimizer requested last, until its worker has applied it; otherwise null. */
  readonly optimizerAsked: Optimizer | null;
  /** Changes of the optimizer, which are made by hand, oldest first. */
  readonly optimizerChanges: readonly OptimizerChange[];
  /** Changes of the learning rate, by hand and by schedule, oldest first. */
  readonly rateChanges: readonly RateChange[];
  /** Whether some changes were forgotten because there were too many. */
  readonly rateChangesForgotten: boolean;
  /** `starting` until the worker has sent its first progress. */
  readonly status: TrainingStatus | 'starting';
  /** Its records. */
  readonly history: History;
  /** Every iteration that is known: for drawing and rewinding. */
  readonly trace: History;
  /** The newest state; null while starting. */
  readonly present: Snapshot | null;
  /** The iteration at which it finishes or has finished. */
  readonly iterations: number;
  /** Milliseconds spent training. */
  readonly elapsed: number;
  /** Iterations per second; null when unknown. */
  readonly paceReached: number | null;
}

/** Columns and rows of the screen or a part of it. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A part of the screen, including its border; `left` and `top` count from 0. */
export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

/** Scales of the loss axis: logarithmic, linear, or the distance from the least loss. */
export const lossScales = ['log', 'linear', 'excess'] as const;

/** What the lower plot shows. */
export const plotViews = ['curves', 'residual', 'surface', 'plane'] as const;

/** The panels that can fill the screen, in the order of the key. */
export const fullPanels = ['curves', 'loss'] as const;

/** A look back at an earlier iteration of the run in focus. */
export interface Rewind {
  /** The iteration shown, one of those in the run's trace. */
  readonly iteration: number;
  /** Whether to resume training afterwards, because it was not paused before. */
  readonly resume: boolean;
  /** The learning rate chosen for a branch; null for the one at that iteration. */
  readonly learningRate: number | null;
  /** The optimizer chosen for a branch; null for the one at that iteration. */
  readonly optimizer: Optimizer | null;
}

/** A value that the user is typing. */
export interface Prompt {
  readonly asksFor: 'learningRate' | 'iteration' | 'lesson' | 'answer';
  readonly text: string;
  /** Why the value was refused; null until it is. */
  readonly problem: string | null;
}

/** A lesson that is being given. */
export interface Teaching {
  readonly lesson: Lesson;
  /** The index of the present step. */
  readonly step: number;
  /** The verdict on the step's task; null until it is done. */
  readonly verdict: Verdict | null;
  /** Whether the first answer of each step was right, by its index. */
  readonly firstTries: Readonly<Record<number, boolean>>;
  /** Whether the last step is over, and only its end is left to see. */
  readonly isOver: boolean;
  /** Whether the last key was Esc, which leaves the lesson if it comes again. */
  readonly isLeaving: boolean;
  /** What is trained at the moment. */
  readonly run: ResolvedRun;
  /** How many times runs were set up; tells apart what earlier ones report. */
  readonly setup: number;
  /** The iteration at which training resumes by itself, once it is reached; null if it does not. */
  readonly resumeAt: number | null;
  /** What was on the screen before, whose runs wait. */
  readonly before: State;
}

export interface State {
  /** The problem, with the first lane's initial learning rate and coefficients. */
  readonly settings: RunSettings;
  /** One run for each learning rate trained side by side. */
  readonly live: readonly Run[];
  /** The lane that the panels show. */
  readonly focus: number;
  /** Runs replaced by a reset, reseed or branch, newest first. */
  readonly earlier: readonly Run[];
  /** The analysis of the problem; null until the worker has sent it. */
  readonly analysis: Analysis | null;
  /** Whether the user paused; the status of the runs follows within milliseconds. */
  readonly paused: boolean;
  /** Target iterations per second; Infinity is full speed. */
  readonly pace: number;
  /** Null while the panels show the present. */
  readonly rewind: Rewind | null;
  readonly showEarlier: boolean;
  readonly lossScale: (typeof lossScales)[number];
  /** A logarithmic axis gives the first iterations as much room as all later ones. */
  readonly iterationScale: 'linear' | 'log';
  /** Whether the loss chart shows the whole run or its latest part. */
  readonly span: 'whole' | 'latest';
  readonly plot: (typeof plotViews)[number];
  /** Whether to draw the best possible polynomial too. */
  readonly showOptimum: boolean;
  /** The plane of the map of the loss: an index of `planes`. */
  readonly pair: number;
  /** The panel that fills the screen; null if none does. */
  readonly full: (typeof fullPanels)[number] | null;
  /** Whether to show the details in place of the other numbers. */
  readonly showDetails: boolean;
  /** How many lines the help is scrolled by; null if it is closed. */
  readonly help: number | null;
  /** Null unless the user is typing a value. */
  readonly prompt: Prompt | null;
  /** The lessons to choose from; empty until they are read. */
  readonly lessons: readonly Lesson[];
  /** The lesson that is being given, in place of what was there before; null if none is. */
  readonly teaching: Teaching | null;
  /** Whether the footer says that there are lessons; the first key ends that. */
  readonly offersLessons: boolean;
  /** Whether the runs come from a recording and cannot be trained. */
  readonly replay: boolean;
  /** The message of the last key; the next key removes it. */
  readonly message: string | null;
  /** What is wrong with the recording being written or read. */
  readonly warning: string | null;
  readonly size: Size;
}

/** What the dashboard starts with. */
export interface Start {
  /** The runs side by side: the same problem from the same coefficients. */
  readonly runs: readonly RunSettings[];
  readonly seed: number | null;
  readonly pace: number;
  readonly paused: boolean;
  readonly size: Size;
}

/** A run whose worker has not sent any progress yet. */
export function newRun(
  start: Method &
    Pick<Run, 'lane' | 'number' | 'ordinal' | 'settings' | 'seed' | 'initial' | 'iterations'>,
): Run {
  return {
    ...start,
    leftFor: null,
    branchedAt: null,
    rateAsked: null,
    optimizerAsked: null,
    optimizerChanges: [],
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

/** The state before the first progress: all runs are starting. */
export function initialState({ runs, seed, pace, paused, size }: Start): State {
  return {
    settings: runs[0]!,
    live: runs.map((settings, lane) => {
      const { initial, iterations, learningRate, optimizer } = settings;
      return newRun({
        lane,
        number: lane,
        ordinal: 1,
        settings,
        seed,
        initial,
        iterations,
        learningRate,
        optimizer,
      });
    }),
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
    lessons: [],
    teaching: null,
    offersLessons: false,
    replay: false,
    message: null,
    warning: null,
    size,
  };
}

/** The state before the first progress of the runs that the options ask for. */
export function startState(run: ResolvedRun, size: Size): State {
  const { options, seed } = run;
  const { pace, paused } = options;
  return initialState({ runs: runSettings(run), seed, pace, paused, size });
}

/** Replaces the live run of a lane. */
export function replaceRun(state: State, run: Run): State {
  return { ...state, live: state.live.map((other) => (other.lane === run.lane ? run : other)) };
}
