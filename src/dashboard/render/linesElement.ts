import type { Widgets } from 'blessed';
import { type Line, sameLine } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { type Cell, packStyle } from './cellAttributes.js';

/** A row of blessed's screen, and whether a cell of it has changed. */
type Row = Cell[] & { dirty: boolean };

const EMPTY: Line = [];

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
 * Makes an element show lines: blanks where they end, and nothing beyond its edges. A row is left
 * alone while it shows what it should and nothing has been drawn on that row of the screen.
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
  let shown: readonly Line[] = [];
  let shownOn: readonly Row[] = [];
  internals.render = () => {
    const place = internals._getCoords(true);
    // Where the element is, for when it is hidden.
    internals.lpos = place;
    if (place) {
      const rows = internals.screen.lines;
      const lines = linesOf();
      // After a change of the size or a suspension blessed has other rows, which are empty.
      drawCells(rows, place, lines, rows === shownOn ? shown : [], theme);
      shown = lines;
      shownOn = rows;
    }
  };
}

/** Makes the next frame draw every row of the screen, as it must when elements have moved. */
export function redrawRows(screen: Widgets.Screen): void {
  for (const row of (screen as unknown as Internals['screen']).lines) {
    row.dirty = true;
  }
}

function drawCells(
  rows: readonly Row[],
  { xi, xl, yi, yl }: Coordinates,
  lines: readonly Line[],
  shown: readonly Line[],
  theme: Theme,
): void {
  for (let y = yi; y < Math.min(yl, rows.length); y++) {
    const line = lines[y - yi] ?? EMPTY;
    const row = rows[y]!;
    if (row.dirty || !sameLine(line, shown[y - yi] ?? EMPTY)) {
      drawRow(row, line, xi, Math.min(xl, row.length), theme);
    }
  }
}

function drawRow(row: Row, line: Line, start: number, end: number, theme: Theme): void {
  let x = start;
  for (const { text, style } of line) {
    const attributes = packStyle(style, theme);
    for (let i = 0; i < text.length && x < end; i++) {
      setCell(row, x++, attributes, text[i]!);
    }
  }
  const blank = packStyle({}, theme);
  while (x < end) {
    setCell(row, x++, blank, ' ');
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
