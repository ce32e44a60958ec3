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
  /** What it does about the dots of the forecast, which it avoids by default. */
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

  /** How many cells with curves or words a block of text at this place would cover. */
  covered(place: Place, size: Size): number {
    const all = [this.#runs, this.#forecast, this.#words];
    return all.reduce((sum, cells) => sum + this.#count(cells, place, size), 0);
  }

  /** How many cells with the curve of a run there are. */
  runCells(place: Place, size: Size): number {
    return this.#count(this.#runs, place, size);
  }

  #count(cells: Uint8Array, { left, top }: Place, { columns, rows }: Size): number {
    let count = 0;
    for (let row = Math.max(0, top); row < Math.min(top + rows, this.#size.rows); row++) {
      const start = row * this.#size.columns;
      count += cells
        .subarray(start + Math.max(0, left), start + Math.min(left + columns, this.#size.columns))
        .reduce((sum, cell) => sum + cell, 0);
    }
    return count;
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
    const lastRow = Math.min(rows - 1, top + reach.rows);
    const firstColumn = Math.max(0, left - reach.columns);
    const lastColumn = Math.min(columns - text.length, left + reach.columns);
    let nearest: Place | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let row = Math.max(0, top - reach.rows); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const distance = Math.abs(column - left) + ROW_DISTANCE * Math.abs(row - top);
        if (
          distance < least &&
          this.#isFree(column, row, text.length, mayCover) &&
          (mayCover || this.#suits(forecast, column, row, text.length))
        ) {
          nearest = { left: column, top: row };
          least = distance;
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
    const hidden = this.#count(this.#forecast, { left, top }, { columns, rows: 1 });
    const around = { left: left - 1, top: top - 1 };
    return forecast === 'touches'
      ? this.#count(this.#forecast, around, { columns: columns + 2, rows: 3 }) > hidden
      : forecast === 'covers' || hidden === 0;
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
