/** The labels of the loss chart: the names of its curves. */

import type { Size, State } from '../model/state.js';
import { significant } from '../style/format.js';
import type { Label, Stroke } from '../style/panel.js';
import type { Style } from '../style/text.js';
import type { Cells, Wish } from './labels.js';
import type { LossCurve } from './lossCurves.js';
import type { Drawn } from './lossStrokes.js';
import { DOTS } from './raster.js';

interface DrawnRun {
  readonly curve: LossCurve;
  readonly drawn: Drawn;
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
  readonly goal: readonly Stroke[];
}

/** Names beside all curves and, if there are several runs, a legend. */
export function lossLabels(
  state: State,
  { runs: { live, earlier }, ahead, goal }: Shown,
  cells: Cells,
  canvas: Size,
): Label[] {
  const fixed = legend([...live.toSorted(byName), ...earlier], cells, canvas);
  for (const label of fixed) {
    // With up to two spaces on its left, so that no name seems to be part of the legend.
    const blanks = Math.min(2, label.left);
    cells.take({ ...label, left: label.left - blanks, text: ' '.repeat(blanks) + label.text });
  }
  return [
    ...fixed,
    ...cells.place([
      ...goal.map(({ points }) => goalName(state, points[0]![1], canvas)),
      ...[...live.toReversed(), ...earlier].flatMap(endName),
      ...(ahead ? forecastName(ahead) : []),
    ]),
  ];
}

/** The name of a run at the end of its curve, with `!` if that left the chart at the top. */
function endName({ curve: { name, pen, blewUpAt }, drawn: { end, left } }: DrawnRun): Wish[] {
  const fate = blewUpAt === null ? '! off the top' : '! diverged';
  const text = name === null ? (left ? fate : '') : name + (left ? '!' : '');
  return text === '' || !end
    ? []
    : [
        {
          ...cellBeside(end),
          text,
          style: nameStyle(pen),
          reach: { columns: 12, rows: 4 },
          vital: true,
        },
      ];
}

function cellBeside([x, y]: readonly [number, number]): Pick<Label, 'left' | 'top'> {
  return { left: Math.floor(x / DOTS.x) + 1, top: Math.floor(y / DOTS.y) };
}

function nameStyle({ style }: LossCurve['pen']): Style {
  return { ...style, bold: true };
}

/** The label of the least possible loss: beside its line, never on it. */
function goalName({ analysis }: State, y: number, { columns }: Size): Wish {
  const row = Math.floor(y / DOTS.y);
  return {
    left: 1,
    top: row > 0 ? row - 1 : 1,
    text: `best ${significant(analysis!.optimum.loss, 4)}`,
    style: {},
    reach: { columns, rows: 1 },
    vital: false,
  };
}

/** A forecast of at least this many columns gets a label. */
const LONG = 12;

function forecastName({ strokes }: Drawn): Wish[] {
  const dots = strokes.flatMap(({ points }) => points);
  const middle = dots[Math.floor(dots.length / 2)];
  const length = (dots.at(-1)?.[0] ?? 0) - (dots[0]?.[0] ?? 0);
  if (!middle || length < LONG * DOTS.x) {
    return [];
  }
  const { left, top } = cellBeside(middle);
  const text = 'forecast';
  const centred = { left: left - text.length / 2, top: top - 1 };
  return [{ ...centred, text, style: {}, reach: { columns: 16, rows: 2 }, vital: false }];
}

/** How many cells with curves a legend may cover. */
const FEW_CELLS = 4;

interface LegendLine {
  readonly name: string;
  readonly text: string;
  readonly style: Style;
}

/** Explains the names of as many runs as a corner has room for, preferably the upper right. */
function legend(runs: readonly DrawnRun[], cells: Cells, canvas: Size): Label[] {
  const lines = runs.flatMap(({ curve: { name, legend, pen, blewUpAt }, drawn: { left } }) => {
    const fate = blewUpAt === null ? ' off the top' : ' diverged';
    const text = legend + (left ? fate : '');
    return name === null ? [] : [{ name, text, style: nameStyle(pen) }];
  });
  for (let count = Math.min(lines.length, canvas.rows - 1); count > 0; count--) {
    const labels = cornerOf(lines.slice(0, count), cells, canvas);
    if (labels) {
      return labels;
    }
  }
  return [];
}

/** The lines in the first corner where they cover almost no curve; null if there is none. */
function cornerOf(
  lines: readonly LegendLine[],
  cells: Cells,
  { columns, rows }: Size,
): Label[] | null {
  const nameWidth = Math.max(...lines.map(({ name }) => name.length)) + 1;
  const longest = Math.max(...lines.map(({ text }) => text.length));
  const textWidth = Math.min(longest, Math.floor(columns * 0.7) - nameWidth);
  const size = { columns: nameWidth + textWidth, rows: lines.length };
  const corner = [0, rows - size.rows]
    .flatMap((top) => [columns - size.columns, 0].map((left) => ({ left, top })))
    .find((corner) => cells.covered(corner, size) <= FEW_CELLS);
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

function byName(one: DrawnRun, other: DrawnRun): number {
  return (one.curve.name ?? '').localeCompare(other.curve.name ?? '');
}
