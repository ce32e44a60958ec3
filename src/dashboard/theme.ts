/** How styles and lines look on one terminal: its characters and its colours. */

import type { Color, Line, Style } from './text.js';

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
  readonly pi: string;
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
  pi: 'π',
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
  pi: 'pi',
  superscript: false,
};

/**
 * Select-graphic-rendition parameters of the colours. Of a terminal's own 16 these keep a contrast
 * of 3 and more on black and on white (xterm's palette), and blue and red stay apart for the
 * common colour-vision deficiencies.
 */
const foreground: Record<Color, number> = { red: 91, magenta: 35, blue: 94, gray: 90 };

export interface Theme {
  readonly unicode: boolean;
  readonly color: boolean;
  readonly glyphs: Glyphs;
}

/** The theme for a terminal with or without Unicode and colour. */
export function createTheme(unicode: boolean, color: boolean): Theme {
  return { unicode, color, glyphs: unicode ? unicodeGlyphs : asciiGlyphs };
}

/** The escape sequence that switches from plain text to `style`; empty for plain text. */
export function styleSequence(style: Style, theme: Theme): string {
  const parameters: number[] = [];
  if (style.bold) {
    parameters.push(1);
  }
  if (style.inverse) {
    parameters.push(7);
  }
  if (style.color && theme.color) {
    parameters.push(foreground[style.color]);
  }
  return parameters.length === 0 ? '' : `\x1b[${parameters.join(';')}m`;
}

/** The line as blessed takes it: text with escape sequences, plain again at its end. */
export function paint(spans: Line, theme: Theme): string {
  return spans
    .map(({ text, style }) => {
      const sequence = styleSequence(style, theme);
      return sequence === '' ? text : `${sequence}${text}\x1b[m`;
    })
    .join('');
}
