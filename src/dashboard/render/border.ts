/** Draws the border around a panel, with its title in the top edge. */

import type { Size } from '../model/state.js';
import { fittingTitle, type Panel } from '../style/panel.js';
import { type Line, line, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** The panel's lines between the edges of a border of this size, without the sides. */
export function boxed(panel: Panel, { columns, rows }: Size, { glyphs }: Theme): Line[] {
  const { topLeft, topRight, bottomLeft, bottomRight, horizontal } = glyphs;
  const inner = columns - 2;
  const name = ` ${fittingTitle(panel, inner)} `.slice(0, Math.max(0, inner - 1));
  const top = [
    span(topLeft + horizontal),
    span(name, { bold: true }),
    span(horizontal.repeat(Math.max(0, inner - 1 - name.length)) + topRight),
  ];
  const body = panel.lines.slice(0, rows - 2);
  while (body.length < rows - 2) {
    body.push(line(''));
  }
  return [top, ...body, line(bottomLeft + horizontal.repeat(inner) + bottomRight)];
}
