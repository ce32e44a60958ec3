/** The dashboard's one transition function: pure, so that every sequence of events can be tested. */

import { appendHistory, emptyHistory, historyUpTo, withNewest } from '../../runs/history.js';
import type {
  Analysis,
  Command,
  Progress,
  Snapshot,
  TrainingStatus,
} from '../../training/protocol.js';
import { type Action, trainingActions } from '../input/keymap.js';
import { helpScrollLimit, visibleRows } from '../panels/help.js';
import { MAX_RATE_CHANGES, ratesDue, withRateChange } from './rateChanges.js';
import {
  coefficientPairs,
  focusedRun,
  hasEnded,
  newRun,
  plotViews,
  type Rewind,
  type Run,
  type Size,
  type State,
  shownSnapshot,
} from './state.js';
import { nextLearningRate, nextPace } from './steps.js';

/** Initial coefficients drawn with a seed. */
export interface DrawnStart {
  readonly seed: number;
  readonly initial: readonly number[];
}

/** What can happen. */
export type Event =
  /** A key was pressed; `drawStart` draws the new start that a reseed needs. */
  | { readonly type: 'action'; readonly action: Action; readonly drawStart: () => DrawnStart }
  | { readonly type: 'progress'; readonly lane: number; readonly progress: Progress }
  | { readonly type: 'analysis'; readonly analysis: Analysis }
  | { readonly type: 'failure'; readonly message: string }
  /** What a key or a file has led to, in words; null when that is over. */
  | { readonly type: 'message'; readonly text: string | null }
  /** What is wrong with the recording; null when it is right again. */
  | { readonly type: 'warning'; readonly text: string | null }
  /** In a recording other runs take the places of the present ones of their lanes. */
  | { readonly type: 'recordedRuns'; readonly runs: readonly RecordedRun[] }
  /** Another recording begins in the place of the one that is shown, in this state. */
  | { readonly type: 'recordingAnew'; readonly state: State }
  /** A recording will not go on. */
  | { readonly type: 'recordingEnded' }
  | { readonly type: 'resize'; readonly size: Size };

/** A run that begins in a recording. */
export interface RecordedRun
  extends Pick<Run, 'lane' | 'number' | 'seed' | 'initial' | 'learningRate' | 'branchedAt'> {
  readonly status: TrainingStatus;
  /** Its state at iteration 0; null where it is a branch of the run whose place it takes. */
  readonly start: Snapshot | null;
}

/** What is to be done outside the state. */
export type Effect =
  | { readonly type: 'command'; readonly lane: number; readonly command: Command }
  | { readonly type: 'redraw' }
  | { readonly type: 'save' }
  | { readonly type: 'suspend' }
  | { readonly type: 'quit' };

export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Earlier runs that are kept; with more, the screen would say nothing any more. */
export const MAX_EARLIER = 4;

/** The keys that move by more than a line in the open help, which covers the run, and how far. */
const helpMoves: Readonly<Partial<Record<Action, (page: number) => number>>> = {
  backTen: (page) => -page,
  forwardTen: (page) => page,
  first: () => Number.NEGATIVE_INFINITY,
  newest: () => Number.POSITIVE_INFINITY,
};

const RECORDED = 'This is a recording: it can be looked at, not trained. Left rewinds.';

/** The state after an event, and what that asks of the world outside. */
export function update(state: State, event: Event): Update {
  switch (event.type) {
    case 'action': {
      const heard = state.message === null ? state : { ...state, message: null };
      return heard.replay && trainingActions.has(event.action)
        ? only({ ...heard, message: RECORDED })
        : act(heard, event.action, event.drawStart);
    }
    case 'progress':
      return only(takeProgress(state, event.lane, event.progress));
    case 'analysis':
      return only({ ...state, analysis: event.analysis });
    case 'failure':
      return only({ ...state, failure: event.message });
    case 'message':
      return only({ ...state, message: event.text });
    case 'warning':
      return only(event.text === state.warning ? state : { ...state, warning: event.text });
    case 'recordedRuns':
      return only(takeRecordedRuns(state, event.runs));
    case 'recordingAnew':
      return only(withView(event.state, state));
    case 'recordingEnded':
      return only({ ...state, live: state.live.map(atRest) });
    case 'resize':
      return only({ ...state, size: event.size });
  }
}

function only(state: State): Update {
  return { state, effects: [] };
}

/** The same command to every lane. */
function toAll(state: State, ...commands: Command[]): Effect[] {
  return state.live.flatMap(({ lane }) =>
    commands.map((command) => ({ type: 'command' as const, lane, command })),
  );
}

