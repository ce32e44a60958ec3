/** The program itself: its help, its screen, its files and its end. */

import type { Action, ProgramAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll } from '../events.js';
import { hasEnded } from '../selectors.js';
import type { State } from '../state.js';

export const program: Handlers<ProgramAction> = {
  help: (state) => only({ ...state, help: 0 }),
  scrollUp: only,
  scrollDown: only,
  redraw: (state) => ({ state, effects: [{ type: 'redraw' }] }),
  save: (state) => ({ state, effects: [{ type: 'save' }] }),
  suspend: (state) => ({
    state: { ...state, paused: state.paused || !state.live.every(hasEnded) },
    effects: [...toAll(state, { type: 'pause' }), { type: 'suspend' }],
  }),
  quit,
  quitAtOnce: quit,
};

/** What keys do in the open help, which covers the run, instead of what they do elsewhere. */
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

/** Header, footer and the border of the help: the rest of the screen is a page. */
const AROUND_PAGE = 4;

/** Where the help ends is known to those that draw it: see `scrolledWithin`. */
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
