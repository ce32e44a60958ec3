/** Runs that begin in the place of others, live and in a recording. */

import { appendHistory, emptyHistory, historyUpTo, withNewest } from '../../../runs/history.js';
import type { Command, Snapshot } from '../../../training/protocol.js';
import type { RestartAction } from '../actions.js';
import {
  commandTo,
  type DrawnStart,
  type Effect,
  type Handlers,
  only,
  type RecordedRun,
  toAll,
  type Update,
} from '../events.js';
import { withRateChange } from '../rateChanges.js';
import { focusedRun, shownSnapshot } from '../selectors.js';
import { newRun, type Rewind, type Run, replaceRun, type State } from '../state.js';

/** Earlier runs that are kept; more would only clutter the screen. */
export const MAX_EARLIER = 4;

export const restarts: Handlers<Exclude<RestartAction, 'reseed'>> = {
  reset: (state) => restartAll(state, ({ seed, initial }) => ({ seed, initial })),
  branch,
};

/** All lanes start again from other coefficients. */
export function reseed(state: State, start: DrawnStart): Update {
  return restartAll(state, () => start);
}

/** The lane in focus starts again with another learning rate. */
export function restartWith(state: State, learningRate: number): Update {
  return restartRuns(state, [focusedRun(state)], (run) => ({ ...run, learningRate }));
}

/** Every lane starts again with its own learning rate. */
function restartAll(state: State, start: (run: Run) => Pick<Run, 'seed' | 'initial'>): Update {
  return restartRuns(state, state.live, (run) => ({ ...run, ...start(run) }));
}

/** Runs start again; those that are left are kept. */
function restartRuns(
  state: State,
  left: readonly Run[],
  start: (run: Run) => Pick<Run, 'lane' | 'number' | 'seed' | 'initial' | 'learningRate'>,
): Update {
  const { iterations } = state.settings;
  // Only a run that was rewound is paused without having been asked to be.
  const paused = state.rewind ? !state.rewind.resume : state.paused;
  const started = left.map((run) => {
    const { lane, number, seed, initial, learningRate } = start(run);
    return newRun({ lane, number: number + 1, seed, initial, learningRate, iterations });
  });
  const next = { ...state, earlier: withLeft(state, left), paused, rewind: null };
  return {
    state: started.reduce(replaceRun, next),
    effects: started.map((run) => {
      const { initial, learningRate } = run;
      return restart(run, { iteration: 0, coefficients: initial, learningRate }, paused);
    }),
  };
}

function restart(
  { lane, number, iterations }: Run,
  from: Extract<Command, { type: 'restart' }>['from'],
  paused: boolean,
): Effect {
  return commandTo(lane, { type: 'restart', run: number, from, iterations, paused });
}

/** The earlier runs once more are left, newest first; runs that never moved are not worth a line. */
function withLeft({ earlier }: State, left: readonly Run[]): readonly Run[] {
  const moved = left.filter(
    ({ present, branchedAt }) => (present?.iteration ?? 0) > (branchedAt ?? 0),
  );
  return [...moved, ...earlier].slice(0, MAX_EARLIER);
}

/** Trains on from the moment shown as a new run, which shares its history with the one left. */
function branch(state: State): Update {
  const left = focusedRun(state);
  const from = shownSnapshot(state);
  if (!state.rewind || !from) {
    return only(state);
  }
  const { iteration, coefficients, learningRate } = from;
  const run: Run = {
    ...newRun({ ...left, number: left.number + 1 }),
    branchedAt: iteration,
    rateChanges: branchedRateChanges(left, state.rewind, from),
    rateChangesForgotten: left.rateChangesForgotten,
    history: withNewest(historyUpTo(left.history, iteration), from),
  };
  const branched = replaceRun({ ...state, earlier: withLeft(state, [left]) }, run);
  return {
    state: { ...branched, paused: false, rewind: null },
    effects: [
      restart(run, { iteration, coefficients, learningRate }, false),
      ...toAll(state, { type: 'resume' }),
    ],
  };
}

/** The changes up to the branch, and the one it begins with if its rate was changed. */
function branchedRateChanges(left: Run, rewind: Rewind, from: Snapshot): Run['rateChanges'] {
  const rateChanges = left.rateChanges.filter((change) => change.iteration <= from.iteration);
  return rewind.learningRate === null
    ? rateChanges
    : withRateChange({ ...left, rateChanges }, from);
}

/** The runs whose places are taken are kept, as those that a key has left are. */
export function takeRecordedRuns(state: State, recorded: readonly RecordedRun[]): State {
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
