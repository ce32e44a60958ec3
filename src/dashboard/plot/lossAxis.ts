/** The axes of the loss chart: which iterations and which losses it shows. */

import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { type Axis, closeLogAxis, iterationAxis, linearAxis, logAxis } from './axis.js';
import { type LossCurve, type LossPoint, shownScale } from './lossCurves.js';
import { sumOfGrowing } from './sumOfGrowing.js';

/** The approximate distance of labels on the iteration axis, in columns. */
const TICK_DISTANCE = 12;

/** The iteration axis of a chart of this width. */
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

/** The curves of the loss chart. */
export interface Shown {
  readonly live: readonly LossCurve[];
  readonly earlier: readonly LossCurve[];
  readonly forecast: LossCurve | null;
}

/**
 * The axis of all losses shown from an iteration on. For the whole run it includes the least possible
 * loss, so that this stays in place. A forecast may leave the chart at the top, because one that shoots
 * up would flatten everything else.
 */
export function lossAxis(
  state: State,
  { live, earlier, forecast }: Shown,
  start: number,
  rows: number,
): Axis {
  const scale = shownScale(state);
  const whole = state.span === 'whole';
  const ranges = [...live, ...(whole ? earlier : [])]
    .map(({ run, points }) => rangeOf(run, points, start))
    .filter((range) => range !== null);
  const top = topOf(ranges, scale);
  const ahead = new RangeSum(Number.NEGATIVE_INFINITY);
  for (const point of forecast?.points ?? []) {
    ahead.add(point);
  }
  const best = whole && scale !== 'excess' ? state.analysis?.optimum.loss : undefined;
  const values = [
    ...(best === undefined ? [] : [best]),
    ...[...ranges, ahead].flatMap(({ least, leastPositive }) => [least, leastPositive]),
    top,
  ].filter((value) => value <= top || value === best);
  if (scale === 'linear') {
    return linearAxisOver(
      Math.min(...values),
      Math.max(...values),
      Math.max(2, Math.floor(rows / 2)),
    );
  }
  return whole ? logAxis(values, rows) : closeLogAxis(values, Math.max(2, Math.floor(rows / 2)));
}

/** Mostly the same from one frame to the next. */
const linearAxisOver = memoizeLast((least: number, greatest: number, count: number) =>
  linearAxis([least, greatest], count),
);

/** The range of a curve's finite losses from an iteration on. */
interface Range {
  readonly first: number;
  readonly least: number;
  /** The least positive loss; Infinity if there is none. */
  readonly leastPositive: number;
  readonly greatest: number;
}

class RangeSum implements Omit<Range, 'first'> {
  readonly #start: number;
  #first: number | null = null;
  least = Number.POSITIVE_INFINITY;
  leastPositive = Number.POSITIVE_INFINITY;
  greatest = Number.NEGATIVE_INFINITY;

  constructor(start: number) {
    this.#start = start;
  }

  add({ iteration, loss }: LossPoint): void {
    if (iteration < this.#start || !Number.isFinite(loss)) {
      return;
    }
    this.#first ??= loss;
    if (loss > this.greatest) {
      this.greatest = loss;
    }
    if (loss < this.least) {
      this.least = loss;
    }
    if (loss < this.leastPositive && loss > 0) {
      this.leastPositive = loss;
    }
  }

  /** Null while there is no such loss. */
  get result(): Range | null {
    const { least, leastPositive, greatest } = this;
    return this.#first === null ? null : { first: this.#first, least, leastPositive, greatest };
  }
}

const rangeOf = sumOfGrowing((start: number) => new RangeSum(start));

/** A run blows up if its loss rises above this multiple of the first one shown. */
const BLOWN_UP = 10;

/**
 * The greatest loss to show. If some runs blow up and others do not, the former are cut off, because
 * they would flatten the others. If all blow up, a logarithmic axis shows everything, but a linear one
 * only up to twice the first loss.
 */
function topOf(ranges: readonly Range[], scale: State['lossScale']): number {
  const calm = ranges.filter(({ first, greatest }) => greatest <= BLOWN_UP * first);
  if (calm.length > 0 || scale !== 'linear') {
    const shown = calm.length > 0 ? calm : ranges;
    return Math.max(0, ...shown.map(({ greatest }) => greatest));
  }
  return Math.max(0, ...ranges.map(({ first }) => Math.min(2 * first, Number.MAX_VALUE)));
}
