import type { Widgets } from 'blessed';
import { type Cell, packStyle } from './attributes.js';
import type { Line } from './text.js';
import type { Theme } from './theme.js';

/** A row of blessed's screen, and whether a cell of it has changed. */
type Row = Cell[] & { dirty: boolean };

/** What the types leave out. */
interface Internals {
  readonly screen: { readonly lines: readonly Row[] };
  _getCoords(renewed: boolean): Coordinates | undefined;
  lpos: Coordinates | undefined;
  render: () => void;
}

/** The columns from xi up to but not including xl, and so the rows. */
interface Coordinates {
  readonly xi: number;
  readonly xl: number;
  readonly yi: number;
  readonly yl: number;
}

/**
 * Makes an element show lines: blanks where they end, and nothing beyond its edges.
 *
 * blessed's own way is text with escape sequences, which it takes apart again at every change:
 * half of what a frame would cost.
 *
 * @param linesOf gives the lines of the frame that is being drawn.
 */
export function showLines(
  element: Widgets.BoxElement,
  linesOf: () => readonly Line[],
  theme: Theme,
): void {
  const internals = element as unknown as Internals;
  internals.render = () => {
    const place = internals._getCoords(true);
    // Where the element is, for when it is hidden.
    internals.lpos = place;
    if (place) {
      drawCells(internals.screen.lines, place, linesOf(), theme);
    }
  };
}

function drawCells(
  rows: readonly Row[],
  { xi, xl, yi, yl }: Coordinates,
  lines: readonly Line[],
  theme: Theme,
): void {
  const blank = packStyle({}, theme);
  for (let y = yi; y < yl; y++) {
    const row = rows[y];
    if (!row) {
      break;
    }
    const end = Math.min(xl, row.length);
    let x = xi;
    for (const { text, style } of lines[y - yi] ?? []) {
      const attributes = packStyle(style, theme);
      for (let i = 0; i < text.length && x < end; i++) {
        setCell(row, x++, attributes, text[i]!);
      }
    }
    while (x < end) {
      setCell(row, x++, blank, ' ');
    }
  }
}

function setCell(row: Row, x: number, attributes: number, character: string): void {
  const cell = row[x]!;
  if (cell[0] !== attributes || cell[1] !== character) {
    cell[0] = attributes;
    cell[1] = character;
    row.dirty = true;
  }
}
