/** sin(x) and the polynomial over the interval, plotted with plain characters. */

import { evaluatePolynomial } from '../../fit/polynomial.js';
import { drawCurve, drawZero, emptyGrid, labelledRows, piLabels, rowOf } from '../characterPlot.js';
import type { Panel } from '../panel.js';
import { type Size, type State, shownSnapshot } from '../state.js';
import type { Style } from '../text.js';
import type { Theme } from '../theme.js';

/** The plot shows y from -LIMIT to LIMIT: the sine and half as much room around it. */
const LIMIT = 1.5;

/** Columns for the labels of the y axis. */
const LABEL = 4;

const SINE = '.';
const POLYNOMIAL = '*';
const BOTH = '@';
const OPTIMUM = '+';

const styles: Readonly<Record<string, Style>> = {
  [SINE]: { color: 'blue' },
  [POLYNOMIAL]: { color: 'red' },
  '^': { color: 'red' },
  v: { color: 'red' },
  [BOTH]: { bold: true },
  [OPTIMUM]: { color: 'magenta' },
};

/** The plot of both curves for a panel whose inside has the given size. */
export function curves(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const { interval, degree } = state.settings;
  const plot = { columns: columns - LABEL - 1, rows: rows - 1 };
  const grid = emptyGrid(plot);
  const draw = (f: (x: number) => number, mark: string) =>
    drawCurve(grid, f, interval, LIMIT, (row, column, arrow) => {
      const under = grid[row]![column];
      grid[row]![column] = mark === POLYNOMIAL && under === SINE ? BOTH : (arrow ?? mark);
    });
  drawZero(grid, LIMIT);
  const optimum = state.showOptimum ? state.analysis?.optimum.coefficients : undefined;
  if (optimum) {
    draw((x) => evaluatePolynomial(optimum, x), OPTIMUM);
  }
  draw(Math.sin, SINE);
  const present = shownSnapshot(state);
  if (present) {
    draw((x) => evaluatePolynomial(present.coefficients, x), POLYNOMIAL);
  }
  const labels = new Map([1, 0, -1].map((y) => [rowOf(y, LIMIT, plot.rows), String(y)]));
  const name = polynomialName(degree);
  const legend = [`sin(x) ${SINE}`, `${name} ${POLYNOMIAL}`, `both ${BOTH}`];
  const best = optimum ? [`best ${OPTIMUM}`] : [];
  return {
    title: [...legend, ...best].join('   '),
    shortTitle: [`sin ${SINE}`, `fit ${POLYNOMIAL}`, `both ${BOTH}`, ...best].join(' '),
    lines: [
      ...labelledRows(grid, labels, LABEL, styles),
      piLabels(interval, LABEL, plot.columns, theme),
    ],
  };
}

/** What a polynomial of the degree is called. */
export function polynomialName(degree: number): string {
  return ['constant', 'line', 'parabola', 'cubic'][degree] ?? `degree ${degree}`;
}
