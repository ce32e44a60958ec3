/** Decides which parts of the screen have room, and where they go. */

import type { Rect, Size, State } from '../model/state.js';
import { coefficientRows } from '../panels/coefficients.js';
import { detailRows } from '../panels/details.js';
import { rateRows } from '../panels/rates.js';
import { lessonRows } from '../panels/why.js';
import { keepEqual } from '../style/keepEqual.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { below, filling, height, type Layout, type PanelName, type Row } from './places.js';

/** What the layout depends on besides the size of the screen. */
export interface Needs {
  readonly degree: number;
  /** How many runs there are side by side. */
  readonly lanes: number;
  readonly full: State['full'];
  readonly showDetails: boolean;
  /** The rows that a lesson takes; 0 without one. */
  readonly lessonRows: number;
  /** Whether the map of the loss is shown. */
  readonly hasMap: boolean;
}

/** What the layout of a state depends on besides its size; the same object until any of it changes. */
export function needsOf(state: State): Needs {
  const { settings, live, full, showDetails, plot } = state;
  return keep({
    degree: settings.degree,
    lanes: live.length,
    full,
    showDetails,
    lessonRows: lessonRows(state, Math.max(1, state.size.columns - 2)),
    hasMap: plot === 'surface',
  });
}

const keep = keepEqual<Needs>();

/** The smallest screen that panels are drawn on; a smaller one only says that it is too small. */
export const MINIMUM: Size = { columns: 40, rows: 12 };

const BORDER = 2;

/** The least widths for two and for three panels of numbers side by side. */
const TWO_COLUMNS = 80;
const THREE_COLUMNS = 120;

/** With a higher degree, the learning rate panel would be half empty beside the coefficients. */
const THREE_COLUMNS_DEGREE = 5;

/** The fewest rows, including the border, for a useful plot and a map with numbers on its axes, and the fewest columns for a roomy one. */
const PLOT = 8;
const MAP = 9;
const ROOMY = 30;

/** With at least this many rows of plots, tables have a line that says what they show. */
const EXPLAINED = 20;

/** The fewest rows for both plots one below the other. */
const STACKED = 2 * (PLOT - 1);

/** With fewer columns per row than this, the plots go one below the other. */
const SHAPE = 2.5;

/** Rows of the learning rate: as a strip without a border, and below the coefficients with one. */
const STRIP = 2;
const RATE = 6;

/** Characters to plan for in the sentence of why, which is wrapped. */
const WHY = 150;

/** The parts above the sentence of why, or null if they do not fit, and the numbers below it. */
interface Arrangement {
  readonly upper: (room: Rect) => Layout | null;
  readonly numbers: readonly Row[];
  /** Whether to leave out the sentence of why too. */
  readonly withoutWhy?: boolean;
}

/**
 * Places the parts of the screen; null if it is too small for any. Numbers give way first. Both plots
 * and the sentence of why always stay, unless the user gave their room to something else.
 */
export const layout = memoizeLast(findLayout);

