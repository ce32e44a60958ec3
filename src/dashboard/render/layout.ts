/** Which panels there is room for, and where they stand. */

import type { Rect, Size } from '../model/state.js';
import { coefficientRows } from '../panels/coefficients.js';

export type PanelName = 'loss' | 'coefficients' | 'curves' | 'figures';

export type Layout = Partial<Record<PanelName, Rect>>;

/** The least screen that panels are drawn on; on a smaller one a line says so. */
export const MINIMUM: Size = { columns: 40, rows: 12 };

const BORDER = 2;

/** From this width on the figures stand beside the plots instead of below them. */
const TWO_COLUMNS = 72;

/** Rows, with border, that a panel needs to be of use. */
const LEAST = { loss: 6, curves: 8, figures: 7 };

/** Rows, with border, beyond which the panel of figures has nothing more to show. */
const FIGURES_MOST = 22;

/** The panels of the screen between header and footer; null when it is too small for any. */
export function layout({ columns, rows }: Size, degree: number): Layout | null {
  if (columns < MINIMUM.columns || rows < MINIMUM.rows) {
    return null;
  }
  const body: Rect = { left: 0, top: 1, columns, rows: rows - 2 };
  return columns >= TWO_COLUMNS ? sideBySide(body, degree) : stacked(body, degree);
}

/** Plots on the left, figures on the right; in short columns the curves and the table give way. */
function sideBySide(body: Rect, degree: number): Layout {
  const right = Math.min(60, Math.max(39, Math.round(body.columns * 0.42)));
  const left = { ...body, columns: body.columns - right };
  const side = { ...body, left: left.columns, columns: right };
  const table = coefficientRows(degree) + BORDER;
  return {
    ...plots(left),
    ...(side.rows >= table + LEAST.figures
      ? split(side, table, 'coefficients', 'figures')
      : { figures: side }),
  };
}

/** One below the other: the table gives way first, then the curves. */
function stacked(body: Rect, degree: number): Layout {
  const table = coefficientRows(degree) + BORDER;
  const figures =
    body.rows >= LEAST.loss + LEAST.curves + FIGURES_MOST + table ? FIGURES_MOST : LEAST.figures;
  if (body.rows < LEAST.loss + figures) {
    return { figures: body };
  }
  const withTable = body.rows >= LEAST.loss + LEAST.curves + figures + table;
  const lowerRows = figures + (withTable ? table : 0);
  const upper = { ...body, rows: body.rows - lowerRows };
  const lower = { ...body, top: body.top + upper.rows, rows: lowerRows };
  return {
    ...plots(upper),
    ...(withTable ? split(lower, table, 'coefficients', 'figures') : { figures: lower }),
  };
}

/** The loss chart above the curves, or alone. */
function plots(rect: Rect): Layout {
  return rect.rows >= LEAST.loss + LEAST.curves
    ? split(rect, Math.min(Math.floor(rect.rows / 2), rect.rows - LEAST.curves), 'loss', 'curves')
    : { loss: rect };
}

function split(rect: Rect, upper: number, above: PanelName, below: PanelName): Layout {
  return {
    [above]: { ...rect, rows: upper },
    [below]: { ...rect, top: rect.top + upper, rows: rect.rows - upper },
  };
}
