/** The loss against the iteration: runs side by side, earlier runs, the goal and the forecast. */

import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { type Axis, closeLogAxis, iterationAxis, linearAxis, logAxis } from '../plot/axis.js';
import { horizontalAxis, verticalAxis } from '../plot/axisLines.js';
import {
  cursorPen,
  earlierCurves,
  forecastCurve,
  goalPen,
  type LossCurve,
  type LossPoint,
  liveCurves,
} from '../plot/lossCurves.js';
import { DOTS } from '../plot/raster.js';
import { significant } from '../style/format.js';
import type { Label, Panel, Stroke } from '../style/panel.js';
import type { Theme } from '../style/theme.js';

/** Columns for the labels of the loss axis, as in 1e-12; more only where one is longer. */
const LABEL = 5;

/** So many points are drawn sooner than they are thinned. */
const FEW = 128;

/** Columns from one label of the iteration axis to the next, about. */
const TICK_DISTANCE = 12;

/** The loss chart for a panel whose inside has the given size. */
export function lossChart(state: State, size: Size, theme: Theme): Panel {
  const rows = size.rows - 2;
  const [start, end] = timeSpan(state);
  const live = liveCurves(state);
  const forecast = forecastCurve(state, end, size.columns);
  const least = state.analysis?.optimum.loss;
  const lossAxis = axisOfLosses(state, live, forecast, start, least, rows);
  const left = Math.max(LABEL, ...lossAxis.ticks.map(({ label }) => label.length));
  const columns = size.columns - left - 1;
  const timeAxis = iterationAxis(start, end, Math.max(1, columns / TICK_DISTANCE));
  const place = placement(timeAxis, lossAxis, { columns, rows });
  const curves = [...earlierCurves(state), ...(forecast ? [forecast] : []), ...live];
  const { rateChanges } = focusedRun(state);
  return {
    ...titles(state),
    lines: [
      ...verticalAxis(lossAxis, left, rows, theme),
      ...horizontalAxis(
        timeAxis,
        left,
        columns,
        theme,
        rateChanges.map(({ iteration }) => iteration),
      ),
    ],
    canvas: {
      left: left + 1,
      top: 0,
      columns,
      rows,
      strokes: [
        ...goalStrokes(least, start, end, place),
        ...curves.flatMap((curve) => curveStrokes(curve, place)),
        ...cursorStrokes(state, place, rows),
      ],
      labels: apart(
        legend(curves, columns, rows),
        [...signs(curves, place).reverse(), ...goalLabels(least, start, place)],
        columns,
      ),
    },
  };
}

function titles({ lossScale, span }: State): Pick<Panel, 'title' | 'shortTitle'> {
  const loss = lossScale === 'log' ? 'Loss (log)' : 'Loss';
  const part = span === 'latest' ? ', latest part' : '';
  return { title: `${loss} by iteration${part}`, shortTitle: loss + part };
}

/** The iterations that the chart shows. */
function timeSpan(state: State): [start: number, end: number] {
  const end = Math.max(1, ...state.live.map(({ iterations }) => iterations));
  if (state.span === 'whole') {
    return [0, end];
  }
  const now = shownSnapshot(state)?.iteration ?? 0;
  const width = Math.max(10 * state.settings.every, Math.ceil(now / 5));
  const start = Math.max(0, now - width);
  return [start, Math.max(start + width, now) + Math.ceil(width / 4)];
}

/**
 * Of all losses of the live runs that are shown; of the whole run also the least possible, which
 * stays in place. A forecast may leave the chart at its top: where it shoots up, it would press
 * what has happened so far to the ground.
 */
