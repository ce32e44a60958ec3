/** The labels of the loss chart: the names of its curves. */

import type { Size, State } from '../model/state.js';
import type { Label } from '../style/panel.js';
import type { Style } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import type { Cells, Wish } from './labels.js';
import type { LossCurve } from './lossCurves.js';
import { besideGoal, goalLine, goalName } from './lossGoal.js';
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
  /** Where its loss is, or the top edge above it if the chart does not show that. */
  readonly dot: Dot;
  readonly isShown: boolean;
}

interface Shown {
  readonly runs: {
    /** The one in focus comes last. */
    readonly live: readonly DrawnRun[];
    /** Newest first. */
    readonly earlier: readonly DrawnRun[];
  };
  readonly ahead: DrawnRun | null;
  readonly cursor: Cursor | null;
  /** The row of dots of the least possible loss; null if the chart does not show it. */
  readonly goal: number | null;
}

/**
 * Names at the ends of all curves, each with what distinguishes its run, and the line of the least
 * possible loss. Where there is no room for what distinguishes a run, a legend says it.
 */
export function lossLabels(
  state: State,
  { runs: { live, earlier }, ahead, cursor, goal }: Shown,
  cells: Cells,
  canvas: Size,
  theme: Theme,
): Label[] {
  const moment = cursor ? cursorLabels(cursor, cells, canvas) : [];
  const best = goal === null ? null : goalName(state, goal, cells, canvas);
  const unexplained: DrawnRun[] = [];
  // A branch ends before the run it left, whose name would otherwise move away from its own end.
  const runs = live.length === 1 ? [...earlier, ...live] : [...live.toSorted(byDepth), ...earlier];
  const named = runs.filter((run) => shortName(run) !== '');
  const names = named.flatMap((run) => {
    for (const wish of longNames(run, cells, canvas)) {
      const long = cells.place([wish]);
      if (long.length > 0) {
        return long;
      }
    }
    unexplained.push(run);
    return cells.place(endName(run, shortName(run), { columns: 12, rows: 3 }));
  });
  const words = [
    ...moment,
    ...(best ? [best] : []),
    ...names,
    ...(goal === null || best ? [] : cells.place([besideGoal(state, goal, canvas)])),
    ...cells.place(ahead ? forecastName(ahead) : []),
    ...legend(unexplained.toSorted(byName), cells, canvas),
  ];
  return [...words, ...(goal === null ? [] : goalLine(goal, cells, canvas, theme))];
}

/** Marks the moment looked back to on the curve, and names it beside that. */
function cursorLabels({ iteration, dot, isShown }: Cursor, cells: Cells, canvas: Size): Label[] {
  const style = { bold: true };
  const mark = { ...cellOf(dot), text: MOMENT, style };
  const text = `iteration ${iteration}`;
  const name = { text, style, vital: false, forecast: 'covers' } as const;
  const near = { columns: text.length + 3, rows: 2 };
  const right = { ...name, left: mark.left + 2, top: mark.top, reach: near };
  if (!isShown) {
    return cells.place([{ ...right, vital: true }]);
  }
  const beside = cells.place([right]);
  cells.take(mark);
  const rest = beside.length > 0 ? beside : cells.place([{ ...right, reach: canvas, vital: true }]);
  return [mark, ...rest];
}

/** A run's name, with `!` if its curve left the chart at the top. */
function shortName({ curve: { name, blewUpAt }, drawn: { left } }: DrawnRun): string {
  return name === null ? (left ? `! ${fateOf(blewUpAt)}` : '') : name + (left ? '!' : '');
}

/** A run's name with what distinguishes it, longest first; one that left the chart needs all of that. */
function longNamesOf(run: DrawnRun): string[] {
  const { name } = run.curve;
  if (name === null) {
    return [shortName(run)];
  }
  const number = Number.isInteger(Number(name)) ? 'run ' : '';
  const facts = factsOf(run);
  const most = facts.length;
  const counts = run.drawn.left ? [most] : [most, ...[...facts.keys()].slice(1).reverse()];
  return counts.map((count) => [`${number}${shortName(run)}`, ...facts.slice(0, count)].join(', '));
}

/** What distinguishes a run, and how it left the chart. */
function factsOf({ curve: { facts, blewUpAt }, drawn: { left } }: DrawnRun): readonly string[] {
  return left ? [...facts, fateOf(blewUpAt)] : facts;
}

/** What became of a run that left the chart at the top. */
function fateOf(blewUpAt: number | null): string {
  return blewUpAt === null ? 'off the top' : 'diverged';
}

/** How far above the end of its curve a name may be, in rows. */
const FAR = 4;

/**
 * A run's name close to the end of its curve: on the right, above, or else on the left; not in another
 * row below, where it would be read as the name of what ends there.
 */
function longNames(run: DrawnRun, cells: Cells, canvas: Size): Wish[] {
  const onRight = longNamesOf(run)
    .flatMap((text) => endName(run, text, { columns: 2, rows: 0 }))
    .map((wish) => ({ ...wish, vital: false }));
  const onLeft = onRight.map((wish) => ({ ...wish, left: wish.left - wish.text.length }));
  const rows = Array.from({ length: FAR }, (_, i) => i + 1);
  const above = rows.flatMap((row) => onRight.flatMap((wish) => aboveBy(row, wish, cells, canvas)));
  return [...onRight, ...above, ...onLeft];
}

/** So many rows above, as far to the right as there is room, if no curve is between it and the end. */
function aboveBy(rows: number, right: Wish, cells: Cells, { columns }: Size): Wish[] {
  const { length } = right.text;
  const top = right.top - rows;
  const isApart = cells.hasRun({ left: right.left - 1, top }, { columns: length + 1, rows });
  const left = Math.min(right.left, columns - length);
  return isApart || top < 0 ? [] : [{ ...right, left, top, reach: { columns: 0, rows: 0 } }];
}

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

/** A forecast of at least this many columns, which has two dots, gets a label. */
const TWO_DOTS = 3;

/** The label of the forecast: above or below its dots, as near as possible to their end. */
function forecastName({ curve, drawn: { strokes, end } }: DrawnRun): Wish[] {
  const text = curve.facts[0]!;
  const columns = Math.floor(((end?.[0] ?? 0) - (strokes[0]?.points[0]?.[0] ?? 0)) / DOTS.x);
  if (!end || columns < TWO_DOTS) {
    return [];
  }
  const { left, top } = cellOf(end);
  const place = { left: left + 1 - text.length, top: top - 1 };
  const reach = { columns: Math.max(0, columns - text.length), rows: 4 };
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
    return name === null
      ? []
      : [{ name, text: factsOf(run).join(', ') || 'now', style: nameStyle(pen) }];
  });
  for (let count = Math.min(lines.length, canvas.rows - 1); count > 0; count--) {
    const labels = cornerOf(lines.slice(0, count), cells, canvas);
    if (labels) {
      for (const label of labels) {
        cells.take(label);
      }
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
