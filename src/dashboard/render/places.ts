/** The panels of the screen, and how they stand beside and below each other. */

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

/** A part's place, its border included where it has one. */
export interface Place extends Rect {
  readonly border: boolean;
}

export type Layout = Partial<Record<PanelName, Place>>;

const withoutBorder: ReadonlySet<PanelName> = new Set(['header', 'why', 'rateStrip', 'footer']);

/** Parts side by side, so many rows high. */
export interface Row {
  readonly rows: number;
  readonly parts: readonly PanelName[];
  /** How they share the columns; equally without it. */
  readonly shares?: readonly number[];
}

/** Rows that these take together. */
export function height(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.rows, 0);
}

/** The parts of these rows one below the other, from the top left. */
export function below(rows: readonly Row[], { left, top, columns }: Omit<Rect, 'rows'>): Layout {
  const places: Layout = {};
  let row = top;
  for (const { rows: height, parts, shares = parts.map(() => 1) } of rows) {
    let column = left;
    parts.forEach((part, i) => {
      const rest = shares.slice(i).reduce((sum, share) => sum + share);
      const width = Math.round(((left + columns - column) * shares[i]!) / rest);
      const border = !withoutBorder.has(part);
      places[part] = { left: column, top: row, columns: width, rows: height, border };
      column += width;
    });
    row += height;
  }
  return places;
}

/** One panel with all the room. */
export function filling(part: PanelName, room: Rect): Layout {
  return below([{ rows: room.rows, parts: [part] }], room);
}
