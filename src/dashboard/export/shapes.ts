/**
 * Characters drawn as shapes: fonts disagree about how wide braille is and whether box lines meet.
 */

/** In units of the picture: where a row of cells begins, and how large a cell is. */
export interface CellGeometry {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The data of an SVG path's `d` for each way of stroking; empty where there is nothing to draw. */
export interface Shapes {
  /** Braille: points, to be stroked with round caps. */
  readonly dots: string;
  /** Box lines. */
  readonly lines: string;
}

/** Unicode's numbering of the dots of a braille cell, as its bits: column and row of each. */
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

/** From the middle of the cell to the left, the right, up and down. */
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

/** The characters that `drawShapes` draws, for a character class of a regular expression. */
export const SHAPE_CLASS = `${Object.keys(BOX_ARMS).join('')}\\u2800-\\u28ff`;

function isBraille(character: string): boolean {
  return character >= '\u2800' && character <= '\u28ff';
}

/**
 * The shapes of characters side by side, each within its own cell.
 *
 * @param text of characters that are shapes, a cell each.
 */
export function drawShapes(text: string, { left, top, width, height }: CellGeometry): Shapes {
  let dots = '';
  let lines = '';
  /** Where the horizontal line that is being drawn ends; neighbouring cells' are one line. */
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

/** A number of the picture without the noise of binary fractions. */
export function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
