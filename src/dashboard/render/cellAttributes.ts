/** Packs a cell's style as blessed does: nine bits of background, nine of foreground, then flags. */

import type { Style } from '../style/text.js';
import { paletteIndex, type Theme } from '../style/theme.js';
import { COLOUR_NAMES, type Style as Shown } from './screen.js';

/** A cell of blessed's screen: its packed style and its character. */
export type Cell = [attributes: number, character: string];

/** A row of blessed's screen, and whether any of its cells changed. */
export type Row = Cell[] & { dirty: boolean };

const FLAGS_AT = 18;
const FOREGROUND_AT = 9;

const BOLD = 1;
const INVERSE = 8;

/** In place of a colour number: the terminal's default. */
const DEFAULT_COLOUR = 0x1ff;

/** The terminal's default style. */
export const PLAIN = (DEFAULT_COLOUR << FOREGROUND_AT) | DEFAULT_COLOUR;

export function packStyle({ bold, inverse, color }: Style, theme: Theme): number {
  const flags = (bold ? BOLD : 0) | (inverse ? INVERSE : 0);
  const foreground = color && theme.color ? paletteIndex[color] : DEFAULT_COLOUR;
  return (flags << FLAGS_AT) | (foreground << FOREGROUND_AT) | DEFAULT_COLOUR;
}

/** The style as a terminal shows it. */
export function unpackStyle(attributes: number): Shown {
  const flags = attributes >> FLAGS_AT;
  return {
    bold: (flags & BOLD) !== 0,
    inverse: (flags & INVERSE) !== 0,
    foreground: COLOUR_NAMES[(attributes >> FOREGROUND_AT) & DEFAULT_COLOUR] ?? null,
  };
}

/** The style as parameters of the sequence that sets it in a terminal in its default style. */
export function styleParameters(attributes: number): number[] {
  const { bold, inverse } = unpackStyle(attributes);
  const color = (attributes >> FOREGROUND_AT) & DEFAULT_COLOUR;
  return [
    ...(bold ? [1] : []),
    ...(inverse ? [7] : []),
    ...(color === DEFAULT_COLOUR ? [] : [color < 8 ? 30 + color : 90 + color - 8]),
  ];
}