function axisOfLosses(
  state: State,
  live: readonly LossCurve[],
  forecast: LossCurve | null,
  start: number,
  least: number | undefined,
  count: number,
): Axis {
  const whole = state.span === 'whole';
  const losses = extremeLosses(live, start);
  const top = Math.max(0, ...losses);
  const ahead = (forecast?.points ?? []).map(({ loss }) => Math.min(loss, top));
  const all = [...(whole && least !== undefined ? [least] : []), ...losses, ...ahead];
  if (state.lossScale === 'linear') {
    return linearAxis(all, Math.max(2, Math.floor(count / 2)));
  }
  return whole ? logAxis(all, count) : closeLogAxis(all, Math.max(2, Math.floor(count / 2)));
}

/** Of all finite losses from an iteration on the least, the least above 0 and the greatest. */
function extremeLosses(curves: readonly LossCurve[], start: number): number[] {
  let least = Number.POSITIVE_INFINITY;
  let leastPositive = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const { points } of curves) {
    for (const { iteration, loss } of points) {
      if (iteration >= start && Number.isFinite(loss)) {
        least = Math.min(least, loss);
        leastPositive = loss > 0 ? Math.min(leastPositive, loss) : leastPositive;
        greatest = Math.max(greatest, loss);
      }
    }
  }
  return [least, leastPositive, greatest].filter(Number.isFinite);
}

type Dot = readonly [x: number, y: number];

/** Where things stand on the canvas; null where the axes do not show them. */
interface Placement {
  /** The column of dots of a point, at less cost than its dot. */
  columnOf(point: LossPoint): number | null;
  dotOf(iteration: number, loss: number): Dot | null;
  /** The dot at the upper edge. */
  topDot(iteration: number): Dot | null;
}

function placement(timeAxis: Axis, lossAxis: Axis, { columns, rows }: Size): Placement {
  const column = (iteration: number) => {
    const x = timeAxis.position(iteration);
    return x === null ? null : Math.round(x * (DOTS.x * columns - 1));
  };
  return {
    columnOf: ({ iteration, loss }) =>
      loss >= lossAxis.start && loss <= lossAxis.end ? column(iteration) : null,
    dotOf: (iteration, loss) => {
      const x = column(iteration);
      const y = lossAxis.position(loss);
      return x === null || y === null ? null : [x, Math.round((1 - y) * (DOTS.y * rows - 1))];
    },
    topDot(iteration) {
      const x = column(iteration);
      return x === null ? null : [x, 0];
    },
  };
}

/**
 * A value that cannot be shown is a gap: the curve ends before it and goes on after it. Where the run
 * blew up, it leaves the chart at the top.
 */
function curveStrokes({ pen, points, blewUpAt }: LossCurve, place: Placement): Stroke[] {
  const strokes: { pen: Stroke['pen']; points: Dot[] }[] = [{ pen, points: [] }];
  for (const { iteration, loss } of thinned(points, place)) {
    const dot = place.dotOf(iteration, loss);
    if (dot !== null) {
      strokes.at(-1)!.points.push(dot);
    } else if (strokes.at(-1)!.points.length > 0) {
      strokes.push({ pen, points: [] });
    }
  }
  const end = blewUpAt === null ? null : place.topDot(blewUpAt);
  const last = strokes.findLast(({ points }) => points.length > 0);
  if (end && last) {
    last.points.push(end);
  }
  return strokes.filter(({ points }) => points.length > 0);
}

/**
 * Of neighbours in one column of dots the first, the least, the greatest and the last: the line
 * through them covers the same dots as the line through all, however many these are.
 */
function thinned(points: readonly LossPoint[], { columnOf }: Placement): readonly LossPoint[] {
  if (points.length <= FEW) {
    return points;
  }
  const kept: LossPoint[] = [];
  for (let first = 0; first < points.length; ) {
    const column = columnOf(points[first]!);
    let least = first;
    let greatest = first;
    let next = first + 1;
    for (; next < points.length && columnOf(points[next]!) === column; next++) {
      if (points[next]!.loss < points[least]!.loss) {
        least = next;
      }
      if (points[next]!.loss > points[greatest]!.loss) {
        greatest = next;
      }
    }
    const places = [first, Math.min(least, greatest), Math.max(least, greatest), next - 1];
    kept.push(...places.filter((place, i) => place !== places[i - 1]).map((i) => points[i]!));
    first = next;
  }
  return kept;
}

