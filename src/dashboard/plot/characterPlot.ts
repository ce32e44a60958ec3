/** Plots of plain characters: a grid to draw curves in, and its axes. */

import type { Size } from '../model/state.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { type Line, LineBuilder, line, type Style } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { labelLine } from './axisLines.js';

/** The characters of a plot, row by row from the top. */
export type Grid = string[][];

/** A grid of spaces. */
export function emptyGrid({ columns, rows }: Size): Grid {
  return Array.from({ length: rows }, () => new Array<string>(columns).fill(' '));
}

/** The row of y in a plot from -limit to limit; outside the plot for a y beyond them. */
export function rowOf(y: number, limit: number, rows: number): number {
  return Math.round((0.5 - y / limit / 2) * (rows - 1));
}

/** A dashed line at y = 0. */
export function drawZero(grid: Grid, limit: number): void {
  grid[rowOf(0, limit, grid.length)]?.fill('-');
}

const ABOVE = '^';
const BELOW = 'v';

/** The mark where a curve coincides with the one it is compared with. */
export const BOTH = '=';

/** What a plot of curves shows: y from -limit to limit over an interval. */
export interface Scale {
  readonly interval: readonly [number, number];
  readonly limit: number;
}

/**
 * Draws f in the grid: one mark per column where the curve is flat, a vertical stroke where it is
 * steep, and an arrow at the edge where it is outside the plot.
 *
 * @param compared the mark of a curve already drawn; where both coincide, `BOTH` is drawn.
 */
export function drawCurve(
  grid: Grid,
  f: (x: number) => number,
  { interval: [from, to], limit }: Scale,
  mark: string,
  compared?: string,
): void {
  const put = (row: number, column: number, arrow: string | null) => {
    const cells = grid[row]!;
    cells[column] = compared !== undefined && cells[column] === compared ? BOTH : (arrow ?? mark);
  };
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  let previous: number | null = null;
  for (let column = 0; column < columns; column++) {
    const y = f(from + ((to - from) * column) / Math.max(1, columns - 1));
    if (Number.isNaN(y)) {
      previous = null;
      continue;
    }
    // One row beyond the plot stands for everything outside.
    const row = Math.min(rows, Math.max(-1, rowOf(y, limit, rows)));
    // The rows that a steep curve crosses between two columns.
    const before = previous ?? row;
    for (let between = Math.min(before, row) + 1; between < Math.max(before, row); between++) {
      put(between, column, null);
    }
    if (row === -1) {
      put(0, column, ABOVE);
    } else if (row === rows) {
      put(rows - 1, column, BELOW);
    } else {
      put(row, column, null);
    }
    previous = row;
  }
}

/** Says in words what the arrows at the edges mean, where there are enough of them in a row. */
export function nameArrows(grid: Grid): void {
  for (const [cells = [], arrows, word] of [
    [grid[0], /\^{7,}/g, ' above '],
    [grid.at(-1), /v{7,}/g, ' below '],
  ] as const) {
    for (const { 0: found, index } of cells.join('').matchAll(arrows)) {
      writeWord(cells, index + Math.floor((found.length - word.length) / 2), word);
    }
  }
}

/** Writes a word as the text of its first cell, so that no letter is taken for a mark of that style. */
function writeWord(cells: string[], start: number, word: string): void {
  cells.splice(start, word.length, word, ...new Array<string>(word.length - 1).fill(''));
}

/** The corners of a plot. */
export type Corner = readonly [vertical: 'top' | 'bottom', horizontal: 'left' | 'right'];

/**
 * Writes a word into the first of these corners where it covers only cells that are free.
 *
 * @returns whether there is such a corner.
 */
export function writeInCorner(
  grid: Grid,
  word: string,
  corners: readonly Corner[],
  isFree: (cell: string) => boolean = (cell) => cell === ' ',
): boolean {
  return corners.some(([vertical, horizontal]) => {
    const cells = (vertical === 'top' ? grid[0] : grid.at(-1)) ?? [];
    const start = horizontal === 'left' ? 0 : Math.max(0, cells.length - word.length);
    const covered = cells.slice(start, start + word.length);
    const fits = covered.length === word.length && covered.every(isFree);
    if (fits) {
      writeWord(cells, start, word);
    }
    return fits;
  });
}

/** The grid as lines, to the right of an axis with these labels by row. */
export function labelledRows(
  grid: Grid,
  labels: ReadonlyMap<number, string>,
  left: number,
  styles: Readonly<Record<string, Style>>,
): Line[] {
  return grid.map((cells, row) => {
    const line = new LineBuilder();
    line.add(`${(labels.get(row) ?? '').padStart(left)}|`);
    for (let start = 0, end = 0; start < cells.length; start = end) {
      const mark = cells[start]!;
      while (cells[end] === mark) {
        end += 1;
      }
      line.add(end - start === 1 ? mark : mark.repeat(end - start), styles[mark]);
    }
    return line.spans;
  });
}

/** The multiples of pi/2 in the interval, below their columns. */
export const piLabels = memoizeLast(piLabelsOf);

function piLabelsOf(
  [from, to]: readonly [number, number],
  left: number,
  columns: number,
  { glyphs }: Theme,
): Line {
  const first = Math.ceil(from / (Math.PI / 2) - 1e-9);
  const last = Math.floor(to / (Math.PI / 2) + 1e-9);
  const labels = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const halves = first + k;
    const place = ((halves * Math.PI) / 2 - from) / (to - from);
    return {
      column: left + 1 + Math.round(place * (columns - 1)),
      label: multipleOfPi(halves, glyphs.pi),
    };
  });
  return line(labelLine(labels, left + 1 + columns).text);
}

function multipleOfPi(halves: number, pi: string): string {
  if (halves === 0) {
    return '0';
  }
  const whole = halves % 2 === 0;
  const factor = whole ? halves / 2 : halves;
  const sign = factor < 0 ? '-' : '';
  const size = Math.abs(factor) === 1 ? '' : String(Math.abs(factor));
  return `${sign}${size}${pi}${whole ? '' : '/2'}`;
}
