/**
 * Draws characters as shapes, because fonts disagree about how wide braille is and whether box lines
 * meet.
 */

/** Where a row of cells starts, and the size of a cell, in units of the picture. */
export interface CellGeometry {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Data for the `d` of two SVG paths; empty if there is nothing to draw. */
export interface Shapes {
  /** Braille dots, as points to stroke with round caps. */
  readonly dots: string;
  /** Box lines. */
  readonly lines: string;
}

/** Column and row of each dot of a braille cell, in the order of its bits in Unicode. */
const BRAILLE_DOTS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
  [0, 3],
  [1, 3],
] as const;
const BRAILLE = 0x2800;

/** Lines from the middle of the cell to the left, right, up and down. */
const BOX_ARMS: Readonly<Record<string, string>> = {
  '─': 'lr',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'ld',
  '└': 'ru',
  '┘': 'lu',
  '├': 'rud',
  '┤': 'lud',
  '┬': 'lrd',
  '┴': 'lru',
  '┼': 'lrud',
};

/** The characters that `drawShapes` can draw, for a character class of a regular expression. */
export const SHAPE_CLASS = `${Object.keys(BOX_ARMS).join('')}\\u2800-\\u28ff`;

function isBraille(character: string): boolean {
  return character >= '\u2800' && character <= '\u28ff';
}

/**
 * Draws characters side by side, each within its own cell.
 *
 * @param text only characters in `SHAPE_CLASS`.
 */
export function drawShapes(text: string, { left, top, width, height }: CellGeometry): Shapes {
  let dots = '';
  let lines = '';
  /** The end of the present horizontal line, which neighbouring cells continue. */
  let pen: number | null = null;
  const middle = top + height / 2;

  function lineTo(from: number, to: number): void {
    lines += pen === from ? '' : `M${number(from)} ${number(middle)}`;
    lines += `H${number(to)}`;
    pen = to;
  }

  [...text].forEach((character, column) => {
    const start = left + column * width;
    const centre = start + width / 2;
    if (isBraille(character)) {
      const bits = character.charCodeAt(0) - BRAILLE;
      for (const [bit, [x, y]] of BRAILLE_DOTS.entries()) {
        if (bits & (1 << bit)) {
          const at = `${number(start + (width * (2 * x + 1)) / 4)} ${number(top + (height * (2 * y + 1)) / 8)}`;
          dots += `M${at}h0`;
        }
      }
      return;
    }
    const arms = BOX_ARMS[character]!;
    if (arms.includes('l')) {
      lineTo(start, centre);
    }
    if (arms.includes('r')) {
      lineTo(centre, start + width);
    }
    const upper = arms.includes('u') ? top : middle;
    const lower = arms.includes('d') ? top + height : middle;
    if (lower > upper) {
      lines += `M${number(centre)} ${number(upper)}V${number(lower)}`;
      pen = null;
    }
  });
  return { dots, lines: lines.replaceAll(/(?:H[\d.]+)+(H[\d.]+)/g, '$1') };
}

/** A number rounded to two decimals, without the noise of binary fractions. */
export function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
