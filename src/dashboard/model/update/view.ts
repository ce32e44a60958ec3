/** Changes what the plots and panels show. */

import type { ViewAction } from '../actions.js';
import { type Handlers, only, type Update } from '../events.js';
import { limitOf } from '../optimizers.js';
import { planes } from '../selectors.js';
import { fullPanels, lossScales, plotViews, type State } from '../state.js';
import { endRewind } from './rewind.js';

export const view: Handlers<ViewAction> = {
  lossScale: (state) => only({ ...state, lossScale: after(state.lossScale, lossScales) }),
  iterationScale: (state) =>
    only({ ...state, iterationScale: state.iterationScale === 'log' ? 'linear' : 'log' }),
  span: (state) => only({ ...state, span: state.span === 'whole' ? 'latest' : 'whole' }),
  earlier: (state) => only({ ...state, showEarlier: !state.showEarlier }),
  optimum: (state) => only({ ...state, showOptimum: !state.showOptimum }),
  plot: (state) => only({ ...state, plot: nextPlot(state) }),
  pair: (state) => only({ ...state, pair: nextPair(state) }),
  full: (state) =>
    only({ ...state, full: after(state.full, [null, ...fullPanels]), showDetails: false }),
  details: (state) => only({ ...state, full: null, showDetails: !state.showDetails }),
  nextLane: (state) => focusOn(state, state.focus + 1),
  previousLane: (state) => focusOn(state, state.focus - 1),
};

/** The next value in a cycle. */
function after<Value>(value: Value, cycle: readonly Value[]): Value {
  return cycle[(cycle.indexOf(value) + 1) % cycle.length]!;
}

function nextPlot(state: State): State['plot'] {
  const { plot, settings } = state;
  const isShown: Readonly<Partial<Record<State['plot'], boolean>>> = {
    // A single coefficient has no surface, and an optimizer without a limit no plane.
    surface: settings.degree > 0,
    plane: limitOf(state) !== Number.POSITIVE_INFINITY,
  };
  return after(
    plot,
    plotViews.filter((view) => view === plot || isShown[view] !== false),
  );
}

function nextPair({ pair, settings }: State): number {
  const pairs = planes(settings.degree).length;
  return pairs === 0 ? 0 : (pair + 1) % pairs;
}

/** Shows another lane. A look back ends, because it was at another run. */
function focusOn(state: State, lane: number): Update {
  const { length } = state.live;
  if (length === 1) {
    return only(state);
  }
  const { state: present, effects } = endRewind(state);
  return { state: { ...present, focus: (lane + length) % length }, effects };
}

/** The state of another problem, with the previous view settings. */
export function withView(state: State, before: State): State {
  const { showEarlier, lossScale, iterationScale, span, showOptimum, help, size } = before;
  const { full, showDetails, pace, paused } = before;
  const view = { showEarlier, lossScale, iterationScale, span, showOptimum, full, showDetails };
  return { ...state, ...view, pace, paused, help, size };
}