function act(state: State, action: Action, drawStart: () => DrawnStart): Update {
  const helpMove = state.help === null ? undefined : helpMoves[action];
  if (helpMove) {
    return scroll(state, helpMove(visibleRows(state.size)));
  }
  switch (action) {
    case 'pause':
      return togglePause(state);
    case 'step':
      // Nothing is left to step to, and nothing to pause.
      if (state.live.every(hasEnded)) {
        return only({ ...state, rewind: null });
      }
      return {
        state: { ...state, paused: true, rewind: null },
        // A pause would cut short a step that is still being done.
        effects: state.paused
          ? toAll(state, { type: 'step' })
          : toAll(state, { type: 'pause' }, { type: 'step' }),
      };
    case 'reset':
      return restartAll(state, ({ seed, initial }) => ({ seed, initial }));
    case 'reseed': {
      const start = drawStart();
      return restartAll(state, () => start);
    }
    case 'faster':
      return setPace(state, nextPace(state.pace, 1));
    case 'slower':
      return setPace(state, nextPace(state.pace, -1));
    case 'raiseRate':
      return setLearningRate(state, (rate) => nextLearningRate(rate, 1));
    case 'lowerRate':
      return setLearningRate(state, (rate) => nextLearningRate(rate, -1));
    case 'initialRate':
      return setLearningRate(state, () => focusedRun(state).learningRate);
    case 'back':
      return rewindBy(state, -1);
    case 'forward':
      return rewindBy(state, 1);
    case 'backTen':
      return rewindBy(state, -10);
    case 'forwardTen':
      return rewindBy(state, 10);
    case 'first':
      return rewindBy(state, Number.NEGATIVE_INFINITY);
    case 'newest':
      return rewindBy(state, Number.POSITIVE_INFINITY);
    case 'branch':
      return branch(state);
    case 'lossScale':
      return only({ ...state, lossScale: state.lossScale === 'log' ? 'linear' : 'log' });
    case 'span':
      return only({ ...state, span: state.span === 'whole' ? 'latest' : 'whole' });
    case 'earlier':
      return only({ ...state, showEarlier: !state.showEarlier });
    case 'optimum':
      return only({ ...state, showOptimum: !state.showOptimum });
    case 'plot':
      return only({ ...state, plot: nextPlot(state) });
    case 'pair': {
      const pairs = coefficientPairs(state.settings.degree).length;
      return only({ ...state, pair: pairs === 0 ? 0 : (state.pair + 1) % pairs });
    }
    case 'nextLane':
      return focusOn(state, state.focus + 1);
    case 'previousLane':
      return focusOn(state, state.focus - 1);
    case 'help':
      return only({ ...state, help: state.help === null ? 0 : null });
    case 'leave':
      return state.help === null ? endRewind(state) : only({ ...state, help: null });
    case 'scrollUp':
      return scroll(state, -1);
    case 'scrollDown':
      return scroll(state, 1);
    case 'redraw':
      return { state, effects: [{ type: 'redraw' }] };
    case 'save':
      return { state, effects: [{ type: 'save' }] };
    case 'suspend':
      return {
        state: { ...state, paused: state.paused || !state.live.every(hasEnded) },
        effects: [...toAll(state, { type: 'pause' }), { type: 'suspend' }],
      };
    case 'quit':
      return state.help === null
        ? act(state, 'quitAtOnce', drawStart)
        : only({ ...state, help: null });
    case 'quitAtOnce':
      return { state, effects: [{ type: 'quit' }] };
  }
}

/** Pauses or resumes all runs; when all have ended, those that finished train on. */
function togglePause(state: State): Update {
  const present = { ...state, rewind: null };
  if (state.rewind) {
    return setPaused(present, false);
  }
  const finished = state.live.filter(({ status }) => status === 'finished');
  if (!state.live.every(hasEnded)) {
    return setPaused(present, !state.paused);
  }
  if (finished.length === 0) {
    return only(state);
  }
  const effects = finished.flatMap(({ lane, iterations }): Effect[] => [
    {
      type: 'command',
      lane,
      command: { type: 'extend', iterations: iterations + state.settings.iterations },
    },
    { type: 'command', lane, command: { type: 'resume' } },
  ]);
  const live = state.live.map((run) =>
    run.status === 'finished'
      ? {
          ...run,
          status: 'running' as const,
          iterations: run.iterations + state.settings.iterations,
        }
      : run,
  );
  return { state: { ...state, live, paused: false }, effects };
}

function setPaused(state: State, paused: boolean): Update {
  return {
    state: { ...state, paused },
    effects: toAll(state, { type: paused ? 'pause' : 'resume' }),
  };
}

