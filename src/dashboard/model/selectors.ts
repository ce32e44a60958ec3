/** Values that the rest of the dashboard derives from the state. */

import type { RateChange, Snapshot } from '../../fit/descent.js';
import { continuing, OPTIMIZERS, type Optimizer, unlessPlain } from '../../fit/optimizers.js';
import { goingOnWith } from '../../fit/updates.js';
import type { Run, State } from './state.js';

/** The run that the panels show. */
export function focusedRun({ live, focus }: State): Run {
  return live[focus]!;
}

/**
 * A run's name on screen, which never changes: 1, 2, … in order of start or, when several train side
 * by side, A, B, … and for the runs that replace them A2, B2, ….
 */
export function runName({ live }: State, { lane, ordinal }: Run): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + lane);
  return live.length === 1 ? String(ordinal) : `${letter}${ordinal === 1 ? '' : ordinal}`;
}

/** The earlier runs on the screen, newest first. */
export function shownEarlier({ showEarlier, earlier }: State): readonly Run[] {
  return showEarlier ? earlier : [];
}

/** A run's initial learning rate and the changes since. */
export type Rates = Pick<Run, 'learningRate' | 'rateChanges'>;

/** The learning rate after the last change. */
export function lastRate({ learningRate, rateChanges }: Rates): number {
  return rateChanges.at(-1)?.learningRate ?? learningRate;
}

/** The learning rate of a run's next update. */
export function presentRate(run: Run): number {
  return run.present?.learningRate ?? lastRate(run);
}

/** The optimizer after the last change, without its memory. */
export function lastOptimizer({
  optimizer,
  optimizerChanges,
}: Pick<Run, 'optimizer' | 'optimizerChanges'>): Optimizer {
  return optimizerChanges.at(-1)?.optimizer ?? optimizer;
}

/** The learning rate changes that a run has trained with; not those after its last update. */
export function trainedRateChanges(run: Run): readonly RateChange[] {
  return run.rateChanges.filter(({ iteration }) => iteration < updatesBegun(run));
}

/** The update that made a run diverge is not counted in its iterations. */
function updatesBegun({ present, status }: Run): number {
  return (present?.iteration ?? 0) + (status === 'diverged' ? 1 : 0);
}

/** The optimizer of a run's last update or, before its first, of its next; without its memory. */
export function trainedOptimizer(run: Run): Optimizer {
  const { present, branchedAt, optimizer, optimizerChanges } = run;
  const hasTrained = (present?.iteration ?? 0) > (branchedAt ?? 0);
  return lastOptimizer({
    optimizer,
    optimizerChanges: hasTrained
      ? optimizerChanges.filter(({ iteration }) => iteration < updatesBegun(run))
      : optimizerChanges,
  });
}

/** The learning rate of a run's last update or, before its first, of its next. */
export function trainedRate(run: Run): number {
  const { present, branchedAt, learningRate } = run;
  return (present?.iteration ?? 0) > (branchedAt ?? 0)
    ? lastRate({ learningRate, rateChanges: trainedRateChanges(run) })
    : presentRate(run);
}

/**
 * The iterations of a run that are kept, in order: those of its trace, and the records that were
 * thinned out of it.
 */
export function keptSnapshots({ trace, history }: Run): readonly Snapshot[] {
  const traced = new Set(trace.snapshots.map(({ iteration }) => iteration));
  const records = history.snapshots.filter(({ iteration }) => !traced.has(iteration));
  return records.length === 0
    ? trace.snapshots
    : [...trace.snapshots, ...records].sort((one, other) => one.iteration - other.iteration);
}

/**
 * The state of the focused run that the panels show: the present one or, when rewound, the earlier
 * one with the learning rate and the optimizer that a branch from it would have.
 */
