/** Draws the loss on a plane as shades of characters, and the path of a run on it. */

import type { Color, Style } from '../style/text.js';
import type { Glyphs } from '../style/theme.js';
import { type Axis, linearAxis, powersOfTen, type Tick } from './axis.js';
import type { Grid } from './characterPlot.js';

/** Colours of the shades from low to high; they repeat what the characters show. */
const colors: readonly (Color | null)[] = [null, 'blue', 'cyan', 'green', 'yellow'];

/** The losses at which one shade ends and the next begins. */
export type Levels = readonly Tick[];

/** The styles of the shades. */
export function shadeStyles({ shades }: Glyphs): Readonly<Record<string, Style>> {
  return Object.fromEntries(
    [...shades].map((shade, i) => [shade, colors[i] ? { color: colors[i] } : {}]),
  );
}

/**
 * Fills the grid with shades of the loss; the lowest is blank.
 *
 * @param lossAt the loss at a place, from 0 to 1 along both axes, from the lower left.
 * @returns the levels between the shades; fewer than there are shades.
 */
export function drawShades(
  grid: Grid,
  lossAt: (x: number, y: number) => number,
  { shades }: Glyphs,
): Levels {
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  const losses = grid.map((cells, row) =>
    cells.map((_, column) =>
      lossAt(column / Math.max(1, columns - 1), 1 - row / Math.max(1, rows - 1)),
    ),
  );
  const levels = levelsBetween(losses.flat().filter(Number.isFinite), shades.length - 1);
  losses.forEach((each, row) => {
    each.forEach((loss, column) => {
      grid[row]![column] = shades[levels.filter(({ value }) => loss >= value).length]!;
    });
  });
  return levels;
}

/** If losses span more than this factor, the levels are 1 and 3 times powers of ten. */
const FAR = 30;

/** Levels of 10^4 and more are powers of ten, so that all have room in a line. */
const HIGHEST = 3;

/** At most `count` round losses between the least and the greatest. */
function levelsBetween(losses: readonly number[], count: number): Levels {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const loss of losses) {
    least = Math.min(least, loss);
    greatest = Math.max(greatest, loss);
  }
  if (greatest <= FAR * least) {
    const { ticks } = linearAxis([least, greatest], count);
    return ticks.filter(({ value }) => value > least && value < greatest).slice(0, count);
  }
  // The greatest losses are in the corners and not worth a level.
  const top = Math.floor(2 * Math.log10(greatest / 2));
  const halves = Array.from({ length: count }, (_, i) => top - count + 1 + i);
  return powersOfTen(
    halves.map((half) => [half % 2 === 0 ? 1 : 3, Math.floor(half / 2)] as const),
    (value) => value > least && value < greatest,
    HIGHEST,
  );
}

/** The values at the ends of an axis of the map. */
export type Extent = Pick<Axis, 'start' | 'end'>;

/** A place on the map. */
export type Place = readonly [x: number, y: number];

/** The part of a path since it last entered the map, with the place before that. */
export function pathOnMap(path: readonly Place[], horizontal: Extent, vertical: Extent): Place[] {
  const outside = path.findLastIndex(
    ([x, y]) => !isWithin(x, horizontal) || !isWithin(y, vertical),
  );
  return path.slice(Math.max(0, outside));
}

/** Whether an axis of the map shows a value. */
export function isWithin(value: number, { start, end }: Extent): boolean {
  return value >= start && value <= end;
}

/** How many of the newest steps to draw as lines, to show how they jump. */
const LINES = 12;

/** Draws a mark at each place of a path, and lines between the newest ones. */
export function drawPath(
  grid: Grid,
  path: readonly Place[],
  horizontal: Extent,
  vertical: Extent,
  mark: string,
): void {
  const cells = path.map(([x, y]) => cellOf(grid, [x, y], horizontal, vertical));
  cells.forEach(([column, row], i) => {
    put(grid, column, row, mark);
    const before = cells[i - 1];
    if (before && (i === 1 || i >= cells.length - LINES)) {
      const steps = Math.min(
        1000,
        Math.max(Math.abs(column - before[0]), Math.abs(row - before[1])),
      );
      for (let step = 1; step < steps; step++) {
        const share = step / steps;
        put(
          grid,
          before[0] + (column - before[0]) * share,
          before[1] + (row - before[1]) * share,
          mark,
        );
      }
    }
  });
}

/**
 * Draws a mark at a place.
 *
 * @returns the row and column as text, the same for marks of which one covers the other; null outside.
 */
export function drawMark(
  grid: Grid,
  place: Place,
  horizontal: Extent,
  vertical: Extent,
  mark: string,
): string | null {
  const [column, row] = cellOf(grid, place, horizontal, vertical);
  return put(grid, column, row, mark) ? `${Math.round(row)}:${Math.round(column)}` : null;
}

/** The column and row of a place, even outside the map. */
function cellOf(grid: Grid, [x, y]: Place, horizontal: Extent, vertical: Extent): [number, number] {
  const along = (value: number, { start, end }: Extent) => (value - start) / (end - start);
  const columns = grid[0]?.length ?? 0;
  return [along(x, horizontal) * (columns - 1), (1 - along(y, vertical)) * (grid.length - 1)];
}

/** @returns whether the grid has such a cell. */
function put(grid: Grid, column: number, row: number, mark: string): boolean {
  const cells = grid[Math.round(row)];
  if (cells?.[Math.round(column)] === undefined) {
    return false;
  }
  cells[Math.round(column)] = mark;
  return true;
}
