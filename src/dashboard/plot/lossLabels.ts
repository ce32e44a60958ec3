/** The labels of the loss chart: the names of its curves. */

import type { Size, State } from '../model/state.js';
import { significant } from '../style/format.js';
import type { Label } from '../style/panel.js';
import type { Style } from '../style/text.js';
import type { Cells, Wish } from './labels.js';
import type { LossCurve } from './lossCurves.js';
import type { Dot, Drawn } from './lossStrokes.js';
import { DOTS } from './raster.js';

/** The mark of the moment shown, as on the map of the loss. */
const MOMENT = '@';

interface DrawnRun {
  readonly curve: LossCurve;
  readonly drawn: Drawn;
}

/** The moment looked back to. */
export interface Cursor {
  readonly iteration: number;
  /** Its column in dots. */
  readonly x: number;
  /** Where its loss is; null if the chart does not show that. */
  readonly dot: Dot | null;
}

/** Everything drawn on the chart. */
interface Shown {
  readonly runs: {
    /** The one in focus comes last. */
    readonly live: readonly DrawnRun[];
    /** Newest first. */
    readonly earlier: readonly DrawnRun[];
  };
  readonly ahead: Drawn | null;
  readonly cursor: Cursor | null;
  /** The row of dots of the least possible loss; null if the chart does not show it. */
  readonly goal: number | null;
}

/**
 * Names at the ends of all curves, each with what distinguishes its run. Where there is no room for
 * that, a legend says it.
 */
export function lossLabels(
  state: State,
  { runs: { live, earlier }, ahead, cursor, goal }: Shown,
  cells: Cells,
  canvas: Size,
): Label[] {
  const moment = cursor ? cells.place(cursorNames(cursor)) : [];
  const best = goal === null ? null : goalName(state, goal, cells, canvas);
  const unexplained: DrawnRun[] = [];
  const names = [...live.toSorted(byDepth), ...earlier].flatMap((run) => {
    for (const wish of longNames(run)) {
      const long = cells.place([wish]);
      if (long.length > 0) {
        return long;
      }
    }
    unexplained.push(run);
    return cells.place(endName(run, shortName(run), { columns: 12, rows: 3 }));
  });
  return [
    ...moment,
    ...(best ? [best] : []),
    ...names,
    ...(goal === null || best ? [] : cells.place([besideGoal(state, goal, canvas)])),
    ...cells.place(ahead ? forecastName(ahead) : []),
    ...legend(unexplained.toSorted(byName), cells, canvas),
  ];
}

/** Marks the moment looked back to on the curve, and names it at the top. */
function cursorNames({ iteration, x, dot }: Cursor): Wish[] {
  const style = { bold: true };
  const text = `iteration ${iteration}`;
  const here = { columns: 0, rows: 0 };
  const near = { columns: text.length + 2, rows: 1 };
  const top = { left: Math.floor(x / DOTS.x) + 1, top: 0 };
  return [
    ...(dot ? [{ ...cellOf(dot), text: MOMENT, style, reach: here, vital: true }] : []),
    { ...top, text, style, reach: near, vital: true, forecast: 'covers' },
  ];
}

/** A run's name, with `!` if its curve left the chart at the top. */
function shortName({ curve: { name, blewUpAt }, drawn: { left } }: DrawnRun): string {
  return name === null ? (left ? `! ${fateOf(blewUpAt)}` : '') : name + (left ? '!' : '');
}

function longName(run: DrawnRun): string {
  const { name } = run.curve;
  const number = name !== null && Number.isInteger(Number(name)) ? 'run ' : '';
  return name === null ? shortName(run) : `${number}${shortName(run)}, ${explanation(run)}`;
}

/** What distinguishes a run, and how it left the chart. */
function explanation({ curve: { legend, blewUpAt }, drawn: { left } }: DrawnRun): string {
  return legend + (left ? `, ${fateOf(blewUpAt)}` : '');
}

/** What became of a run that left the chart at the top. */
function fateOf(blewUpAt: number | null): string {
  return blewUpAt === null ? 'off the top' : 'diverged';
}

/** A run's name close to the end of its curve: on the right or, at the edge, on the left. */
function longNames(run: DrawnRun): Wish[] {
  const text = longName(run);
  const wishes = endName(run, text, { columns: 2, rows: 1 });
  return [...wishes, ...wishes.map((wish) => ({ ...wish, left: wish.left - text.length }))].map(
    (wish) => ({ ...wish, vital: false }),
  );
}

/** A name at the end of a run's curve. */
function endName({ curve: { pen }, drawn: { end } }: DrawnRun, text: string, reach: Size): Wish[] {
  if (text === '' || !end) {
    return [];
  }
  const { left, top } = cellOf(end);
  const style = nameStyle(pen);
  return [{ left: left + 1, top, text, style, reach, vital: true, forecast: 'covers' }];
}