export function shownSnapshot(state: State): Snapshot | null {
  const { present, trace, history } = focusedRun(state);
  const { rewind } = state;
  if (!rewind) {
    return present;
  }
  const isShown = ({ iteration }: Snapshot) => iteration === rewind.iteration;
  const snapshot = (trace.snapshots.find(isShown) ?? history.snapshots.find(isShown))!;
  if (rewind.learningRate === null && rewind.optimizer === null) {
    return snapshot;
  }
  const { learningRate, optimizer = OPTIMIZERS.sgd, ...numbers } = snapshot;
  return {
    ...numbers,
    learningRate: rewind.learningRate ?? learningRate,
    ...unlessPlain(
      rewind.optimizer
        ? goingOnWith(continuing(rewind.optimizer, optimizer), snapshot.coefficients)
        : optimizer,
    ),
  };
}

/** The shown state of a run: the present one, unless the run is in focus and rewound. */
export function shownOf(state: State, run: Run): Snapshot | null {
  return run === focusedRun(state) ? shownSnapshot(state) : run.present;
}

/** The learning rate of the update after the shown state of a run. */
export function shownRate(state: State, run: Run): number {
  return shownOf(state, run)?.learningRate ?? run.learningRate;
}

/** A plane that the map of the loss can show: two coefficients or two directions, by their index. */
export interface Plane {
  readonly over: 'coefficients' | 'directions';
  /** The horizontal axis. */
  readonly first: number;
  /** The vertical axis. */
  readonly second: number;
}

/**
 * The planes that the map of the loss can show: x and x³, which matter most for a sine, then the
 * flattest and the steepest direction, the two flattest and the two steepest ones, then all other
 * pairs of coefficients. None at degree 0.
 */
export function planes(degree: number): readonly Plane[] {
  const pairs = Array.from({ length: degree + 1 }, (_, second) =>
    Array.from(
      { length: second },
      (_, first) => ({ over: 'coefficients', first, second }) as const,
    ),
  ).flat();
  const isFirst = ({ first, second }: Plane) => first === 1 && second === 3;
  const directions = [
    { over: 'directions', first: degree, second: 0 },
    { over: 'directions', first: degree, second: degree - 1 },
    { over: 'directions', first: 1, second: 0 },
  ] as const;
  // Two directions have only one plane.
  const different = directions.slice(0, Math.min(3, pairs.length));
  return [...pairs.filter(isFirst), ...different, ...pairs.filter((pair) => !isFirst(pair))];
}

/** The status of the run in focus, or `rewound`. */
export type Status = Run['status'] | 'rewound';

export function status(state: State): Status {
  if (state.rewind) {
    return 'rewound';
  }
  const { status } = focusedRun(state);
  return state.replay && state.paused && status === 'running' ? 'paused' : status;
}

/** Whether a run has ended; a finished one can still be continued. */
export function hasEnded({ status }: Run): boolean {
  return status === 'finished' || status === 'diverged';
}

/** Whether no run is training or about to. */
export function isAtRest({ replay, live }: State): boolean {
  return replay || !live.some(isActive);
}

/** Whether a recording has been played to its end. */
export function isPlayedOut({ replay, live }: State): boolean {
  return replay && !live.some(isActive);
}

/** Whether a run is training or about to. */
export function isActive({ status }: Run): boolean {
  return status === 'running' || status === 'starting';
}

/** The last iteration of the run in focus that one can go to: in a recording, even one not yet played. */
export function lastIteration(state: State): number {
  const { iterations, present } = focusedRun(state);
  return state.replay ? iterations : (present?.iteration ?? 0);
}

/** What the user is doing, which decides what the keys do. */
export type Situation =
  | 'help'
  | 'prompt'
  | 'lesson'
  | 'rewound'
  | 'running'
  | 'paused'
  | 'finished'
  | 'diverged'
  | 'played';

export function situation(state: State): Situation {
  const { help, prompt, rewind, live, paused } = state;
  if (help !== null) {
    return 'help';
  }
  if (prompt) {
    return 'prompt';
  }
  if (rewind) {
    return 'rewound';
  }
  if (state.teaching) {
    return 'lesson';
  }
  if (isPlayedOut(state)) {
    return 'played';
  }
  if (!live.every(hasEnded)) {
    return paused ? 'paused' : 'running';
  }
  return live.some(({ status }) => status === 'finished') ? 'finished' : 'diverged';
}
