/** Applies what happens to runs, live or recorded, to the state. */

import type { Snapshot } from '../../../fit/descent.js';
import { isSameMethod } from '../../../fit/method.js';
import { isSameOptimizer, OPTIMIZERS } from '../../../fit/optimizers.js';
import type { Ended, Reached, RunEvent, Started } from '../../../runs/events.js';
import { appendHistory, emptyHistory, historyUpTo, withNewest } from '../../../runs/history.js';
import type { Progress } from '../../../training/protocol.js';
import { only, type Update } from '../events.js';
import { withOptimizerChange } from '../optimizerChanges.js';
import { MAX_RATE_CHANGES, ratesDue, withRateChange } from '../rateChanges.js';
import { focusedRun, hasEnded, keptSnapshots, lastOptimizer } from '../selectors.js';
import { newRun, type Run, replaceRun, type State } from '../state.js';

/** How many earlier runs to keep; more would only clutter the screen. */
export const MAX_EARLIER = 4;

/** Applies a worker's progress. */
export function takeProgress(state: State, progress: Progress): Update {
  const {
    run: number,
    status,
    events,
    trace,
    present,
    iterations,
    elapsed,
    paceReached,
  } = progress;
  const known = state.live.find((run) => run.number === number);
  // The run has been replaced in the meantime.
  if (!known) {
    return only(state);
  }
  // The first message of a run has the state at its start.
  const begun = known.present === null ? replaceRun(state, withStart(known, present)) : state;
  const next = takeEvents(withTrace(begun, known.lane, trace), events);
  const run = withPresent(next.live[known.lane]!, present, status);
  return {
    state: replaceRun(next, { ...run, iterations, elapsed, paceReached }),
    effects: events.length === 0 ? [] : [{ type: 'record', events }],
  };
}

/** Adds the iterations of a progress message. Done before its events, some of which have the same states. */
function withTrace(state: State, lane: number, states: readonly Snapshot[]): State {
  const run = state.live[lane]!;
  return replaceRun(state, { ...run, trace: appendHistory(run.trace, states) });
}

/** Applies events; ignores those of runs that have been replaced. */
export function takeEvents(state: State, events: readonly RunEvent[]): State {
  let next = state;
  for (let i = 0; i < events.length; ) {
    const event = events[i]!;
    const more = event.type === 'record' ? recordsLike(event, events, i + 1) : [];
    next = event.type === 'started' ? start(next, event) : reach(next, event, more);
    i += 1 + more.length;
  }
  return withKeptMoment(next);
}

/**
 * The states of the records that follow with the same run, learning rate and optimizer: adding them to a history
 * together is faster.
 */
function recordsLike(
  { run, state }: Reached,
  events: readonly RunEvent[],
  from: number,
): Snapshot[] {
  const states: Snapshot[] = [];
  for (let i = from; i < events.length; i++) {
    const other = events[i]!;
    const isLike = other.type === 'record' && other.run === run && isSameMethod(other.state, state);
    if (!isLike) {
      break;
    }
    states.push(other.state);
  }
  return states;
}

/** Starts a run in its lane and keeps the one that it replaces. */
function start(state: State, event: Started): State {
  const { run: number, lane, seed, initial, branch } = event;
  const { learningRate, optimizer = OPTIMIZERS.sgd } = event;
  const left = state.live[lane]!;
  const { settings } = left;
  const { iterations } = branch ? left : settings;
  const ordinal = left.ordinal + 1;
  const begun = newRun({
    lane,
    number,
    ordinal,
    settings,
    seed,
    initial,
    learningRate,
    optimizer,
    iterations,
  });
  const run = branch ? branched(begun, left, branch.iteration) : withStart(begun, event.state);
  // A reset numbers the runs of all lanes consecutively.
  const leftFor = branch ? number : number - lane;
  return replaceRun(
    {
      ...state,
      earlier: withLeft(state.earlier, { ...left, leftFor }),
      // A look back at the replaced run ends.
      rewind: lane === state.focus ? null : state.rewind,
    },
    run,
  );
}

/** Adds a run to the earlier ones, newest first, unless it never trained. */
function withLeft(earlier: readonly Run[], left: Run): readonly Run[] {
  if ((left.present?.iteration ?? 0) <= (left.branchedAt ?? 0)) {
    return earlier;
  }
  return [left, ...earlier]
    .sort((one, other) => other.leftFor! - one.leftFor! || one.lane - other.lane)
    .slice(0, MAX_EARLIER);
}

