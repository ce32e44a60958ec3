/** The panels of the screen, and how to place them beside and below each other. */

import type { Rect } from '../model/state.js';

export type PanelName =
  | 'header'
  | 'curves'
  | 'loss'
  | 'why'
  | 'coefficients'
  | 'directions'
  | 'rate'
  | 'rateStrip'
  | 'rates'
  | 'details'
  | 'footer';

/** Where a part goes, including its border if it has one. */
export interface Place extends Rect {
  readonly border: boolean;
}

export type Layout = Partial<Record<PanelName, Place>>;

const withoutBorder: ReadonlySet<PanelName> = new Set(['header', 'why', 'rateStrip', 'footer']);

/** Parts side by side, equally wide and all `rows` high. */
export interface Row {
  readonly rows: number;
  readonly parts: readonly PanelName[];
}

/** The total height. */
export function height(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.rows, 0);
}

/** Places rows of parts one below the other, from the top left. */
export function below(rows: readonly Row[], { left, top, columns }: Omit<Rect, 'rows'>): Layout {
  const places: Layout = {};
  let row = top;
  for (const { rows: height, parts } of rows) {
    let column = left;
    parts.forEach((part, i) => {
      const width = Math.round((left + columns - column) / (parts.length - i));
      const border = !withoutBorder.has(part);
      places[part] = { left: column, top: row, columns: width, rows: height, border };
      column += width;
    });
    row += height;
  }
  return places;
}

/** Gives all the room to one panel. */
export function filling(part: PanelName, room: Rect): Layout {
  return below([{ rows: room.rows, parts: [part] }], room);
}
