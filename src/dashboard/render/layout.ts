/** Which parts of the screen there is room for, and where they stand. */

import type { Rect, Size, State } from '../model/state.js';
import { coefficientRows } from '../panels/coefficients.js';
import { detailRows } from '../panels/details.js';

export type PanelName =
  | 'header'
  | 'curves'
  | 'loss'
  | 'why'
  | 'coefficients'
  | 'directions'
  | 'rate'
  | 'rateStrip'
  | 'details'
  | 'footer';

/** A part's place, its border included where it has one. */
export interface Place extends Rect {
  readonly border: boolean;
}

export type Layout = Partial<Record<PanelName, Place>>;

/** What the layout depends on besides the size of the screen. */
export interface Needs {
  readonly degree: number;
  readonly full: State['full'];
  readonly showDetails: boolean;
}

/** What the layout of a state depends on besides its size. */
export function needsOf({ settings, full, showDetails }: State): Needs {
  return { degree: settings.degree, full, showDetails };
}

/** The least screen that anything is drawn on; on a smaller one a line says so. */
export const MINIMUM: Size = { columns: 40, rows: 12 };

const BORDER = 2;

/** From this width on two panels of numbers stand side by side, and from the next on three. */
const TWO_COLUMNS = 80;
const THREE_COLUMNS = 118;

/** With more coefficients the panel of the learning rate would be half empty beside them. */
const THREE_COLUMNS_DEGREE = 5;

/** Rows, with border, that a plot needs to be of use, and columns below which it would be cramped. */
const PLOT = 8;
const ROOMY = 30;

/** Columns for each row, below which the plots stand better one below the other. */
const SHAPE = 2.5;

/** Rows of the learning rate without a border, and below the coefficients with one. */
const STRIP = 2;
const RATE = 6;

/** Characters of the sentence of why, which is broken into as many lines as it needs. */
const WHY = 150;

/** How the columns of a row are shared among its parts. */
const weights: Readonly<Partial<Record<PanelName, number>>> = { rate: 0.9 };

const withoutBorder: ReadonlySet<PanelName> = new Set(['header', 'why', 'rateStrip', 'footer']);

/** Parts side by side, so many rows high. */
interface Row {
  readonly rows: number;
  readonly parts: readonly PanelName[];
}

/** What there is above the sentence of why, if it finds room there, and the numbers below it. */
interface Arrangement {
  readonly upper: (room: Rect) => Layout | null;
  readonly numbers: readonly Row[];
  /** Whether even the sentence of why has to give way. */
  readonly withoutWhy?: boolean;
}

/**
 * The parts of the screen; null when it is too small for any. Both plots and the sentence of why are
 * always there, unless something has been given their room; numbers give way first.
 */
export function layout({ columns, rows }: Size, needs: Needs): Layout | null {
  if (columns < MINIMUM.columns || rows < MINIMUM.rows) {
    return null;
  }
  const header: Row = { rows: rows < 14 ? 1 : 2, parts: ['header'] };
  const whyRows = rows < 18 ? 2 : Math.min(4, Math.max(2, Math.ceil(WHY / (columns - 2))));
  const why: Row = { rows: whyRows, parts: ['why'] };
  const footer: Row = { rows: 1, parts: ['footer'] };
  for (const { upper, numbers, withoutWhy } of arrangements(columns, needs)) {
    const lower = [...(withoutWhy ? [] : [why]), ...numbers, footer];
    const top = rows - height(lower);
    const shown = upper({ left: 0, top: header.rows, columns, rows: top - header.rows });
    if (shown) {
      const place = (rows: readonly Row[], top: number) => below(rows, { left: 0, top, columns });
      return { ...place([header], 0), ...shown, ...place(lower, top) };
    }
  }
  return null;
}

/** Those that may be chosen from, the best first; the last one always finds room. */
function arrangements(columns: number, { degree, full, showDetails }: Needs): Arrangement[] {
  const table = coefficientRows(degree) + BORDER;
  const strip: Row = { rows: STRIP, parts: ['rateStrip'] };
  const panels = (...parts: PanelName[]): Row => ({ rows: table, parts });
  if (full !== null) {
    return [{ upper: (room) => boxed(full, room), numbers: [] }];
  }
  if (showDetails) {
    const rows = detailRows(columns - BORDER) + BORDER;
    const alone = (room: Rect): Layout => {
      const { details } = boxed('details', room);
      return { details: { ...details!, border: room.rows >= rows } };
    };
    return [
      { upper: (room) => plots(room, PLOT - 1), numbers: [{ rows, parts: ['details'] }] },
      { upper: (room) => (room.rows >= rows ? alone(room) : null), numbers: [] },
      { upper: alone, numbers: [], withoutWhy: true },
    ];
  }
  const least: Arrangement[] = [
    { upper: plots, numbers: [strip] },
    { upper: plots, numbers: [] },
  ];
  if (columns < TWO_COLUMNS) {
    // Where they would be cramped, the plots first get room below each other.
    const upper = (room: Rect) => plots(room, columns < 2 * ROOMY ? 2 * (PLOT - 1) : PLOT);
    return [
      { upper, numbers: [strip, panels('coefficients'), panels('directions')] },
      { upper, numbers: [strip, panels('coefficients')] },
      ...least,
    ];
  }
  const all =
    columns >= THREE_COLUMNS && degree <= THREE_COLUMNS_DEGREE
      ? [panels('coefficients', 'directions', 'rate')]
      : [strip, panels('coefficients', 'directions')];
  return [
    { upper: plots, numbers: all },
    { upper: (room) => beside(room, table), numbers: [] },
    ...least,
  ];
}

/** Both plots, side by side or one below the other, as is closer to their shape. */
function plots(room: Rect, least = PLOT): Layout | null {
  const { columns, rows } = room;
  if (rows < least) {
    return null;
  }
  const half = Math.floor(rows / 2);
  const isTall = columns < SHAPE * rows || columns < 2 * ROOMY;
  return half >= PLOT - 1 && isTall
    ? below(
        [
          { rows: half, parts: ['curves'] },
          { rows: rows - half, parts: ['loss'] },
        ],
        room,
      )
    : below([{ rows, parts: ['curves', 'loss'] }], room);
}

/** The plots one below the other, and beside them the coefficients above the learning rate. */
function beside({ left, top, columns, rows }: Rect, table: number): Layout | null {
  const half = Math.floor(rows / 2);
  if (half < PLOT - 1 || rows < table + RATE) {
    return null;
  }
  const right = Math.min(60, Math.max(40, Math.round(columns * 0.42)));
  return {
    ...below(
      [
        { rows: half, parts: ['curves'] },
        { rows: rows - half, parts: ['loss'] },
      ],
      { left, top, columns: columns - right },
    ),
    ...below(
      [
        { rows: table, parts: ['coefficients'] },
        { rows: rows - table, parts: ['rate'] },
      ],
      { left: left + columns - right, top, columns: right },
    ),
  };
}

function height(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.rows, 0);
}

/** The parts of these rows one below the other, from the top left. */
function below(rows: readonly Row[], { left, top, columns }: Omit<Rect, 'rows'>): Layout {
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

function boxed(part: PanelName, room: Rect): Layout {
  return below([{ rows: room.rows, parts: [part] }], room);
}
