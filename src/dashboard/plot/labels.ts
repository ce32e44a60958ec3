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
}

type Place = Pick<Label, 'left' | 'top'>;

/** How many columns of distance a row counts as. */
const ROW_DISTANCE = 3;

/** The occupied cells of a canvas. */
export class Cells {
  readonly #size: Size;
  readonly #curves: Uint8Array;
  readonly #words: Uint8Array;

  constructor(size: Size, strokes: readonly Stroke[]) {
    this.#size = size;
    this.#curves = new Uint8Array(size.columns * size.rows);
    this.#words = new Uint8Array(size.columns * size.rows);
    for (const { points } of strokes) {
      points.forEach((point, i) => {
        this.#coverLine(points[i - 1] ?? point, point);
      });
    }
  }

  /** How many cells with curves a block of text at this place would cover. */
  covered({ left, top }: Place, { columns, rows }: Size): number {
    let count = 0;
    for (let row = top; row < top + rows; row++) {
      const start = row * this.#size.columns + left;
      count += this.#curves.subarray(start, start + columns).reduce((sum, cell) => sum + cell, 0);
    }
    return count;
  }

  /** Reserves the cells of a word. */
  take({ left, top, text }: Label): void {
    const start = top * this.#size.columns + left;
    this.#words.fill(1, start, start + text.length);
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
  #nearest({ left, top, text, reach }: Wish, mayCover: boolean): Place | null {
    const { columns, rows } = this.#size;
    const lastRow = Math.min(rows - 1, top + reach.rows);
    const firstColumn = Math.max(0, left - reach.columns);
    const lastColumn = Math.min(columns - text.length, left + reach.columns);
    let nearest: Place | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let row = Math.max(0, top - reach.rows); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const distance = Math.abs(column - left) + ROW_DISTANCE * Math.abs(row - top);
        if (distance < least && this.#isFree(column, row, text.length, mayCover)) {
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
      row + Math.max(0, left - 1),
      row + Math.min(columns, left + length + 1),
    ] as const;
    return (
      !hasTaken(this.#words, ...beside) &&
      (mayCover || !hasTaken(this.#curves, row + left, row + left + length))
    );
  }

  #coverLine([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
    const across = (toX - x) / DOTS.x;
    const down = (toY - y) / DOTS.y;
    const steps = Math.ceil(2 * Math.max(Math.abs(across), Math.abs(down)));
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps;
      const column = Math.floor(x / DOTS.x + across * share);
      const row = Math.floor(y / DOTS.y + down * share);
      this.#curves[row * this.#size.columns + column] = 1;
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