function cellOf([x, y]: Dot): Pick<Label, 'left' | 'top'> {
  return { left: Math.floor(x / DOTS.x), top: Math.floor(y / DOTS.y) };
}

function nameStyle({ style }: LossCurve['pen']): Style {
  return { ...style, bold: true };
}

function goalText({ analysis }: State): string {
  return `best ${significant(analysis!.optimum.loss, 4)}`;
}

/** The label of the least possible loss on its line, as far to the right as no curve is near. */
function goalName(state: State, y: number, cells: Cells, { columns }: Size): Label | null {
  const label = { top: Math.floor(y / DOTS.y), text: ` ${goalText(state)}`, style: {} };
  const around = { columns: label.text.length + 1, rows: 3 };
  for (let left = columns - label.text.length; left >= 0; left--) {
    if (!cells.hasAny({ left, top: label.top - 1 }, around)) {
      cells.take({ ...label, left });
      return { ...label, left };
    }
  }
  return null;
}

/** The same where there is no such place: beside the line, wherever the names of runs leave room. */
function besideGoal(state: State, y: number, { columns }: Size): Wish {
  const row = Math.floor(y / DOTS.y);
  const place = { left: 1, top: row > 0 ? row - 1 : 1 };
  return {
    ...place,
    text: goalText(state),
    style: {},
    reach: { columns, rows: 1 },
    vital: false,
    forecast: 'covers',
  };
}

/** A forecast of at least this many columns gets a label. */
const LONG = 12;

/** The label of the forecast: among its dots, as near as possible to their end. */
function forecastName({ strokes, end }: Drawn): Wish[] {
  const text = ' forecast';
  const columns = Math.floor(((end?.[0] ?? 0) - (strokes[0]?.points[0]?.[0] ?? 0)) / DOTS.x);
  if (!end || columns < LONG) {
    return [];
  }
  const { left, top } = cellOf(end);
  const place = { left: left + 1 - text.length, top };
  const reach = { columns: columns - text.length, rows: 4 };
  return [{ ...place, text, style: {}, reach, vital: false, forecast: 'touches' }];
}

interface LegendLine {
  readonly name: string;
  readonly text: string;
  readonly style: Style;
}

/** Explains the names of as many runs as a corner has room for, preferably the upper right. */
function legend(runs: readonly DrawnRun[], cells: Cells, canvas: Size): Label[] {
  const lines = runs.flatMap((run) => {
    const { name, pen } = run.curve;
    return name === null ? [] : [{ name, text: explanation(run), style: nameStyle(pen) }];
  });
  for (let count = Math.min(lines.length, canvas.rows - 1); count > 0; count--) {
    const labels = cornerOf(lines.slice(0, count), cells, canvas);
    if (labels) {
      return labels;
    }
  }
  return [];
}

/** The lines in the first corner where they cover nothing; null if there is none. */
function cornerOf(
  lines: readonly LegendLine[],
  cells: Cells,
  { columns, rows }: Size,
): Label[] | null {
  const nameWidth = Math.max(...lines.map(({ name }) => name.length)) + 1;
  const longest = Math.max(...lines.map(({ text }) => text.length));
  const textWidth = Math.min(longest, Math.floor(columns * 0.8) - nameWidth);
  const size = { columns: nameWidth + textWidth, rows: lines.length };
  // With two columns on both sides, so that no name seems to be part of the legend.
  const wide = { ...size, columns: size.columns + 4 };
  const corner = [0, rows - size.rows]
    .flatMap((top) => [columns - size.columns, 0].map((left) => ({ left, top })))
    .find(({ left, top }) => !cells.hasAny({ left: left - 2, top }, wide));
  return corner
    ? lines.flatMap(({ name, text, style }, i) => {
        const { left } = corner;
        const top = corner.top + i;
        const rest = name.padEnd(nameWidth).slice(name.length) + text.slice(0, textWidth);
        return [
          { left, top, text: name, style },
          {
            left: left + name.length,
            top,
            text: rest.padEnd(size.columns - name.length),
            style: {},
          },
        ];
      })
    : null;
}

/** Curves that end lower come first: of names for the same place, that of the upper curve goes up. */
function byDepth({ drawn: { end: one } }: DrawnRun, { drawn: { end: other } }: DrawnRun): number {
  return (other?.[1] ?? 0) - (one?.[1] ?? 0);
}

function byName(one: DrawnRun, other: DrawnRun): number {
  return (one.curve.name ?? '').localeCompare(other.curve.name ?? '');
}
