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

/** How the columns of a row are shared among its parts. */
const weights: Readonly<Partial<Record<PanelName, number>>> = { rate: 0.9 };

const withoutBorder: ReadonlySet<PanelName> = new Set(['header', 'why', 'rateStrip', 'footer']);

/** Parts side by side, so many rows high. */
export interface Row {
  readonly rows: number;
  readonly parts: readonly PanelName[];
}

/** Rows that these take together. */
export function height(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.rows, 0);
}

/** The parts of these rows one below the other, from the top left. */
export function below(rows: readonly Row[], { left, top, columns }: Omit<Rect, 'rows'>): Layout {
  const places: Layout = {};
  let row = top;
  for (const { rows: height, parts } of rows) {
    let column = left;
    let weight = parts.reduce((sum, part) => sum + (weights[part] ?? 1), 0);
    for (const part of parts) {
      const share = weights[part] ?? 1;
      const width = Math.round(((left + columns - column) * share) / weight);
      places[part] = {
        left: column,
        top: row,
        columns: width,
        rows: height,
        border: !withoutBorder.has(part),
      };
      column += width;
      weight -= share;
    }
    row += height;
  }
  return places;
}

/** One panel with all the room. */
export function filling(part: PanelName, room: Rect): Layout {
  return below([{ rows: room.rows, parts: [part] }], room);
}
