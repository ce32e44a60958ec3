/** Looking back at the records of the run in focus. */

import type { RewindAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll, type Update } from '../events.js';
import { focusedRun, shownSnapshot } from '../selectors.js';
import type { State } from '../state.js';
import { setPaused } from './training.js';

export const rewind: Handlers<RewindAction> = {
  back: rewindBy(-1),
  forward: rewindBy(1),
  backTen: rewindBy(-10),
  forwardTen: rewindBy(10),
  first: rewindBy(Number.NEGATIVE_INFINITY),
  newest: rewindBy(Number.POSITIVE_INFINITY),
  leave: endRewind,
};

/** Looks at an iteration, or where that is not kept at the last one before it. */
export function jumpTo(state: State, iteration: number): Update {
  const { snapshots } = focusedRun(state).history;
  const kept = snapshots.findLast((snapshot) => snapshot.iteration <= iteration) ?? snapshots[0];
  if (!kept) {
    return only(state);
  }
  const message =
    kept.iteration === iteration
      ? null
      : `Iteration ${iteration} is not kept; the last one before it is shown.`;
  return lookAt({ ...state, message }, kept.iteration);
}

/** Moves the look back by so many records. */
function rewindBy(records: number): Handler {
  return (state) => {
    const { snapshots } = focusedRun(state).history;
    const shown = shownSnapshot(state);
    if (!shown || snapshots.length === 0) {
      return only(state);
    }
    // Recorded states before the one that is shown.
    const place = snapshots.filter(({ iteration }) => iteration < shown.iteration).length;
    const target = Math.min(snapshots.length - 1, Math.max(0, place + records));
    const { iteration } = snapshots[target]!;
    return records > 0 && !state.rewind ? only(state) : lookAt(state, iteration);
  };
}

/** Shows a moment that is kept; the first look back pauses the training. */
function lookAt(state: State, iteration: number): Update {
  if (state.rewind) {
    return only({ ...state, rewind: { ...state.rewind, iteration } });
  }
  // Runs that have ended are not trained on by that, but one that is started next is.
  const resume = !state.paused;
  return {
    state: { ...state, rewind: { iteration, resume, learningRate: null }, paused: true },
    effects: toAll(state, { type: 'pause' }),
  };
}

export function endRewind(state: State): Update {
  if (!state.rewind) {
    return only(state);
  }
  const present = { ...state, rewind: null };
  return state.rewind.resume ? setPaused(present, false) : only(present);
}
