/** The characters and colours for what a terminal can show. */

import type { Color } from './text.js';

/** The characters that depend on Unicode. */
export interface Glyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
  /** A tick on a vertical and on a horizontal axis. */
  readonly tickLeft: string;
  readonly tickBelow: string;
  /** The filled cells of a bar, those filled in part, from little to much, and the empty ones. */
  readonly full: string;
  readonly parts: string;
  readonly rest: string;
  readonly pi: string;
  /** From light to dark. */
  readonly shades: string;
  /** Whether to write powers as x² rather than x^2. */
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
  full: '━',
  parts: '╸',
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
  parts: '|',
  rest: '.',
  pi: 'pi',
  shades: ' .:-=',
  superscript: false,
};

/**
 * The numbers of the colours among a terminal's own 16: bright red, bright blue, magenta, green, cyan,
 * yellow. No widespread theme has one of them as its background, unlike black, white and their bright
 * forms: see docs/colours.md.
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
