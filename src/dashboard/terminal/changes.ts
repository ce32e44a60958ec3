/** Writes what has changed on the screen, in two thirds of the bytes that blessed takes. */

import { PLAIN, type Row, styleParameters } from '../render/cellAttributes.js';
import { sequences } from './sequences.js';

/**
 * What to write so that a terminal shows these rows, and marks them as shown. Before and
 * after, the terminal is in its default style and the cursor in the upper left corner, where it does
 * not jump about in a terminal that cannot hide it.
 *
 * @param shown what it shows now; becomes what it shows then.
 * @param unicode whether it can show more than ASCII, in place of which it gets a question mark.
 */
export function changes(rows: readonly Row[], shown: readonly Row[], unicode: boolean): string {
  let text = '';
  let style = PLAIN;
  for (let y = 0; y < rows.length; y++) {
    const row = rows[y]!;
    if (!row.dirty) {
      continue;
    }
    row.dirty = false;
    /** Where the cursor is; negative on another row. */
    let column = -1;
    for (let x = 0; x < row.length; x++) {
      const cell = row[x]!;
      const before = shown[y]![x]!;
      if (before[0] === cell[0] && before[1] === cell[1]) {
        continue;
      }
      if (column !== x) {
        text += column < 0 ? sequences.cup(y, x) : right(row, column, x, style);
      }
      text += styleChange(style, cell[0]) + written(cell[1], unicode);
      style = cell[0];
      column = x + 1;
      before[0] = cell[0];
      before[1] = cell[1];
    }
  }
  return text === '' ? '' : text + styleChange(style, PLAIN) + sequences.home();
}

/** Moves the cursor to the right; over a few characters in the present style by writing them again. */
function right(row: Row, from: number, to: number, style: number): string {
  const move = sequences.cuf(to - from);
  const between = row.slice(from, to);
  const isShort = to - from <= move.length;
  return isShort &&
    between.every(([attributes, character]) => attributes === style && isAscii(character))
    ? between.map(([, character]) => character).join('')
    : move;
}

function styleChange(from: number, to: number): string {
  if (from === to) {
    return '';
  }
  const parameters = styleParameters(to);
  // An empty parameter resets the style.
  return `\x1b[${(from === PLAIN ? parameters : ['', ...parameters]).join(';')}m`;
}

function written(character: string, unicode: boolean): string {
  return unicode || isAscii(character) ? character : '?';
}

function isAscii(character: string): boolean {
  return character <= '~';
}
