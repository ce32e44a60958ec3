import type { Widgets } from 'blessed';
import { type Cell, unpackStyle } from './cellAttributes.js';
import type { Screen, Segment } from './screen.js';

/** What blessed drew last. */
export function screenShown(screen: Widgets.Screen): Screen {
  const { lines } = screen as unknown as { readonly lines: readonly (readonly Readonly<Cell>[])[] };
  return { columns: lines[0]?.length ?? 0, rows: lines.map(segmentsOf) };
}

/** Joins neighbouring cells with the same attributes; omits spaces with nothing visible. */
function segmentsOf(cells: readonly Readonly<Cell>[]): Segment[] {
  const segments: { column: number; attributes: number; text: string }[] = [];
  for (const [column, [attributes, character]] of cells.entries()) {
    const last = segments.at(-1);
    if (last?.attributes === attributes) {
      last.text += character;
    } else {
      segments.push({ column, attributes, text: character });
    }
  }
  return segments
    .map(({ column, attributes, text }): Segment => {
      const style = unpackStyle(attributes);
      const seen = style.inverse ? text : text.trimEnd();
      return { column, text: seen, style };
    })
    .filter(({ text }) => text !== '');
}
