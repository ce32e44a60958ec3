/** The axes of the loss chart: which iterations and which losses it shows. */

import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { type Axis, closeLogAxis, iterationAxis, linearAxis, logAxis } from './axis.js';
import { type LossCurve, shownScale } from './lossCurves.js';

/** Columns from one label of the iteration axis to the next, about. */
const TICK_DISTANCE = 12;

/** The iterations that the chart shows in so many columns. */
export function timeAxis(state: State, columns: number): Axis {
  const [start, end] = timeSpan(state);
  const count = Math.max(1, columns / TICK_DISTANCE);
  return iterationAxis(start, end, count, state.iterationScale === 'log');
}

export function timeSpan(state: State): [start: number, end: number] {
  const end = Math.max(1, ...state.live.map(({ iterations }) => iterations));
  if (state.span === 'whole') {
    return [0, end];
  }
  const now = shownSnapshot(state)?.iteration ?? 0;
  const width = Math.max(10 * focusedRun(state).settings.every, Math.ceil(now / 5));
  const start = Math.max(0, now - width);
  return [start, Math.max(start + width, now) + Math.ceil(width / 4)];
}

/** What the loss axis has to do with. */
export interface Shown {
  readonly live: readonly LossCurve[];
  readonly earlier: readonly LossCurve[];
  readonly forecast: LossCurve | null;
}

/**
 * The axis of all losses that are shown from an iteration on; of the whole run also of the least
 * possible, which stays in place. A forecast may leave the chart at its top: where it shoots up, it
 * would press what has happened so far to the ground.
 */
export function lossAxis(
  state: State,
  { live, earlier, forecast }: Shown,
  start: number,
  rows: number,
): Axis {
  const scale = shownScale(state);
  const whole = state.span === 'whole';
  const ranges = [...live, ...(whole ? earlier : [])].flatMap((curve) => rangeOf(curve, start));
  const top = topOf(ranges, scale);
  const best = whole && scale !== 'excess' ? state.analysis?.optimum.loss : undefined;
  const values = [
    ...(best === undefined ? [] : [best]),
    ...ranges.flatMap(({ least, leastPositive }) => [least, leastPositive]),
    ...(forecast?.points ?? []).map(({ loss }) => Math.min(loss, top)),
    top,
  ].filter((value) => value <= top || value === best);
  if (scale === 'linear') {
    return linearAxis(values, Math.max(2, Math.floor(rows / 2)));
  }
  return whole ? logAxis(values, rows) : closeLogAxis(values, Math.max(2, Math.floor(rows / 2)));
}

/** The finite losses of a curve. */
interface Range {
  readonly first: number;
  readonly least: number;
  /** The least above 0; Infinity where there is none. */
  readonly leastPositive: number;
  readonly greatest: number;
}

/** Empty when none is shown. */
function rangeOf({ points }: LossCurve, start: number): Range[] {
  let first: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  let leastPositive = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const { iteration, loss } of points) {
    if (iteration >= start && Number.isFinite(loss)) {
      first ??= loss;
      least = Math.min(least, loss);
      leastPositive = loss > 0 ? Math.min(leastPositive, loss) : leastPositive;
      greatest = Math.max(greatest, loss);
    }
  }
  return first === null ? [] : [{ first, least, leastPositive, greatest }];
}

/** A run that has risen by this factor above where it was first blows up. */
const BLOWN_UP = 10;

/**
 * The greatest loss that has to be shown. Runs that blow up are cut off where others do not: these
 * would be pressed flat. Where all blow up, a logarithmic axis has room for it; on a linear one
 * nothing else could be seen.
 */
function topOf(ranges: readonly Range[], scale: State['lossScale']): number {
  const calm = ranges.filter(({ first, greatest }) => greatest <= BLOWN_UP * first);
  if (calm.length > 0 || scale !== 'linear') {
    const shown = calm.length > 0 ? calm : ranges;
    return Math.max(0, ...shown.map(({ greatest }) => greatest));
  }
  return Math.max(0, ...ranges.map(({ first }) => Math.min(2 * first, Number.MAX_VALUE)));
}
