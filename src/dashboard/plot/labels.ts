/** Places words among curves so that none covers another or, if possible, a curve. */

import type { Size } from '../model/state.js';
import type { Label, Stroke } from '../style/panel.js';
import { DOTS } from './raster.js';

/** A word with the place where it should go. */
export interface Wish extends Label {
  /** How far it may be moved. */
  readonly reach: Size;
  /** Whether it may cover a curve if there is no free place; otherwise it is omitted. */
  readonly vital: boolean;
  /** What it does about the dots of the forecast, which it avoids by default; or it stands next to them. */
  readonly forecast?: 'covers' | 'touches';
}

/** Two words in a row are at least this many columns apart, so that they are not read as one. */
const APART = 3;

type Place = Pick<Label, 'left' | 'top'>;

/** How many columns of distance a row counts as. */
const ROW_DISTANCE = 3;

/** The occupied cells of a canvas. */
export class Cells {
  readonly #size: Size;
  readonly #runs: Uint8Array;
  readonly #forecast: Uint8Array;
  readonly #words: Uint8Array;

  constructor(size: Size, runs: readonly Stroke[], forecast: readonly Stroke[]) {
    this.#size = size;
    [this.#runs, this.#forecast, this.#words] = [runs, forecast, []].map((strokes) => {
      const cells = new Uint8Array(size.columns * size.rows);
      for (const { points } of strokes) {
        points.forEach((point, i) => {
          this.#coverLine(cells, points[i - 1] ?? point, point);
        });
      }
      return cells;
    }) as [Uint8Array, Uint8Array, Uint8Array];
  }

  /** Whether a block of text at this place would cover a curve or a word. */
  hasAny(place: Place, size: Size): boolean {
    return (
      this.#has(this.#runs, place, size) ||
      this.#has(this.#forecast, place, size) ||
      this.#has(this.#words, place, size)
    );
  }

  /** Whether the curve of a run is there. */
  hasRun(place: Place, size: Size): boolean {
    return this.#has(this.#runs, place, size);
  }

  #has(cells: Uint8Array, { left, top }: Place, { columns, rows }: Size): boolean {
    for (let row = Math.max(0, top); row < Math.min(top + rows, this.#size.rows); row++) {
      const start = row * this.#size.columns;
      const end = start + Math.min(left + columns, this.#size.columns);
      if (hasTaken(cells, start + Math.max(0, left), end)) {
        return true;
      }
    }
    return false;
  }

  /** Reserves the cells of a word. */
  take({ left, top, text }: Label): void {
    const start = top * this.#size.columns + left;
    this.#words.fill(1, start, start + text.length);
    this.#forecast.fill(0, start, start + text.length);
  }

  /** Places words, one after the other, each as near as possible to where it should go. */
  place(wishes: readonly Wish[]): Label[] {
    return wishes.flatMap((wish) => {
      const place = this.#nearest(wish, false) ?? (wish.vital ? this.#nearest(wish, true) : null);
      if (!place) {
        return [];
      }
      const label = { ...place, text: wish.text, style: wish.style };
      this.take(label);
      return [label];
    });
  }

  /** The nearest place where the word touches no other and, unless it may, covers no curve. */
  #nearest({ left, top, text, reach, forecast }: Wish, mayCover: boolean): Place | null {
    const { columns, rows } = this.#size;
    const suits = (column: number, row: number) =>
      row >= 0 &&
      row < rows &&
      column >= 0 &&
      column <= columns - text.length &&
      this.#isFree(column, row, text.length, mayCover) &&
      (mayCover || this.#suits(forecast, column, row, text.length));
    // Mostly it can go where it should.
    if (suits(left, top)) {
      return { left, top };
    }
    let nearest: Place | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let row = top - reach.rows; row <= top + reach.rows; row++) {
      const down = ROW_DISTANCE * Math.abs(row - top);
      for (let aside = 0; aside <= reach.columns && aside + down < least; aside++) {
        const column = [left - aside, left + aside].find((each) => suits(each, row));
        if (column !== undefined) {
          nearest = { left: column, top: row };
          least = aside + down;
        }
      }
    }
    return nearest;
  }

  #isFree(left: number, top: number, length: number, mayCover: boolean): boolean {
    const { columns } = this.#size;
    const row = top * columns;
    const beside = [
      row + Math.max(0, left - APART),
      row + Math.min(columns, left + length + APART),
    ] as const;
    return (
      !hasTaken(this.#words, ...beside) &&
      (mayCover || !hasTaken(this.#runs, row + left, row + left + length))
    );
  }

  #suits(forecast: Wish['forecast'], left: number, top: number, columns: number): boolean {
    const has = (column: number, row: number, length: number) =>
      this.#has(this.#forecast, { left: column, top: row }, { columns: length, rows: 1 });
    if (forecast === 'touches') {
      const isBelowOrAbove = [top - 1, top + 1].some((row) => has(left, row, columns));
      return isBelowOrAbove && !has(left - 1, top, columns + 2);
    }
    return forecast === 'covers' || !has(left, top, columns);
  }

  #coverLine(
    cells: Uint8Array,
    [x, y]: readonly [number, number],
    [toX, toY]: readonly [number, number],
  ): void {
    const across = (toX - x) / DOTS.x;
    const down = (toY - y) / DOTS.y;
    const steps = Math.ceil(2 * Math.max(Math.abs(across), Math.abs(down)));
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps;
      const column = Math.floor(x / DOTS.x + across * share);
      const row = Math.floor(y / DOTS.y + down * share);
      cells[row * this.#size.columns + column] = 1;
    }
  }
}

function hasTaken(cells: Uint8Array, start: number, end: number): boolean {
  for (let cell = start; cell < end; cell++) {
    if (cells[cell] === 1) {
      return true;
    }
  }
  return false;
}
