/** Plots sin(x) and the polynomial over the interval with plain characters. */

import { evaluatePolynomial } from '../../fit/polynomial.js';
import { shortPolynomialName } from '../../text/polynomialName.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import {
  BOTH,
  type Corner,
  drawCurve,
  drawZero,
  emptyGrid,
  type Grid,
  labelledRows,
  nameArrows,
  piLabels,
  rowOf,
  writeInCorner,
} from '../plot/characterPlot.js';
import { titleLetter } from '../plot/lossCurves.js';
import { lanePen } from '../plot/pens.js';
import { significant } from '../style/format.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { line } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** The plot shows y from -LIMIT to LIMIT: the sine and some room around it. */
const LIMIT = 1.5;

/** Columns for the labels of the y axis. */
const LABEL = 4;

const SINE = '.';
const OPTIMUM = '+';

/** Marks for the gap between the curves, used for nothing else here, and the least gap for each. */
const GAPS: readonly { mark: string; from: number }[] = [
  { mark: ' ', from: 0 },
  { mark: "'", from: 0.02 },
  { mark: ':', from: 0.1 },
  { mark: '|', from: 0.5 },
];

/** Where the largest gap may be written: first where the sine is far away. */
const CORNERS: readonly Corner[] = [
  ['bottom', 'right'],
  ['top', 'left'],
  ['bottom', 'left'],
  ['top', 'right'],
];

/** A plot needs this many rows before a strip of the gaps is added. */
const ROOM_FOR_STRIP = 7;

/** The plot of both curves. */
export function curves(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const { interval } = state.settings;
  const scale = { interval, limit: LIMIT };
  const strip = rows > ROOM_FOR_STRIP + 1 ? 1 : 0;
  const plot = { columns: columns - LABEL - 1, rows: rows - 1 - strip };
  const pen = lanePen(focusedRun(state).lane);
  const optimum = state.showOptimum ? state.analysis?.optimum.coefficients : undefined;
  const grid = background(plot.columns, plot.rows, interval, optimum).map((cells) => cells.slice());
  const present = shownSnapshot(state);
  if (present) {
    drawCurve(grid, (x) => evaluatePolynomial(present.coefficients, x), scale, pen.mark, SINE);
  }
  nameArrows(grid);
  const labels = new Map([1, 0, -1].map((y) => [rowOf(y, LIMIT, plot.rows), String(y)]));
  const gaps = gapsOf(present?.coefficients, interval, plot.columns);
  const largest = gaps.length === 0 ? '' : significant(Math.max(...gaps), 2);
  const isSaid = largest === '' || writeInCorner(grid, ` largest gap ${largest} `, CORNERS);
  return {
    ...titles(state, isSaid ? '' : largest, columns),
    lines: [
      ...labelledRows(grid, labels, LABEL, { [pen.mark]: pen.style, [BOTH]: { bold: true } }),
      ...(strip === 1 ? [line(`${'gap'.padStart(LABEL)} ${stripOf(gaps)}`)] : []),
      piLabels(interval, LABEL, plot.columns, theme),
    ],
  };
}

/** What stays from frame to frame: zero, the sine and, where it is shown, the optimum. */
const background = memoizeLast(
  (
    columns: number,
    rows: number,
    interval: readonly [number, number],
    optimum: readonly number[] | undefined,
  ): Grid => {
    const scale = { interval, limit: LIMIT };
    const grid = emptyGrid({ columns, rows });
    drawZero(grid, LIMIT);
    if (optimum) {
      drawCurve(grid, (x) => evaluatePolynomial(optimum, x), scale, OPTIMUM);
    }
    drawCurve(grid, Math.sin, scale, SINE);
    return grid;
  },
);

/** @param gap the largest gap; empty if it is written in the plot. */
function titles(state: State, gap: string, columns: number): Pick<Panel, 'title' | 'shortTitle'> {
  const { mark } = lanePen(focusedRun(state).lane);
  const best = state.showOptimum && state.analysis ? [`${OPTIMUM} best`] : [];
  const rest = [`${BOTH} both`, ...best];
  const all = [`${SINE} sin`, `${mark} ${shortPolynomialName(state.settings.degree)}`, ...rest];
  const short = [`${SINE} sin`, `${mark} fit`];
  const long = gap === '' ? all : [...all, `largest gap ${gap}`];
  return {
    title: long.join('   '),
    shortTitle: firstFitting(
      [...(gap === '' ? [] : [[...all, `gap ${gap}`]]), all, [...short, ...rest], short].map(
        (parts) => parts.join('  '),
      ),
      columns - titleLetter(state).length,
    ),
  };
}

/** The distance between polynomial and sine at each column; empty if there is no polynomial yet. */
function gapsOf(
  coefficients: readonly number[] | undefined,
  [from, to]: readonly [number, number],
  columns: number,
): number[] {
  const gaps: number[] = [];
  for (let column = 0; coefficients && column < columns; column++) {
    const x = from + ((to - from) * column) / Math.max(1, columns - 1);
    gaps.push(Math.abs(evaluatePolynomial(coefficients, x) - Math.sin(x)));
  }
  return gaps;
}

/** The gaps as marks, which mean the same at any moment. */
function stripOf(gaps: readonly number[]): string {
  return gaps.map((gap) => GAPS.findLast(({ from }) => gap >= from)?.mark ?? ' ').join('');
}