/** A level line at the least possible loss. */
function goalStrokes(
  least: number | undefined,
  start: number,
  end: number,
  place: Placement,
): Stroke[] {
  const from = place.dotOf(start, least ?? Number.NaN);
  const to = place.dotOf(end, least ?? Number.NaN);
  return from && to ? [{ pen: goalPen, points: [from, to] }] : [];
}

function goalLabels(least: number | undefined, start: number, place: Placement): Label[] {
  const dot = place.dotOf(start, least ?? Number.NaN);
  if (!dot || least === undefined) {
    return [];
  }
  const text = `least ${significant(least, 4)}`;
  return [{ left: 1, top: Math.floor(dot[1] / DOTS.y), text, style: {} }];
}

/** A vertical line at the moment that is looked back to. */
function cursorStrokes(state: State, place: Placement, rows: number): Stroke[] {
  const snapshot = shownSnapshot(state);
  const dot = state.rewind && snapshot ? place.dotOf(snapshot.iteration, snapshot.loss) : null;
  return dot
    ? [
        {
          pen: cursorPen,
          points: [
            [dot[0], 0],
            [dot[0], DOTS.y * rows - 1],
          ],
        },
      ]
    : [];
}

/** The sign of each curve that has one, at the last point that is shown; ! where it blew up. */
function signs(curves: readonly LossCurve[], place: Placement): Label[] {
  return curves.flatMap(({ sign, points, blewUpAt, pen }) => {
    const last = points.findLast(({ iteration, loss }) => place.dotOf(iteration, loss) !== null);
    const end = blewUpAt === null ? null : place.topDot(blewUpAt);
    const dot = end ?? (last && place.dotOf(last.iteration, last.loss));
    const text = `${sign ?? ''}${end ? '!' : ''}`;
    if (text === '' || !dot) {
      return [];
    }
    const left = Math.floor(dot[0] / DOTS.x) + 1;
    return [{ left, top: Math.floor(dot[1] / DOTS.y), text, style: signStyle(pen) }];
  });
}

function signStyle({ style }: LossCurve['pen']) {
  return { ...style, bold: true };
}

/** What the signs stand for, in the upper right corner, where loss curves rarely are. */
function legend(curves: readonly LossCurve[], columns: number, rows: number): Label[] {
  const named = curves
    .filter(({ sign }) => sign !== null)
    .sort((one, other) => one.sign!.localeCompare(other.sign!))
    .slice(0, Math.max(0, rows - 1));
  const most = Math.floor(columns * 0.7);
  const texts = named.map(({ sign, legend }) => `${sign} ${legend}`.slice(0, most));
  const width = Math.max(0, ...texts.map(({ length }) => length));
  const left = columns - width;
  return named.flatMap(({ sign, pen }, top) => [
    { left, top, text: texts[top]!.padEnd(width), style: {} },
    { left, top, text: sign!, style: signStyle(pen) },
  ]);
}

/**
 * The fixed labels, and of the others each in its row as near to its place as it touches none before
 * it; one that has no room is left out.
 */
function apart(fixed: readonly Label[], others: readonly Label[], columns: number): Label[] {
  const placed = [...fixed];
  for (const label of others) {
    const row = placed.filter(({ top }) => top === label.top);
    const free = Array.from(
      { length: Math.max(0, columns - label.text.length + 1) },
      (_, left) => left,
    )
      .filter((left) => row.every((other) => !touch({ ...label, left }, other)))
      .sort((one, other) => Math.abs(one - label.left) - Math.abs(other - label.left));
    placed.push(...free.slice(0, 1).map((left) => ({ ...label, left })));
  }
  return placed;
}

/** Whether two labels of a row have no blank between them. */
function touch(one: Label, other: Label): boolean {
  return one.left <= other.left + other.text.length && other.left <= one.left + one.text.length;
}