/** Every lane starts again, with its own learning rate; the runs that are left are kept. */
function restartAll(
  state: State,
  start: (run: Run) => { seed: number | null; initial: readonly number[] },
): Update {
  const { iterations } = state.settings;
  // Only a run that was rewound is paused without having been asked to be.
  const paused = state.rewind ? !state.rewind.resume : state.paused;
  const live = state.live.map((run) =>
    newRun({
      lane: run.lane,
      number: run.number + 1,
      learningRate: run.learningRate,
      iterations,
      ...start(run),
    }),
  );
  const effects = live.map(
    ({ lane, number, initial, learningRate }): Effect => ({
      type: 'command',
      lane,
      command: {
        type: 'restart',
        run: number,
        from: { iteration: 0, coefficients: initial, learningRate },
        iterations,
        paused,
      },
    }),
  );
  return {
    state: { ...state, live, earlier: withLeft(state, state.live), paused, rewind: null },
    effects,
  };
}

/** The earlier runs once more are left, newest first; runs that never moved are not worth a line. */
function withLeft({ earlier }: State, left: readonly Run[]): readonly Run[] {
  const moved = left.filter(
    ({ present, branchedAt }) => (present?.iteration ?? 0) > (branchedAt ?? 0),
  );
  return [...moved, ...earlier].slice(0, MAX_EARLIER);
}

function setPace(state: State, pace: number): Update {
  return pace === state.pace
    ? only(state)
    : { state: { ...state, pace }, effects: toAll(state, { type: 'pace', pace }) };
}

/**
 * Turns the knob of the lane in focus; its worker says from where on the new rate holds. While
 * looking back the knob is that of the branch that may begin there.
 */
function setLearningRate(state: State, next: (rate: number) => number): Update {
  const run = focusedRun(state);
  const shown = shownSnapshot(state)?.learningRate ?? run.learningRate;
  // Keys may come faster than the worker's answers.
  const current = state.rewind ? shown : (run.rateAsked ?? shown);
  const learningRate = next(current);
  if (learningRate === current) {
    return only(state);
  }
  if (state.rewind) {
    return only({ ...state, rewind: { ...state.rewind, learningRate } });
  }
  return {
    state: replaceRun(state, { ...run, rateAsked: learningRate }),
    effects: [{ type: 'command', lane: run.lane, command: { type: 'learningRate', learningRate } }],
  };
}

/** Moves the look back by so many records; the first move pauses the training. */
function rewindBy(state: State, updates: number): Update {
  const run = focusedRun(state);
  const { snapshots } = run.history;
  const shown = shownSnapshot(state);
  if (!shown || snapshots.length === 0) {
    return only(state);
  }
  // Recorded states before the one that is shown.
  const place = snapshots.filter(({ iteration }) => iteration < shown.iteration).length;
  const target = Math.min(snapshots.length - 1, Math.max(0, place + updates));
  const { iteration } = snapshots[target]!;
  if (state.rewind) {
    return only({ ...state, rewind: { ...state.rewind, iteration } });
  }
  if (updates > 0) {
    return only(state);
  }
  // Runs that have ended are not trained on by that, but one that is started next is.
  const resume = !state.paused;
  return {
    state: { ...state, rewind: { iteration, resume, learningRate: null }, paused: true },
    effects: toAll(state, { type: 'pause' }),
  };
}

function endRewind(state: State): Update {
  if (!state.rewind) {
    return only(state);
  }
  const present = { ...state, rewind: null };
  return state.rewind.resume ? setPaused(present, false) : only(present);
}

/** Trains on from the moment shown as a new run, which shares its history with the one left. */
function branch(state: State): Update {
  const left = focusedRun(state);
  const from = shownSnapshot(state);
  if (!state.rewind || !from) {
    return only(state);
  }
  const run: Run = {
    ...left,
    number: left.number + 1,
    branchedAt: from.iteration,
    rateAsked: null,
    rateChanges: branchedRateChanges(left, state.rewind, from),
    status: 'starting',
    history: withNewest(historyUpTo(left.history, from.iteration), from),
    present: null,
    elapsed: 0,
    paceReached: null,
  };
  const { iteration, coefficients, learningRate } = from;
  const effects: Effect[] = [
    {
      type: 'command',
      lane: run.lane,
      command: {
        type: 'restart',
        run: run.number,
        from: { iteration, coefficients, learningRate },
        iterations: run.iterations,
        paused: false,
      },
    },
    ...toAll(state, { type: 'resume' }),
  ];
  const branched = replaceRun({ ...state, earlier: withLeft(state, [left]) }, run);
  return { state: { ...branched, paused: false, rewind: null }, effects };
}

