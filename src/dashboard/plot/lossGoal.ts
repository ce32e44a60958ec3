/** The least possible loss on the loss chart: a level line through all free cells, and its name. */

import type { Size, State } from '../model/state.js';
import { significant } from '../style/format.js';
import type { Label } from '../style/panel.js';
import type { Theme } from '../style/theme.js';
import type { Cells, Wish } from './labels.js';
import { DOTS } from './raster.js';

/** Fewer dashes would be read as something else. */
const DASHES = 2;

/** Columns on the left of the name that always hold so many dashes, with a space on both sides. */
const ROOM = 6;

/** The same at the edge of the chart, where the first dash is. */
const ROOM_AT_EDGE = 4;

const NAME = 'best';

/**
 * A level line in characters where no curve or word is, and none beside it. It is drawn at the bottom of
 * its row if the least possible loss is in the lower half, so that no curve seems to go below it.
 */
export function goalLine(y: number, cells: Cells, { columns }: Size, { glyphs }: Theme): Label[] {
  const top = rowOf(y);
  const isFree = (column: number) =>
    !cells.hasAny({ left: column - 1, top }, { columns: 3, rows: 1 });
  // The dashes are at fixed places, so that they do not move as the line gets shorter.
  const dash = y % DOTS.y < DOTS.y / 2 ? glyphs.horizontal : '_';
  const dashes = `${dash} `.repeat(columns);
  const labels: Label[] = [];
  for (let left = 0, end = 0; left < columns; left = end + 1) {
    end = left;
    while (end < columns && isFree(end)) {
      end += 1;
    }
    const count = Math.ceil(end / 2) - Math.ceil(left / 2);
    if (count >= DASHES) {
      labels.push({ left, top, text: dashes.slice(left, end), style: {} });
    }
  }
  return labels;
}

/**
 * The line's name on the line, as far to the right as possible with dashes on its left. Preferably no curve
 * is within a row of it, else at least none is on it; if room is short, it has fewer digits or no dashes.
 */
export function goalName(state: State, y: number, cells: Cells, canvas: Size): Label | null {
  const [long, short] = [4, 3].map((digits) => goalText(state, digits)) as [string, string];
  const place = (text: string, near: number, dashes: boolean) =>
    nameOnLine(text, y, cells, canvas, near, dashes);
  return (
    place(long, 1, true) ??
    place(long, 0, true) ??
    place(short, 0, true) ??
    place(long, 0, false) ??
    place(NAME, 0, false)
  );
}

/** The same where there is no such place: beside the line, wherever the names of runs leave room. */
export function besideGoal(state: State, y: number, { columns }: Size): Wish {
  const row = rowOf(y);
  return {
    left: 1,
    top: row > 0 ? row - 1 : 1,
    text: goalText(state, 4),
    style: {},
    reach: { columns, rows: 1 },
    vital: false,
    forecast: 'covers',
  };
}

function nameOnLine(
  text: string,
  y: number,
  cells: Cells,
  canvas: Size,
  near: number,
  dashes: boolean,
): Label | null {
  const top = rowOf(y);
  const hasDashes = (left: number) =>
    left >= ROOM_AT_EDGE && !cells.hasAny({ left: left - ROOM, top }, { columns: ROOM, rows: 1 });
  const around = { columns: text.length + 2, rows: 1 + 2 * near };
  let left = canvas.columns - text.length;
  while (left >= 0) {
    const taken = cells.lastTaken({ left: left - 1, top: top - near }, around);
    if (taken === null && (!dashes || hasDashes(left))) {
      const label = { left, top, text, style: {} };
      cells.take(label);
      return label;
    }
    // The next place does not touch that column.
    left = taken === null ? left - 1 : taken - text.length - 1;
  }
  return null;
}

function goalText({ analysis }: State, digits: number): string {
  return `${NAME} ${significant(analysis!.optimum.loss, digits)}`;
}

function rowOf(y: number): number {
  return Math.floor(y / DOTS.y);
}
