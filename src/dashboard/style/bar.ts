/** Bars of characters that show how much is done or left. */

import { significant } from './format.js';
import type { Glyphs } from './theme.js';

/** A bar, `columns` long, of a share: full only from 1 on, and empty only at 0. */
export function bar(share: number, columns: number, { full, parts, rest }: Glyphs): string {
  const perCell = parts.length + 1;
  const filled = Math.min(1, share) * columns * perCell;
  const units = share > 0 ? Math.max(1, Math.floor(filled)) : 0;
  const cells = full.repeat(Math.floor(units / perCell));
  return (cells + (parts[(units % perCell) - 1] ?? '')).padEnd(columns, rest);
}

/** Columns of the percentage beside a bar of what is left. */
const PERCENT = 7;

/** A larger percentage says nothing. */
const BEYOND = '>999 %';

/** Less than this share counts as nothing left. */
const NOTHING = 0.005;

/**
 * A bar of the share that is left, with its percentage. For more than the whole, the bar ends in `>`; if it
 * is too much even for the percentage, there is no bar.
 *
 * @param columns at least 8.
 */
export function leftBar(left: number, columns: number, glyphs: Glyphs): string {
  const room = columns - PERCENT;
  const text = percentLeft(left);
  const full = `${glyphs.full.repeat(room - 1)}>`;
  const over = text === BEYOND ? ' '.repeat(room) : full;
  return (
    (Math.round(left * 100) > 100 ? over : bar(left < NOTHING ? 0 : left, room, glyphs)) +
    text.padStart(PERCENT)
  );
}

/** As `66 %`, `0.01 %`, `0 %` for less than that, or `>999 %`. */
export function percentLeft(left: number): string {
  const percent = left * 100;
  if (!(percent < 999.5)) {
    return BEYOND;
  }
  return percent >= 9.95 || percent < 0.01
    ? `${Math.round(percent)} %`
    : `${significant(percent, percent < 1 ? 1 : 2)} %`;
}