/** The changes up to the branch, and the one that it begins with if its knob was turned. */
function branchedRateChanges(left: Run, rewind: Rewind, from: Snapshot): Run['rateChanges'] {
  const rateChanges = left.rateChanges.filter((change) => change.iteration <= from.iteration);
  return rewind.learningRate === null
    ? rateChanges
    : withRateChange({ ...left, rateChanges }, from);
}

function nextPlot({ plot, settings }: State): State['plot'] {
  // A single coefficient has no surface.
  const views = plotViews.filter((view) => view !== 'surface' || settings.degree > 0);
  return views[(views.indexOf(plot) + 1) % views.length]!;
}

/** Shows another lane; a look back ends, because it was into another run. */
function focusOn(state: State, lane: number): Update {
  const { length } = state.live;
  if (length === 1) {
    return only(state);
  }
  const { state: present, effects } = endRewind(state);
  return { state: { ...present, focus: (lane + length) % length }, effects };
}

function scroll(state: State, lines: number): Update {
  if (state.help === null) {
    return only(state);
  }
  const help = Math.min(helpScrollLimit(state.size), Math.max(0, state.help + lines));
  return only({ ...state, help });
}

function takeProgress(state: State, lane: number, progress: Progress): State {
  const run = state.live[lane];
  // News of a run that has been left since is old.
  if (run?.number !== progress.run) {
    return state;
  }
  const { status, present, records, iterations, elapsed, paceReached } = progress;
  // The first progress of a run holds its start, which is part of the curve but seldom a record.
  const start = run.present === null ? [present] : [];
  const history = withNewest(appendHistory(appendHistory(run.history, start), records), present);
  const changes = withRateChange(ratesDue(run, progress, state.settings.schedule), present);
  const told: Run = {
    ...run,
    history,
    status,
    present,
    iterations,
    elapsed,
    paceReached,
    rateAsked: present.learningRate === run.rateAsked ? null : run.rateAsked,
    rateChanges: changes,
    rateChangesForgotten: run.rateChangesForgotten || changes.length > MAX_RATE_CHANGES,
  };
  return withKeptMoment(replaceRun(state, told));
}

/** Where the moment looked back to was thinned out, the newest one before it that was kept. */
function withKeptMoment(state: State): State {
  const { rewind } = state;
  if (!rewind) {
    return state;
  }
  const { snapshots } = focusedRun(state).history;
  const { iteration } = snapshots.findLast((snapshot) => snapshot.iteration <= rewind.iteration)!;
  return iteration === rewind.iteration ? state : { ...state, rewind: { ...rewind, iteration } };
}

function replaceRun(state: State, run: Run): State {
  return { ...state, live: state.live.map((other) => (other.lane === run.lane ? run : other)) };
}

/** A state of another problem, looked at as before. */
function withView(state: State, before: State): State {
  const { showEarlier, lossScale, span, showOptimum, help, size } = before;
  return { ...state, showEarlier, lossScale, span, showOptimum, help, size };
}

/** The runs whose places are taken are kept, as those that a key has left are. */
function takeRecordedRuns(state: State, recorded: readonly RecordedRun[]): State {
  const left = recorded.map(({ lane }) => state.live[lane]!);
  const next = recorded
    .map((run) => startRecorded(run, state.live[run.lane]!, state.settings.iterations))
    .reduce(replaceRun, { ...state, earlier: withLeft(state, left) });
  // A look back into a run that was left ends.
  const isShown = recorded.some(({ lane }) => lane === state.focus);
  return isShown ? { ...next, rewind: null } : next;
}

function startRecorded(recorded: RecordedRun, left: Run, iterations: number): Run {
  const { start, status, branchedAt, ...identity } = recorded;
  const run: Run = { ...newRun({ ...identity, iterations }), status };
  if (branchedAt === null) {
    const history = appendHistory(emptyHistory, start ? [start] : []);
    return { ...run, present: start, history };
  }
  const { snapshots } = left.history;
  const from = snapshots.findLast(({ iteration }) => iteration <= branchedAt);
  return {
    ...run,
    branchedAt,
    iterations: left.iterations,
    rateChanges: left.rateChanges.filter(({ iteration }) => iteration <= branchedAt),
    history: from ? historyUpTo(left.history, from.iteration) : emptyHistory,
    present: from ?? null,
  };
}

function atRest(run: Run): Run {
  return run.status === 'running' || run.status === 'starting' ? { ...run, status: 'paused' } : run;
}
