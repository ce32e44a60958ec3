/** The residual p(x) - sin(x) over the interval, on a scale of its own. */

import { evaluatePolynomial } from '../../fit/polynomial.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import {
  curveStyles,
  drawCurve,
  drawZero,
  emptyGrid,
  labelledRows,
  piLabels,
  rowOf,
} from '../plot/characterPlot.js';
import { lanePen } from '../plot/pens.js';
import type { Panel } from '../style/panel.js';
import type { Theme } from '../style/theme.js';
import { polynomialName } from './curves.js';

/** Columns for the labels of the y axis, as in -0.02; more only where one is longer. */
const LABEL = 5;

/** The plot of the residual for a panel whose inside has the given size. */
export function residual(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const { interval, degree } = state.settings;
  const present = shownSnapshot(state);
  const f = (x: number) =>
    present ? evaluatePolynomial(present.coefficients, x) - Math.sin(x) : Number.NaN;
  const limit = roundLimit(greatest(f, interval, columns));
  const left = Math.max(LABEL, axisLabel(-limit).length);
  const plot = { columns: columns - left - 1, rows: rows - 1 };
  const pen = lanePen(focusedRun(state).lane);
  const grid = emptyGrid(plot);
  drawZero(grid, limit);
  drawCurve(grid, f, interval, limit, (row, column, arrow) => {
    grid[row]![column] = arrow ?? pen.mark;
  });
  const labels = new Map([limit, 0, -limit].map((y) => [rowOf(y, limit, plot.rows), axisLabel(y)]));
  return {
    title: `residual: ${polynomialName(degree)} - sin(x)`,
    lines: [
      ...labelledRows(grid, labels, left, curveStyles(pen)),
      piLabels(interval, left, plot.columns, theme),
    ],
  };
}

/** The greatest finite size of f at so many places of the interval. */
function greatest(
  f: (x: number) => number,
  [from, to]: readonly [number, number],
  columns: number,
): number {
  const sizes = Array.from({ length: columns }, (_, column) =>
    Math.abs(f(from + ((to - from) * column) / Math.max(1, columns - 1))),
  );
  return Math.max(0, ...sizes.filter(Number.isFinite));
}

/** The least 1, 2 or 5 times a power of ten that is at least the size; 1 for 0. */
function roundLimit(size: number): number {
  if (size === 0) {
    return 1;
  }
  const power = Math.floor(Math.log10(size));
  const round = [1, 2, 5, 10].map((digit) => Number(`${digit}e${power}`));
  return Math.min(round.find((limit) => limit >= size) ?? Number.MAX_VALUE, Number.MAX_VALUE);
}

function axisLabel(y: number): string {
  const size = Math.abs(y);
  return y === 0 || (size >= 0.01 && size < 1000)
    ? String(y)
    : y.toExponential(0).replace('e+', 'e');
}