function findLayout({ columns, rows }: Size, needs: Needs): Layout | null {
  if (columns < MINIMUM.columns || rows < MINIMUM.rows) {
    return null;
  }
  const header: Row = { rows: rows < 14 ? 1 : 2, parts: ['header'] };
  const footer: Row = { rows: 1, parts: ['footer'] };
  const usual = rows < 18 ? 2 : Math.min(4, Math.max(2, Math.ceil(WHY / (columns - 2))));
  const wanted = Math.max(usual, needs.lessonRows);
  const why: Row = { rows: Math.min(wanted, rows - height([header, footer])), parts: ['why'] };
  for (const { upper, numbers, withoutWhy } of arrangementsFor(columns, needs)) {
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

/**
 * The possible arrangements, best first; the last always fits. A lesson goes before the plots, unless
 * one of them is to fill the screen.
 */
function arrangementsFor(columns: number, needs: Needs): Arrangement[] {
  const all = arrangements(columns, needs);
  if (needs.lessonRows === 0) {
    return all;
  }
  const beside = all.map((arrangement) => ({
    ...arrangement,
    upper: (room: Rect) => (room.rows < PLOT - 1 ? null : arrangement.upper(room)),
  }));
  const alone = {
    upper: (room: Rect) => filling(needs.full ?? 'why', room),
    numbers: [],
    withoutWhy: true,
  };
  return [...beside, alone];
}

function arrangements(columns: number, needs: Needs): Arrangement[] {
  const { degree, lanes, full, showDetails } = needs;
  const table = coefficientRows(degree) + BORDER;
  const rates = rateRows(lanes, false) + BORDER;
  const strip: Row = { rows: STRIP, parts: ['rateStrip'] };
  if (full !== null) {
    return [{ upper: (room) => filling(full, room), numbers: [] }];
  }
  if (showDetails) {
    const rows = detailRows(columns - BORDER) + BORDER;
    const alone = (room: Rect): Layout => {
      const { details } = filling('details', room);
      return { details: { ...details!, border: room.rows >= rows } };
    };
    return [
      { upper: (room) => plots(room, PLOT - 1), numbers: [{ rows, parts: ['details'] }] },
      { upper: (room) => (room.rows >= rows ? alone(room) : null), numbers: [] },
      { upper: alone, numbers: [], withoutWhy: true },
    ];
  }
  const fewest: Arrangement[] = [
    { upper: plots, numbers: [strip] },
    { upper: plots, numbers: [] },
  ];
  const panels = (...parts: PanelName[]): Row => ({
    rows: parts.includes('rates')
      ? Math.max(table, rateRows(lanes, parts.length > 2) + BORDER)
      : table,
    parts,
  });
  const several = lanes > 1;
  if (columns < TWO_COLUMNS) {
    // On a narrow screen, the plots first get enough room to go one below the other.
    const upper = (room: Rect) => plots(room, columns < 2 * ROOMY ? STACKED : PLOT);
    const [first, second]: Row[] = several
      ? [{ rows: rates, parts: ['rates'] }, panels('coefficients')]
      : [panels('coefficients'), panels('directions')];
    return [
      { upper, numbers: [strip, first!, second!] },
      { upper, numbers: [strip, first!] },
      ...fewest,
    ];
  }
  const last = several ? 'rates' : 'rate';
  const isWide = columns >= THREE_COLUMNS && degree <= THREE_COLUMNS_DEGREE;
  // With a lesson, the directions stay for a row of the plots, and a map is for reading its axes.
  const inLesson = needs.hasMap ? MAP : PLOT - 1;
  const least = needs.lessonRows > 0 ? inLesson : PLOT;
  const tables = isWide
    ? panels('coefficients', 'directions', last)
    : panels('coefficients', several ? 'rates' : 'directions');
  const all = (more: number) => [
    ...(isWide ? [] : [strip]),
    { ...tables, rows: tables.rows + more },
  ];
  return [
    { upper: (room) => plots(room, EXPLAINED), numbers: all(1) },
    { upper: (room) => plots(room, least), numbers: all(0) },
    {
      upper: (room) =>
        beside(
          room,
          panels('coefficients'),
          { rows: several ? rates : RATE, parts: [last] },
          least,
        ),
      numbers: [],
    },
    ...fewest,
  ];
}

/** Places both plots side by side or one below the other, whichever suits their shape. */
function plots(room: Rect, least = PLOT): Layout | null {
  const { columns, rows } = room;
  if (rows < least) {
    return null;
  }
  const isTall = columns < SHAPE * rows || columns < 2 * ROOMY;
  const both: Row = { rows, parts: ['curves', 'loss'] };
  return below(rows >= STACKED && isTall ? stacked(rows) : [both], room);
}

function stacked(rows: number): Row[] {
  const half = Math.floor(rows / 2);
  return [
    { rows: half, parts: ['curves'] },
    { rows: rows - half, parts: ['loss'] },
  ];
}

/** Places the plots one below the other, and beside them two panels of numbers. */
function beside(room: Rect, first: Row, last: Row, least: number): Layout | null {
  const { left, top, columns, rows } = room;
  if (rows < Math.max(STACKED, 2 * least - 2) || rows < first.rows + last.rows) {
    return null;
  }
  const right = Math.min(60, Math.max(40, Math.round(columns * 0.42)));
  return {
    ...below(stacked(rows), { left, top, columns: columns - right }),
    ...below([first, { ...last, rows: rows - first.rows }], {
      left: left + columns - right,
      top,
      columns: right,
    }),
  };
}
