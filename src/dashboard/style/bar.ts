/** Bars of characters that show how much is done or left. */

import { significant } from './format.js';
import type { Glyphs } from './theme.js';

/** A bar, `columns` long, of the share that is done; full only when all of it is. */
export function doneBar(share: number, columns: number, glyphs: Glyphs): string {
  return cells(Math.floor(Math.min(1, share) * columns), columns, glyphs);
}

function cells(filled: number, columns: number, { full, rest }: Glyphs): string {
  return full.repeat(filled) + rest.repeat(columns - filled);
}

/** Columns of the percentage beside a bar of what is left. */
const PERCENT = 7;

/** The least width for both the bar and the percentage. */
const BOTH = 13;

/**
 * A bar of the share that is left, with a percentage if there is room. A share above 1 fills the bar
 * and ends with `>`.
 *
 * @param columns at least 1.
 */
export function leftBar(left: number, columns: number, glyphs: Glyphs): string {
  const text = columns < BOTH ? '' : percentLeft(left).padStart(PERCENT);
  const room = columns - text.length;
  return left < 1.005
    ? cells(Math.round(Math.min(1, left) * room), room, glyphs) + text
    : `${glyphs.full.repeat(room - 1)}>${text}`;
}

/** As `66 %`, `0.01 %`, or `0 %` for less than that. */
function percentLeft(left: number): string {
  const percent = left * 100;
  if (!(percent < 1e4)) {
    return '>1e4 %';
  }
  return percent >= 9.95 || percent < 0.01
    ? `${Math.round(percent)} %`
    : `${significant(percent, percent < 1 ? 1 : 2)} %`;
}
