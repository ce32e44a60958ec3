/** The least possible loss on the loss chart: a level line through all that is free, and its name. */

import type { Size, State } from '../model/state.js';
import { significant } from '../style/format.js';
import type { Label } from '../style/panel.js';
import type { Theme } from '../style/theme.js';
import type { Cells, Wish } from './labels.js';
import { DOTS } from './raster.js';

/** A shorter part of the line would be read as something else. */
const SHORTEST = 3;

const NAME = 'best';

/** A level line in characters where no curve or word is, and none beside it. */
export function goalLine(y: number, cells: Cells, { columns }: Size, { glyphs }: Theme): Label[] {
  const top = rowOf(y);
  const isFree = (column: number) =>
    !cells.hasAny({ left: column - 1, top }, { columns: 3, rows: 1 });
  // The dashes are at fixed places, so that they do not move as the line gets shorter.
  const dashes = `${glyphs.horizontal} `.repeat(columns);
  const free = Array.from({ length: columns }, (_, column) => (isFree(column) ? '#' : ' ')).join(
    '',
  );
  return [...free.matchAll(new RegExp(`#{${SHORTEST},}`, 'g'))].map(({ 0: { length }, index }) => ({
    left: index,
    top,
    text: dashes.slice(index, index + length),
    style: {},
  }));
}

/**
 * The name of the line on it: as far to the right as no curve is within a row of it or, if there is no
 * such place, none on it; without the number where there is only room for that.
 */
export function goalName(state: State, y: number, cells: Cells, canvas: Size): Label | null {
  const long = goalText(state);
  return (
    nameOnLine(long, y, cells, canvas, 1) ??
    nameOnLine(long, y, cells, canvas, 0) ??
    nameOnLine(NAME, y, cells, canvas, 0)
  );
}

/** The same where there is no such place: beside the line, wherever the names of runs leave room. */
export function besideGoal(state: State, y: number, { columns }: Size): Wish {
  const row = rowOf(y);
  return {
    left: 1,
    top: row > 0 ? row - 1 : 1,
    text: goalText(state),
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
): Label | null {
  const top = rowOf(y);
  const around = { columns: text.length + 2, rows: 1 + 2 * near };
  for (let left = canvas.columns - text.length; left >= 0; left--) {
    if (!cells.hasAny({ left: left - 1, top: top - near }, around)) {
      const label = { left, top, text, style: {} };
      cells.take(label);
      return label;
    }
  }
  return null;
}

function goalText({ analysis }: State): string {
  return `${NAME} ${significant(analysis!.optimum.loss, 4)}`;
}

function rowOf(y: number): number {
  return Math.floor(y / DOTS.y);
}
