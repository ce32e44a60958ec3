/** sin(x) and the polynomial over the interval, plotted with plain characters. */

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

/** The plot shows y from -LIMIT to LIMIT: the sine and half as much room around it. */
const LIMIT = 1.5;

/** Columns for the labels of the y axis. */
const LABEL = 4;

const SINE = '.';
const BOTH = '@';
const OPTIMUM = '+';

/** The plot of both curves for a panel whose inside has the given size. */
export function curves(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const { interval, degree } = state.settings;
  const plot = { columns: columns - LABEL - 1, rows: rows - 1 };
  const pen = lanePen(focusedRun(state).lane);
  const grid = emptyGrid(plot);
  const draw = (f: (x: number) => number, mark: string) =>
    drawCurve(grid, f, interval, LIMIT, (row, column, arrow) => {
      const under = grid[row]![column];
      grid[row]![column] = mark === pen.mark && under === SINE ? BOTH : (arrow ?? mark);
    });
  drawZero(grid, LIMIT);
  const optimum = state.showOptimum ? state.analysis?.optimum.coefficients : undefined;
  if (optimum) {
    draw((x) => evaluatePolynomial(optimum, x), OPTIMUM);
  }
  draw(Math.sin, SINE);
  const present = shownSnapshot(state);
  if (present) {
    draw((x) => evaluatePolynomial(present.coefficients, x), pen.mark);
  }
  const labels = new Map([1, 0, -1].map((y) => [rowOf(y, LIMIT, plot.rows), String(y)]));
  const name = polynomialName(degree);
  const legend = [`sin(x) ${SINE}`, `${name} ${pen.mark}`, `both ${BOTH}`];
  const best = optimum ? [`best ${OPTIMUM}`] : [];
  return {
    title: [...legend, ...best].join('   '),
    shortTitle: [`sin ${SINE}`, `fit ${pen.mark}`, `both ${BOTH}`, ...best].join(' '),
    lines: [
      ...labelledRows(grid, labels, LABEL, { ...curveStyles(pen), [BOTH]: { bold: true } }),
      piLabels(interval, LABEL, plot.columns, theme),
    ],
  };
}

/** What a polynomial of the degree is called. */
export function polynomialName(degree: number): string {
  return ['constant', 'line', 'parabola', 'cubic'][degree] ?? `degree ${degree}`;
}
