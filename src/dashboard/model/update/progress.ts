/** What the workers say of their runs. */

import { appendHistory, withNewest } from '../../../runs/history.js';
import type { Progress } from '../../../training/protocol.js';
import { MAX_RATE_CHANGES, ratesDue, withRateChange } from '../rateChanges.js';
import { focusedRun } from '../selectors.js';
import { replaceRun, type State } from '../state.js';

/** The state once a lane's worker has told how far its run has come. */
export function takeProgress(state: State, lane: number, progress: Progress): State {
  const run = state.live[lane];
  // News of a run that has been left since is old.
  if (run?.number !== progress.run) {
    return state;
  }
  const { status, present, records, iterations, elapsed, paceReached } = progress;
  // The first progress of a run holds its start, which is part of the curve but seldom a record.
  const start = run.present === null ? [present] : [];
  const rateChanges = withRateChange(ratesDue(run, progress, state.settings.schedule), present);
  const next = replaceRun(state, {
    ...run,
    history: withNewest(appendHistory(appendHistory(run.history, start), records), present),
    status,
    present,
    iterations,
    elapsed,
    paceReached,
    rateAsked: present.learningRate === run.rateAsked ? null : run.rateAsked,
    rateChanges,
    rateChangesForgotten: run.rateChangesForgotten || rateChanges.length > MAX_RATE_CHANGES,
  });
  return withKeptMoment(next);
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
