/** Actions on the program itself: help, redrawing, saving, suspending and quitting. */

import type { Action, ProgramAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll } from '../events.js';
import { pausedForGood } from '../lesson.js';
import { hasEnded } from '../selectors.js';
import type { State } from '../state.js';

export const program: Handlers<ProgramAction> = {
  help: (state) => only({ ...state, help: 0 }),
  scrollUp: only,
  scrollDown: only,
  redraw: (state) => ({ state, effects: [{ type: 'redraw' }] }),
  save: (state) => ({ state, effects: [{ type: 'save' }] }),
  suspend: (state) => ({
    state: state.live.every(hasEnded) ? state : pausedForGood(state),
    effects: [...toAll(state, { type: 'pause' }), { type: 'suspend' }],
  }),
  quit,
  quitAtOnce: quit,
};

/** What keys do while the help is open, instead of what they normally do. */
export const inHelp: Readonly<Partial<Record<Action, Handler>>> = {
  help: closeHelp,
  leave: closeHelp,
  quit: closeHelp,
  scrollUp: scrollBy(() => -1),
  scrollDown: scrollBy(() => 1),
  previousRecord: scrollBy((page) => -page),
  nextRecord: scrollBy((page) => page),
  first: scrollBy(() => Number.NEGATIVE_INFINITY),
  newest: scrollBy(() => Number.POSITIVE_INFINITY),
};

/** Rows of the header, the footer and the border of the help; the rest of the screen is a page. */
const AROUND_PAGE = 4;

/** May scroll past the end: only the panel knows its length, see `scrolledWithin`. */
function scrollBy(lines: (page: number) => number): Handler {
  return (state) => {
    const page = Math.max(1, state.size.rows - AROUND_PAGE);
    return only({ ...state, help: Math.max(0, (state.help ?? 0) + lines(page)) });
  };
}

function closeHelp(state: State) {
  return only({ ...state, help: null });
}

function quit(state: State): ReturnType<Handler> {
  return { state, effects: [{ type: 'quit' }] };
}
