/** Draws the border around a panel, with its title in the top edge. */

import type { Size } from '../model/state.js';
import { fittingTitle, type Panel } from '../style/panel.js';
import { fit, type Line, line, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** The panel's lines in a border of this size; cuts off what does not fit. */
export function boxed(panel: Panel, { columns, rows }: Size, { glyphs }: Theme): Line[] {
  const { lines } = panel;
  const { topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical } = glyphs;
  const inner = columns - 2;
  const name = ` ${fittingTitle(panel, inner)} `.slice(0, Math.max(0, inner - 1));
  const top = [
    span(topLeft + horizontal),
    span(name, { bold: true }),
    span(horizontal.repeat(Math.max(0, inner - 1 - name.length)) + topRight),
  ];
  const side = span(vertical);
  const body = Array.from({ length: rows - 2 }, (_, row) => [
    side,
    ...fit(lines[row] ?? [], inner),
    side,
  ]);
  return [top, ...body, line(bottomLeft + horizontal.repeat(inner) + bottomRight)];
}
