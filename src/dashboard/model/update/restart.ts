/** Starts runs in place of others. */

import { OPTIMIZERS, unlessPlain } from '../../../fit/optimizers.js';
import type { DrawnStart } from '../../../options/start.js';
import { type Ended, started } from '../../../runs/events.js';
import type { Command } from '../../../training/protocol.js';
import type { RestartAction } from '../actions.js';
import { commandTo, type Effect, type Handlers, only, toAll, type Update } from '../events.js';
import { focusedRun, hasEnded, lastOptimizer, shownSnapshot } from '../selectors.js';
import type { Method, Run, State } from '../state.js';
import { takeEvents } from './runs.js';

export const restarts: Handlers<Exclude<RestartAction, 'reseed'>> = {
  reset: (state) => restartAll(state, (run) => run),
  branch,
};

/** Restarts all lanes from new coefficients. */
export function reseed(state: State, start: DrawnStart): Update {
  return restartAll(state, () => start);
}

/** Restarts the lane in focus with another learning rate and its present optimizer. */
export function restartWith(state: State, learningRate: number): Update {
  return restartRuns(state, [focusedRun(state)], (run) => ({
    ...run,
    learningRate,
    optimizer: lastOptimizer(run),
  }));
}

/** Restarts every lane with its own learning rate and optimizer. */
function restartAll(state: State, start: (run: Run) => Pick<Run, 'seed' | 'initial'>): Update {
  return restartRuns(state, state.live, (run) => ({ ...run, ...start(run) }));
}

function restartRuns(
  state: State,
  left: readonly Run[],
  start: (run: Run) => Method & Pick<Run, 'seed' | 'initial'>,
): Update {
  // Rewinding pauses; the new runs are paused only if the user had paused before.
  const paused = state.rewind ? !state.rewind.resume : state.paused;
  const next = nextNumber(state);
  const runs = left.map((run, i) => started(next + i, run.lane, start(run)));
  const events = [...interruptions(left), ...runs];
  const restarted = takeEvents({ ...state, rewind: null }, events);
  return {
    state: { ...restarted, paused },
    effects: [
      { type: 'record', events },
      ...runs.map(({ lane, initial, learningRate, optimizer = OPTIMIZERS.sgd }) => {
        const from = { iteration: 0, coefficients: initial, learningRate, optimizer };
        return restart(restarted.live[lane]!, from, paused);
      }),
    ],
  };
}

/** Runs are numbered in order of start, and the newest is always live. */
function nextNumber({ live }: State): number {
  return Math.max(...live.map(({ number }) => number)) + 1;
}

/** The end events of those runs that have not ended by themselves. */
export function interruptions(runs: readonly Run[]): readonly Ended[] {
  return runs.flatMap((run) =>
    run.present === null || hasEnded(run)
      ? []
      : [{ type: 'ended', run: run.number, status: 'interrupted', state: run.present }],
  );
}

function restart(
  { lane, number, iterations, branchedAt }: Run,
  from: Extract<Command, { type: 'restart' }>['from'],
  paused: boolean,
): Effect {
  const isBranch = branchedAt !== null;
  return commandTo(lane, { type: 'restart', run: number, from, isBranch, iterations, paused });
}

/** Continues from the state shown as a new run, which shares the history of the old one. */
export function branch(state: State): Update {
  const left = focusedRun(state);
  const from = shownSnapshot(state);
  if (!state.rewind || !from) {
    return only(state);
  }
  const { lane, seed, initial } = left;
  const { iteration, coefficients, learningRate, optimizer } = from;
  const run = nextNumber(state);
  const events = [
    ...interruptions([left]),
    {
      type: 'started' as const,
      run,
      lane,
      seed,
      initial,
      learningRate: left.learningRate,
      ...unlessPlain(left.optimizer),
      branch: { run: left.number, iteration },
    },
    { type: 'changed' as const, run, state: from },
  ];
  const branched = takeEvents({ ...state, rewind: null }, events);
  return {
    state: { ...branched, paused: false },
    effects: [
      { type: 'record', events },
      restart(
        branched.live[lane]!,
        { iteration, coefficients, learningRate, ...(optimizer && { optimizer }) },
        false,
      ),
      ...toAll(state, { type: 'resume' }),
    ],
  };
}
