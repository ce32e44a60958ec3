/** What a terminal can show: its characters and its colours. */

import type { Color } from './text.js';

/** The characters that depend on whether the terminal shows Unicode. */
export interface Glyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
  /** Where an axis carries a tick, seen from a vertical and from a horizontal axis. */
  readonly tickLeft: string;
  readonly tickBelow: string;
  /** A bar's cells: what it shows, and the rest of it. */
  readonly full: string;
  readonly rest: string;
  readonly pi: string;
  /** From light to dark. */
  readonly shades: string;
  /** Whether powers are written x² rather than x^2. */
  readonly superscript: boolean;
}

const unicodeGlyphs: Glyphs = {
  topLeft: '┌',
  topRight: '┐',
  bottomLeft: '└',
  bottomRight: '┘',
  horizontal: '─',
  vertical: '│',
  tickLeft: '┤',
  tickBelow: '┬',
  full: '■',
  rest: '·',
  pi: 'π',
  shades: ' ·░▒▓',
  superscript: true,
};

const asciiGlyphs: Glyphs = {
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  horizontal: '-',
  vertical: '|',
  tickLeft: '+',
  tickBelow: '+',
  full: '#',
  rest: '.',
  pi: 'pi',
  shades: ' .:-=',
  superscript: false,
};

/**
 * Which of a terminal's own 16 colours they are: bright red, bright blue, magenta, green, cyan,
 * yellow. Of these none is the background of a widespread theme, as black, white and their bright forms
 * are: see docs/colours.md.
 */
export const paletteIndex: Readonly<Record<Color, number>> = {
  red: 9,
  blue: 12,
  magenta: 5,
  green: 2,
  cyan: 6,
  yellow: 3,
};

export interface Theme {
  readonly unicode: boolean;
  readonly color: boolean;
  readonly glyphs: Glyphs;
}

/** The theme for a terminal with or without Unicode and colour. */
export function createTheme(unicode: boolean, color: boolean): Theme {
  return { unicode, color, glyphs: unicode ? unicodeGlyphs : asciiGlyphs };
}
