import type { Widgets } from 'blessed';
import { type Line, sameLine } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { packStyle, type Row } from './cellAttributes.js';

const EMPTY: Line = [];

/** Internals of blessed, missing from the type definitions. */
interface Internals {
  readonly screen: { readonly lines: readonly Row[] };
  _getCoords(renewed: boolean): Coordinates | undefined;
  lpos: Coordinates | undefined;
  render: () => void;
}

/** Columns from `xi` up to, but not including, `xl`; rows likewise. */
interface Coordinates {
  readonly xi: number;
  readonly xl: number;
  readonly yi: number;
  readonly yl: number;
}

/** What an element shows. */
export interface Content {
  readonly lines: readonly Line[];
  /** Whether all lines but the first and the last are between the sides of a border. */
  readonly isBoxed: boolean;
}

/**
 * Makes an element show lines, padded with spaces and cut off at its edges. Skips rows that have not
 * changed, unless something else was drawn on the same row of the screen.
 *
 * blessed itself shows text with escape sequences and parses it at every change, which would take half
 * of the time of a frame.
 *
 * @param contentOf returns the content of the present frame.
 */
export function showLines(
  element: Widgets.BoxElement,
  contentOf: () => Content,
  theme: Theme,
): void {
  const internals = element as unknown as Internals;
  let shown: readonly Line[] = [];
  let shownOn: readonly Row[] = [];
  internals.render = () => {
    const place = internals._getCoords(true);
    // blessed clears this place when the element is hidden.
    internals.lpos = place;
    if (place) {
      const rows = internals.screen.lines;
      const content = contentOf();
      // After a resize or a suspension, blessed has new, empty rows.
      drawCells(rows, place, content, rows === shownOn ? shown : [], theme);
      shown = content.lines;
      shownOn = rows;
    }
  };
}

/** Makes the next frame draw every row of the screen, as is necessary after elements have moved. */
export function redrawRows(screen: Widgets.Screen): void {
  for (const row of (screen as unknown as Internals['screen']).lines) {
    row.dirty = true;
  }
}

function drawCells(
  rows: readonly Row[],
  { xi, xl, yi, yl }: Coordinates,
  { lines, isBoxed }: Content,
  shown: readonly Line[],
  theme: Theme,
): void {
  const side = packStyle({}, theme);
  for (let y = yi; y < Math.min(yl, rows.length); y++) {
    const line = lines[y - yi] ?? EMPTY;
    const row = rows[y]!;
    const before = shown[y - yi];
    if (!row.dirty && before && sameLine(line, before)) {
      continue;
    }
    const end = Math.min(xl, row.length);
    if (isBoxed && y > yi && y < yl - 1) {
      setCell(row, xi, side, theme.glyphs.vertical);
      drawRow(row, line, xi + 1, end - 1, theme);
      setCell(row, end - 1, side, theme.glyphs.vertical);
    } else {
      drawRow(row, line, xi, end, theme);
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
