/** Draws a terminal's screen as an SVG file that needs nothing else. */

import { COLOUR_NAMES, type Colour, type Run, type Screen, type Style } from './screen.js';

export interface SvgOptions {
  /** What the picture shows, for a tooltip and for people who do not see it. */
  readonly title: string;
}

// In units of the picture. Box-drawing characters are about 1.17 times the font size high in
// common fonts: a lower row lets the lines of neighbouring rows meet.
const FONT_SIZE = 14;
const CELL_WIDTH = 8.4;
const ROW_HEIGHT = 16;
const BASELINE = 12.2;
const MARGIN = 12;

const FONTS =
  "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
const FOREGROUND = '#d4d9e0';
const BACKGROUND = '#12161d';
/** The colours 0 to 15 in the order of COLOUR_NAMES, all legible on the background. */
const PALETTE = [
  ...['#2b3240', '#f0717b', '#8fd07a', '#e6c25c', '#6ea8fe', '#d38aea', '#56c8d8', '#c5ccd6'],
  ...['#7d8797', '#ff8f97', '#aee69b', '#f7d982', '#93c0ff', '#e6adf7', '#84e1ee', '#ffffff'],
];
/** The six levels of each channel in the 6 × 6 × 6 cube of the colours 16 to 231, as in xterm. */
const CUBE_LEVELS = [0, 95, 135, 175, 215, 255];

function hexadecimal(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function indexedColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hexadecimal([grey, grey, grey]);
  }
  const cube = index - 16;
  const digits = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return hexadecimal(digits.map((digit) => CUBE_LEVELS[digit] ?? 0));
}

function paint(colour: Colour, standard: string): string {
  if (colour === null) {
    return standard;
  }
  if (colour.startsWith('#')) {
    return colour;
  }
  const named = PALETTE[(COLOUR_NAMES as readonly string[]).indexOf(colour)];
  return named ?? indexedColour(Number(colour));
}

/** The colours as seen: `inverse` exchanges them. */
function paints(style: Style): { ink: string; paper: string } {
  const foreground = paint(style.foreground, FOREGROUND);
  const background = paint(style.background, BACKGROUND);
  return style.inverse
    ? { ink: background, paper: foreground }
    : { ink: foreground, paper: background };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A length without the noise of binary fractions. */
export function length(value: number): string {
  return String(Number(value.toFixed(2)));
}

/**
 * The pieces of a run that are drawn as one text each. ASCII comes from one font, all of it
 * equally wide; other characters may come from a substitute font of another width, so each
 * sequence of them is fitted to its cells by itself. Wide gaps are left out.
 */
function piecesOf(run: Run): { column: number; width: number; text: string }[] {
  const wide = run.width !== [...run.text].length;
  if (wide || run.style.underline) {
    return [{ column: run.column, width: run.width, text: run.text }];
  }
  const pieces: { column: number; width: number; text: string }[] = [];
  for (const match of run.text.matchAll(/[!-~]+(?: [!-~]+)*|[^ -~]+/g)) {
    const [text] = match;
    const column = run.column + [...run.text.slice(0, match.index)].length;
    pieces.push({ column, width: [...text].length, text });
  }
  return pieces;
}

/** The elements that draw a screen. */
export interface Drawing {
  /** The coloured areas behind the text. */
  readonly papers: readonly string[];
  readonly texts: readonly string[];
}

/** The elements of one screen; equal cells of two screens give equal elements. */
export function drawScreen(screen: Screen): Drawing {
  const papers: string[] = [];
  const texts: string[] = [];
  screen.rows.forEach((runs, row) => {
    const top = MARGIN + row * ROW_HEIGHT;
    for (const run of runs) {
      const { ink, paper } = paints(run.style);
      if (paper !== BACKGROUND) {
        const x = length(MARGIN + run.column * CELL_WIDTH);
        const width = length(run.width * CELL_WIDTH);
        papers.push(
          `<rect x="${x}" y="${top}" width="${width}" height="${ROW_HEIGHT}" fill="${paper}"/>`,
        );
      }
      const look = [
        ink === FOREGROUND ? '' : ` fill="${ink}"`,
        run.style.bold ? ' font-weight="bold"' : '',
        run.style.dim ? ' opacity=".6"' : '',
        run.style.underline ? ' text-decoration="underline"' : '',
      ].join('');
      for (const { column, width, text } of piecesOf(run)) {
        const x = length(MARGIN + column * CELL_WIDTH);
        const y = length(top + BASELINE);
        const fit = `textLength="${length(width * CELL_WIDTH)}" lengthAdjust="spacingAndGlyphs"`;
        texts.push(`<text x="${x}" y="${y}" ${fit}${look}>${escapeXml(text)}</text>`);
      }
    }
  });
  return { papers, texts };
}

/**
 * The file of elements that were drawn for screens of one size.
 *
 * @param styles CSS beside what every picture needs.
 */
export function svgDocument(
  { columns, rows }: Screen,
  { papers, texts }: Drawing,
  styles: readonly string[],
  { title }: SvgOptions,
): string {
  const width = length(2 * MARGIN + columns * CELL_WIDTH);
  const height = length(2 * MARGIN + rows.length * ROW_HEIGHT);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>\n${['text{white-space:pre}', ...styles].join('\n')}\n</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    ...(papers.length > 0 ? ['<g shape-rendering="crispEdges">', ...papers, '</g>'] : []),
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Draws one screen as an SVG; the same screen always gives the same text. */
export function renderSvg(screen: Screen, options: SvgOptions): string {
  return svgDocument(screen, drawScreen(screen), [], options);
}
