import type { Widgets } from 'blessed';
import { COLOUR_NAMES, type Colour, type Run, type Screen } from '../picture/screen.js';

/** A cell of blessed: its attributes, packed into one number, and its character. */
type Cell = readonly [attributes: number, character: string];

/** Bits of the attributes above the two colours. */
const BOLD = 1;
const INVERSE = 8;

/** In place of a colour's number: the terminal's own. */
const DEFAULT_COLOUR = 0x1ff;

/** What blessed has drawn last, cell by cell. */
export function screenShown(screen: Widgets.Screen): Screen {
  const { lines } = screen as unknown as { readonly lines: readonly (readonly Cell[])[] };
  return { columns: lines[0]?.length ?? 0, rows: lines.map(runsOf) };
}

/** Neighbouring cells with the same attributes as one; blanks with nothing to see are in none. */
function runsOf(cells: readonly Cell[]): Run[] {
  const runs: { column: number; attributes: number; text: string }[] = [];
  for (const [column, [attributes, character]] of cells.entries()) {
    const last = runs.at(-1);
    if (last?.attributes === attributes) {
      last.text += character;
    } else {
      runs.push({ column, attributes, text: character });
    }
  }
  return runs
    .map(({ column, attributes, text }): Run => {
      const style = styleOf(attributes);
      const seen = style.inverse ? text : text.trimEnd();
      return { column, width: seen.length, text: seen, style };
    })
    .filter(({ width }) => width > 0);
}

/** blessed packs nine bits of background, nine of foreground, and flags above them. */
function styleOf(attributes: number): Run['style'] {
  const flags = attributes >> 18;
  return {
    bold: (flags & BOLD) !== 0,
    dim: false,
    underline: false,
    inverse: (flags & INVERSE) !== 0,
    foreground: colour((attributes >> 9) & DEFAULT_COLOUR),
    background: colour(attributes & DEFAULT_COLOUR),
  };
}

function colour(number: number): Colour {
  return number === DEFAULT_COLOUR ? null : (COLOUR_NAMES[number] ?? String(number));
}
