/**
 * The raster behind blessed-contrib's canvas: two dots per column and four per row. A cell shows its
 * dots as one braille pattern or, without Unicode, as the pen's mark.
 */

import type { Label, Pen } from '../style/panel.js';
import { type Line, LineBuilder, type Span, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** Dots per column and per row. */
export const DOTS = { x: 2, y: 4 } as const;

/** The bits of a braille pattern by row and column (Unicode, "Braille Patterns"). */
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** All braille patterns, by their bits. */
const braille = Array.from({ length: 256 }, (_, bits) => String.fromCharCode(0x2800 + bits));

const SOLID = { on: 1, period: 1 };

/** What blessed-contrib's drawing context needs of a raster, and what the dashboard does. */
export interface Raster {
  color: Pen;
  set(x: number, y: number): void;
  unset(x: number, y: number): void;
  /** What is drawn, as one line per row. */
  lines(): readonly Line[];
  /** Writes a word over the curves; cuts off what does not fit. */
  write(label: Label): void;
}

/** Makes a raster class for a theme; blessed-contrib creates an instance for each size of the canvas. */
export function rasterClass(theme: Theme): new (width: number, height: number) => Raster {
  return class {
    /** The pen of the next dots; blessed-contrib gave it this name. */
    color: Pen = { style: {}, mark: '*' };
    readonly #columns: number;
    readonly #rows: number;
    readonly #patterns: Uint8Array;
    /** The pen of a cell's dots, or the character of a word, which hides them. */
    readonly #shown: (Pen | Span | undefined)[];

    /** Creates an empty raster; `width` and `height` are in dots. */
    constructor(width: number, height: number) {
      this.#columns = width / DOTS.x;
      this.#rows = height / DOTS.y;
      const cells = this.#columns * this.#rows;
      this.#patterns = new Uint8Array(cells);
      this.#shown = new Array(cells);
    }

    set(x: number, y: number): void {
      const { on, period } = this.color.dash ?? SOLID;
      const cell = this.#cell(x, y);
      // Dashes depend on the place, so that they do not move. The formula varies along both axes and
      // along diagonals.
      if (cell !== undefined && (x + 2 * y) % period < on) {
        this.#patterns[cell]! |= bits[y % DOTS.y]![x % DOTS.x]!;
        this.#shown[cell] = this.color;
      }
    }

    unset(x: number, y: number): void {
      const cell = this.#cell(x, y);
      if (cell !== undefined) {
        this.#patterns[cell]! &= ~bits[y % DOTS.y]![x % DOTS.x]!;
      }
    }

    write({ left, top, text, style }: Label): void {
      for (let i = 0; i < text.length; i++) {
        const cell = this.#cell((left + i) * DOTS.x, top * DOTS.y);
        if (cell !== undefined) {
          this.#shown[cell] = span(text[i]!, style);
        }
      }
    }

    lines(): Line[] {
      const rows: Line[] = [];
      for (let start = 0; start < this.#patterns.length; start += this.#columns) {
        rows.push(this.#line(start, start + this.#columns));
      }
      return rows;
    }

    #line(start: number, end: number): Line {
      const line = new LineBuilder();
      let blanks = 0;
      for (let cell = start; cell < end; cell++) {
        const text = this.#text(cell);
        if (text === null) {
          blanks += 1;
        } else {
          line.add(' '.repeat(blanks));
          line.add(text, this.#shown[cell]!.style);
          blanks = 0;
        }
      }
      line.add(' '.repeat(blanks));
      return line.spans;
    }

    /** The character or the dots of a cell; null if it has neither. */
    #text(cell: number): string | null {
      const shown = this.#shown[cell];
      if (shown === undefined || 'text' in shown) {
        return shown?.text ?? null;
      }
      const pattern = this.#patterns[cell]!;
      return pattern === 0 ? null : theme.unicode ? braille[pattern]! : shown.mark;
    }

    #cell(x: number, y: number): number | undefined {
      const column = Math.floor(x / DOTS.x);
      const row = Math.floor(y / DOTS.y);
      return column >= 0 && row >= 0 && column < this.#columns && row < this.#rows
        ? row * this.#columns + column
        : undefined;
    }
  };
}
