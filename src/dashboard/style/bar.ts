/** Bars of characters: how much is done, how much is left. */

import { significant } from './format.js';
import type { Glyphs } from './theme.js';

/** A bar of what is done, of so many columns; full only when all is. */
export function doneBar(share: number, columns: number, glyphs: Glyphs): string {
  return cells(Math.floor(Math.min(1, share) * columns), columns, glyphs);
}

function cells(filled: number, columns: number, { full, rest }: Glyphs): string {
  return full.repeat(filled) + rest.repeat(columns - filled);
}

/** Columns of the per cent beside a bar of what is left. */
const PERCENT = 7;

/** From this width on there is room for both. */
const BOTH = 13;

/**
 * A bar of what is left of a way, and where there is room in per cent. More than all of it ends in a
 * sign.
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

/** 66 %, 0.01 %, 0 % for what is even less. */
function percentLeft(left: number): string {
  const percent = left * 100;
  if (!(percent < 1e4)) {
    return '>1e4 %';
  }
  return percent >= 9.95 || percent < 0.01
    ? `${Math.round(percent)} %`
    : `${significant(percent, percent < 1 ? 1 : 2)} %`;
}
