/** Actions that do something else in a recording than while training. */

import type { Action } from '../actions.js';
import type { Handler, Moment, Update } from '../events.js';
import { focusedRun, isPlayedOut } from '../selectors.js';
import type { State } from '../state.js';
import { setPaused } from './training.js';

/** What keys do in a recording, instead of what they normally do. */
export const inReplay: Readonly<Partial<Record<Action, Handler>>> = {
  pause: togglePlaying,
  newest: (state) => playFrom(state, 'newest'),
};

/** Pauses or plays: when rewound from the moment shown, after the end from the beginning. */
function togglePlaying(state: State): Update {
  if (state.rewind) {
    return playFrom(state, { run: focusedRun(state).number, iteration: state.rewind.iteration });
  }
  return isPlayedOut(state)
    ? playFrom(state, { run: 0, iteration: 0 })
    : setPaused(state, !state.paused);
}

/** Goes to a moment and plays from there, or pauses there. */
export function playFrom(state: State, to: Moment | 'newest', paused = false): Update {
  const { state: next, effects } = setPaused({ ...state, rewind: null }, paused);
  return { state: next, effects: [{ type: 'seek', to }, ...effects] };
}