/** Gives a branch the past of the run that it leaves, up to an iteration. */
function branched(run: Run, left: Run, iteration: number): Run {
  const history = historyUpTo(left.history, iteration);
  // The iteration itself may be a record that was thinned out of the trace.
  const trace = appendHistory(historyUpTo(left.trace, iteration), history.snapshots.slice(-1));
  return {
    ...run,
    branchedAt: iteration,
    rateChanges: left.rateChanges.filter((change) => change.iteration <= iteration),
    rateChangesForgotten: left.rateChangesForgotten,
    optimizerChanges: left.optimizerChanges.filter((change) => change.iteration <= iteration),
    history,
    trace,
    present: trace.snapshots.at(-1) ?? null,
    status: 'running',
  };
}

/** Adds the state at iteration 0 to a run, if that is known. */
export function withStart(run: Run, present: Snapshot | undefined): Run {
  const history = appendHistory(emptyHistory, present ? [present] : []);
  return present ? { ...run, present, history, trace: history, status: 'running' } : run;
}

/** Applies an event to its run, and the states of the records that follow it. */
function reach(state: State, event: Reached | Ended, more: readonly Snapshot[]): State {
  const known = state.live.find(({ number }) => number === event.run);
  if (!known) {
    return state;
  }
  const records = event.type === 'record' ? [event.state, ...more] : [];
  const history = appendHistory(known.history, records);
  const trace = appendHistory(known.trace, records);
  const first = withPresent({ ...known, history, trace }, event.state, statusAfter(known, event));
  const run = records.length > 1 ? withPresent(first, more.at(-1)!, 'running') : first;
  // A branch from the end of a run has no iterations left.
  const goesOn = event.type !== 'changed' && !hasEnded(run);
  const end = run.present!.iteration + (goesOn ? 1 : 0);
  return replaceRun(state, { ...run, iterations: endOf(run, end) });
}

/** A record, or a rate changed at a later iteration, shows that an ended run was continued. */
function statusAfter(run: Run, event: Reached | Ended): Run['status'] {
  switch (event.type) {
    case 'record':
      return 'running';
    case 'changed':
      return hasEnded(run) && run.present?.iteration === event.state.iteration
        ? run.status
        : 'running';
    case 'ended':
      return event.status === 'interrupted' ? 'paused' : event.status;
  }
}

/** Where a run that reaches an iteration ends: each time it is continued, its length is added. */
function endOf({ iterations, settings }: Run, iteration: number): number {
  const length = settings.iterations;
  return iterations + Math.max(0, Math.ceil((iteration - iterations) / length)) * length;
}

/** Moves a run to a newer state. A new optimizer, or a learning rate other than the one due, was set by hand. */
function withPresent(run: Run, present: Snapshot, status: Run['status']): Run {
  const due = ratesDue(run, { present, status });
  const rateChanges = withRateChange(due, present);
  const optimizerChanges = withOptimizerChange(run, present);
  const optimizer = lastOptimizer({ ...run, optimizerChanges });
  const { rateAsked, optimizerAsked } = run;
  // A diverged run refuses what was asked of it.
  const refused = status === 'diverged';
  const isMade = optimizerAsked !== null && isSameOptimizer(optimizerAsked, optimizer);
  return {
    ...run,
    status,
    present,
    history: withNewest(run.history, present),
    trace: withNewest(run.trace, present),
    rateAsked: refused || present.learningRate === rateAsked ? null : rateAsked,
    optimizerAsked: refused || isMade ? null : optimizerAsked,
    optimizerChanges,
    rateChanges,
    rateChangesForgotten: run.rateChangesForgotten || rateChanges.length > MAX_RATE_CHANGES,
  };
}

/** If the iteration shown was thinned out, shows the newest one kept before it. */
function withKeptMoment(state: State): State {
  const { rewind } = state;
  if (!rewind) {
    return state;
  }
  const snapshots = keptSnapshots(focusedRun(state));
  const { iteration } = snapshots.findLast((snapshot) => snapshot.iteration <= rewind.iteration)!;
  return iteration === rewind.iteration ? state : { ...state, rewind: { ...rewind, iteration } };
}
