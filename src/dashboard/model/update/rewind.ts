/** Looks back at earlier iterations of the run in focus. */

import type { Snapshot } from '../../../fit/descent.js';
import { isRecord } from '../../../runs/records.js';
import type { RewindAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll, type Update } from '../events.js';
import { focusedRun, keptSnapshots, shownSnapshot } from '../selectors.js';
import type { State } from '../state.js';
import { setPaused } from './training.js';

export const rewind: Handlers<RewindAction> = {
  back: rewindBy(-1),
  forward: rewindBy(1),
  backTen: rewindBy(-10),
  forwardTen: rewindBy(10),
  previousRecord: rewindToRecord(-1),
  nextRecord: rewindToRecord(1),
  first: rewindBy(Number.NEGATIVE_INFINITY),
  newest: endRewind,
  leave: endRewind,
};

/** Shows an iteration or, if that was not kept, the last one kept before it. */
export function jumpTo(state: State, iteration: number): Update {
  const snapshots = keptSnapshots(focusedRun(state));
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

/** Moves by this many of the iterations kept. */
function rewindBy(steps: number): Handler {
  return move((_, place) => place + steps);
}

/** Moves to the record before or after the iteration shown. */
function rewindToRecord(direction: -1 | 1): Handler {
  return move((snapshots, place, every) => {
    let target = place + direction;
    while (
      target > 0 &&
      target < snapshots.length &&
      !isRecord(snapshots[target]!.iteration, every)
    ) {
      target += direction;
    }
    return target;
  });
}

/** Moves from one place among the iterations kept to another. */
function move(
  targetOf: (snapshots: readonly Snapshot[], place: number, every: number) => number,
): Handler {
  return (state) => {
    const run = focusedRun(state);
    const snapshots = keptSnapshots(run);
    const shown = shownSnapshot(state);
    if (!shown || snapshots.length === 0) {
      return only(state);
    }
    // How many iterations are kept before the one shown.
    const place = snapshots.filter(({ iteration }) => iteration < shown.iteration).length;
    const target = targetOf(snapshots, place, run.settings.every);
    if (target > place && !state.rewind) {
      return only(state);
    }
    return lookAt(state, snapshots[Math.min(snapshots.length - 1, Math.max(0, target))]!.iteration);
  };
}

/** Shows an iteration that was kept, and pauses training unless already rewound. */
function lookAt(state: State, iteration: number): Update {
  if (state.rewind) {
    return only({ ...state, rewind: { ...state.rewind, iteration } });
  }
  // This does not continue runs that have ended, but decides whether a reset is paused.
  const resume = !state.paused;
  return {
    state: {
      ...state,
      rewind: { iteration, resume, learningRate: null, optimizer: null },
      paused: true,
    },
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
