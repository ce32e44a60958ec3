/** Draws a terminal's screen as a self-contained SVG file. */

import { COLOUR_NAMES, type Screen, type Segment, type Style } from '../render/screen.js';
import { drawShapes, number, SHAPE_CLASS } from './shapes.js';

export interface SvgOptions {
  /** What the picture shows, as a tooltip and for people who cannot see it. */
  readonly title: string;
}

// In units of the picture.
const FONT_SIZE = 14;
const CELL_WIDTH = 8.4;
const ROW_HEIGHT = 16;
const BASELINE = 12.2;
const MARGIN = 12;
/** The diameter of a braille dot. */
const DOT = 2.4;

const FONTS =
  "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
const FOREGROUND = '#d4d9e0';
const BACKGROUND = '#12161d';
/** Colours 0 to 15 in the order of COLOUR_NAMES, all legible on the background. */
const PALETTE = [
  ...['#2b3240', '#f0717b', '#8fd07a', '#e6c25c', '#6ea8fe', '#d38aea', '#56c8d8', '#c5ccd6'],
  ...['#7d8797', '#ff8f97', '#aee69b', '#f7d982', '#93c0ff', '#e6adf7', '#84e1ee', '#ffffff'],
];
/** The colours as seen; `inverse` swaps them. */
function paints(style: Style): { ink: string; paper: string } {
  const foreground = PALETTE[COLOUR_NAMES.indexOf(style.foreground as never)] ?? FOREGROUND;
  return style.inverse
    ? { ink: BACKGROUND, paper: foreground }
    : { ink: foreground, paper: BACKGROUND };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Part of a segment, drawn as one element. */
interface Piece {
  readonly column: number;
  readonly text: string;
  readonly isShape: boolean;
}

/** ASCII without wide gaps, characters that are drawn as shapes, or other text. */
const PIECES = new RegExp(
  `[!-~]+(?: [!-~]+)*|(?<shape>[${SHAPE_CLASS}]+)|[^ -~${SHAPE_CLASS}]+`,
  'gu',
);

/**
 * Divides a segment into pieces. ASCII comes from one font and is equally wide; other characters may
 * come from a substitute font of another width, so each sequence of them is fitted to its cells
 * separately. Omits wide gaps.
 */
function piecesOf({ column, text }: Segment): Piece[] {
  return [...text.matchAll(PIECES)].map(({ 0: piece, index, groups }) => ({
    column: column + index,
    text: piece,
    isShape: groups?.shape !== undefined,
  }));
}

/** The elements that draw a screen. */
export interface Drawing {
  /** The coloured areas behind the characters. */
  readonly papers: readonly string[];
  readonly characters: readonly string[];
}

/** Draws one screen; equal cells of two screens give equal elements. */
export function drawScreen(screen: Screen): Drawing {
  const papers: string[] = [];
  const characters: string[] = [];
  screen.rows.forEach((segments, row) => {
    const top = MARGIN + row * ROW_HEIGHT;
    for (const segment of segments) {
      const { ink, paper } = paints(segment.style);
      if (paper !== BACKGROUND) {
        const x = number(MARGIN + segment.column * CELL_WIDTH);
        const width = number(segment.text.length * CELL_WIDTH);
        papers.push(
          `<rect x="${x}" y="${top}" width="${width}" height="${ROW_HEIGHT}" fill="${paper}"/>`,
        );
      }
      for (const piece of piecesOf(segment)) {
        characters.push(...(piece.isShape ? paths : texts)(piece, top, ink, segment.style));
      }
    }
  });
  return { papers, characters };
}

function texts({ column, text }: Piece, top: number, ink: string, style: Style): string[] {
  const look = [
    ink === FOREGROUND ? '' : ` fill="${ink}"`,
    style.bold ? ' font-weight="bold"' : '',
  ].join('');
  const x = number(MARGIN + column * CELL_WIDTH);
  const y = number(top + BASELINE);
  const fit = `textLength="${number(text.length * CELL_WIDTH)}" lengthAdjust="spacingAndGlyphs"`;
  return [`<text x="${x}" y="${y}" ${fit}${look}>${escapeXml(text)}</text>`];
}

function paths({ column, text }: Piece, top: number, ink: string): string[] {
  const left = MARGIN + column * CELL_WIDTH;
  const { dots, lines } = drawShapes(text, { left, top, width: CELL_WIDTH, height: ROW_HEIGHT });
  const stroke = `fill="none" stroke="${ink}"`;
  return [
    dots && `<path d="${dots}" ${stroke} stroke-width="${DOT}" stroke-linecap="round"/>`,
    lines && `<path d="${lines}" ${stroke}/>`,
  ].filter((element) => element !== '');
}

/**
 * Makes a file of elements drawn for screens of one size.
 *
 * @param styles additional CSS.
 */
export function svgDocument(
  { columns, rows }: Screen,
  { papers, characters }: Drawing,
  styles: readonly string[],
  { title }: SvgOptions,
): string {
  const width = number(2 * MARGIN + columns * CELL_WIDTH);
  const height = number(2 * MARGIN + rows.length * ROW_HEIGHT);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>\n${['text{white-space:pre}', ...styles].join('\n')}\n</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    ...(papers.length > 0 ? ['<g shape-rendering="crispEdges">', ...papers, '</g>'] : []),
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...characters,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Draws one screen as an SVG; the same screen always gives the same text. */
export function renderSvg(screen: Screen, options: SvgOptions): string {
  return svgDocument(screen, drawScreen(screen), [], options);
}
