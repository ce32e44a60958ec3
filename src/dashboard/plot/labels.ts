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
  /** Whether it may cover the dots of the forecast or must stand next to them; by default it avoids them. */
  readonly forecast?: 'covers' | 'touches';
}

/** Two words in a row are at least this many columns apart, so that they are not read as one. */
const APART = 3;

type Place = Pick<Label, 'left' | 'top'>;

/** How many columns of distance a row counts as. */
const ROW_DISTANCE = 3;

/** What a cell may hold, as bits. */
const RUN = 1;
const FORECAST = 2;
const WORD = 4;

/** The occupied cells of a canvas. */
export class Cells {
  readonly #size: Size;
  readonly #cells: Uint8Array;

  constructor(size: Size, runs: readonly Stroke[], forecast: readonly Stroke[]) {
    this.#size = size;
    this.#cells = new Uint8Array(size.columns * size.rows);
    this.#cover(runs, RUN);
    this.#cover(forecast, FORECAST);
  }

  /** Whether a block of text at this place would cover a curve or a word. */
  hasAny(place: Place, size: Size): boolean {
    return this.lastTaken(place, size) !== null;
  }

  /** The last column in which it would; null if it would not. */
  lastTaken(place: Place, size: Size): number | null {
    return this.#last(RUN | FORECAST | WORD, place, size);
  }

  /** Whether the curve of a run is there. */
  hasRun(place: Place, size: Size): boolean {
    return this.#has(RUN, place, size);
  }

  #has(what: number, place: Place, size: Size): boolean {
    return this.#last(what, place, size) !== null;
  }

  /** The last column of a block in which one of its cells holds any of this. */
  #last(what: number, { left, top }: Place, { columns, rows }: Size): number | null {
    const width = this.#size.columns;
    const first = Math.max(0, left);
    const start = Math.max(0, top) * width;
    const end = Math.min(top + rows, this.#size.rows) * width;
    for (let column = Math.min(left + columns, width) - 1; column >= first; column--) {
      for (let row = start; row < end; row += width) {
        if ((this.#cells[row + column]! & what) !== 0) {
          return column;
        }
      }
    }
    return null;
  }

  /** Reserves the cells of a word. */
  take({ left, top, text }: Label): void {
    const start = top * this.#size.columns + left;
    for (let cell = start; cell < start + text.length; cell++) {
      this.#cells[cell] = (this.#cells[cell]! & ~FORECAST) | WORD;
    }
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
    const beside = { columns: length + 2 * APART, rows: 1 };
    return (
      !this.#has(WORD, { left: left - APART, top }, beside) &&
      (mayCover || !this.#has(RUN, { left, top }, { columns: length, rows: 1 }))
    );
  }

  #suits(forecast: Wish['forecast'], left: number, top: number, columns: number): boolean {
    const has = (column: number, row: number, length: number) =>
      this.#has(FORECAST, { left: column, top: row }, { columns: length, rows: 1 });
    if (forecast === 'touches') {
      const isBelowOrAbove = [top - 1, top + 1].some((row) => has(left, row, columns));
      return isBelowOrAbove && !has(left - 1, top, columns + 2);
    }
    return forecast === 'covers' || !has(left, top, columns);
  }

  #cover(strokes: readonly Stroke[], what: number): void {
    for (const { points } of strokes) {
      points.forEach((point, i) => {
        this.#coverLine(points[i - 1] ?? point, point, what);
      });
    }
  }

  #coverLine(from: Stroke['points'][number], to: Stroke['points'][number], what: number): void {
    // Destructuring would be slow in code that is not yet compiled.
    const x = from[0];
    const y = from[1];
    const toX = to[0];
    const toY = to[1];
    const across = (toX - x) / DOTS.x;
    const down = (toY - y) / DOTS.y;
    const steps = Math.ceil(2 * Math.max(Math.abs(across), Math.abs(down)));
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps;
      const column = Math.floor(x / DOTS.x + across * share);
      const row = Math.floor(y / DOTS.y + down * share);
      this.#cells[row * this.#size.columns + column]! |= what;
    }
  }
}
