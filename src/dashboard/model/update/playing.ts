/** How a recording plays, where that differs from training. */

import type { Action } from '../actions.js';
import type { Handler, Moment, Update } from '../events.js';
import { focusedRun, isPlayedOut } from '../selectors.js';
import type { State } from '../state.js';
import { setPaused } from './training.js';

/** What keys do in a recording instead of what they do while training. */
export const inReplay: Readonly<Partial<Record<Action, Handler>>> = {
  pause: togglePlaying,
  newest: (state) => playFrom(state, 'newest'),
};

/** Pauses, or plays: from the moment that is shown, and from the beginning after the end. */
function togglePlaying(state: State): Update {
  if (state.rewind) {
    return playFrom(state, { run: focusedRun(state).number, iteration: state.rewind.iteration });
  }
  return isPlayedOut(state)
    ? playFrom(state, { run: 0, iteration: 0 })
    : setPaused(state, !state.paused);
}

/** Goes to a moment and plays on from there, unless it is to be paused. */
export function playFrom(state: State, to: Moment | 'newest', paused = false): Update {
  const { state: next, effects } = setPaused({ ...state, rewind: null }, paused);
  return { state: next, effects: [{ type: 'seek', to }, ...effects] };
}
