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

/** Moves the look back by so many records; the first move pauses the training. */
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
    if (state.rewind) {
      return only({ ...state, rewind: { ...state.rewind, iteration } });
    }
    if (records > 0) {
      return only(state);
    }
    // Runs that have ended are not trained on by that, but one that is started next is.
    const resume = !state.paused;
    return {
      state: { ...state, rewind: { iteration, resume, learningRate: null }, paused: true },
      effects: toAll(state, { type: 'pause' }),
    };
  };
}

export function endRewind(state: State): Update {
  if (!state.rewind) {
    return only(state);
  }
  const present = { ...state, rewind: null };
  return state.rewind.resume ? setPaused(present, false) : only(present);
}
