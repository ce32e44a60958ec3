/** Plots sin(x) and the polynomial over the interval with plain characters. */

import { evaluatePolynomial } from '../../fit/polynomial.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import {
  BOTH,
  curveStyles,
  drawCurve,
  drawZero,
  emptyGrid,
  labelledRows,
  nameArrows,
  piLabels,
  rowOf,
} from '../plot/characterPlot.js';
import { titleLetter } from '../plot/lossCurves.js';
import { lanePen } from '../plot/pens.js';
import { significant } from '../style/format.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { line } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** The plot shows y from -LIMIT to LIMIT: the sine and some room around it. */
const LIMIT = 1.5;

/** Columns for the labels of the y axis. */
const LABEL = 4;

const SINE = '.';
const OPTIMUM = '+';

/** Shades for the gap between the curves, from none to the largest. */
const GAPS = ' .:-=+xX@';

/** A plot needs this many rows before a strip of the gaps is added. */
const ROOM_FOR_STRIP = 7;

/** The plot of both curves. */
export function curves(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const { interval } = state.settings;
  const scale = { interval, limit: LIMIT };
  const strip = rows > ROOM_FOR_STRIP + 1 ? 1 : 0;
  const plot = { columns: columns - LABEL - 1, rows: rows - 1 - strip };
  const pen = lanePen(focusedRun(state).lane);
  const grid = emptyGrid(plot);
  drawZero(grid, LIMIT);
  const optimum = state.showOptimum ? state.analysis?.optimum.coefficients : undefined;
  if (optimum) {
    drawCurve(grid, (x) => evaluatePolynomial(optimum, x), scale, OPTIMUM);
  }
  drawCurve(grid, Math.sin, scale, SINE);
  const present = shownSnapshot(state);
  if (present) {
    drawCurve(grid, (x) => evaluatePolynomial(present.coefficients, x), scale, pen.mark, SINE);
  }
  nameArrows(grid);
  const labels = new Map([1, 0, -1].map((y) => [rowOf(y, LIMIT, plot.rows), String(y)]));
  const gaps = gapsOf(present?.coefficients, interval, plot.columns);
  return {
    ...titles(state, gaps, columns),
    lines: [
      ...labelledRows(grid, labels, LABEL, { ...curveStyles(pen), [BOTH]: { bold: true } }),
      ...(strip === 1 ? [line(`${'gap'.padStart(LABEL)}|${stripOf(gaps)}`)] : []),
      piLabels(interval, LABEL, plot.columns, theme),
    ],
  };
}

function titles(
  state: State,
  gaps: readonly number[],
  columns: number,
): Pick<Panel, 'title' | 'shortTitle'> {
  const { mark } = lanePen(focusedRun(state).lane);
  const name = polynomialName(state.settings.degree);
  const best = state.showOptimum && state.analysis ? [`best ${OPTIMUM}`] : [];
  const gap = gaps.length === 0 ? [] : [`gap ${significant(Math.max(...gaps), 2)}`];
  const short = [`sin ${SINE}`, `${name} ${mark}`, `both ${BOTH}`, ...best];
  const shorter = [`sin ${SINE}`, `fit ${mark}`, `both ${BOTH}`, ...best];
  return {
    title: [`sin(x) ${SINE}`, ...short.slice(1), ...gap.map((text) => `largest ${text}`)].join(
      '   ',
    ),
    shortTitle: firstFitting(
      [[...short, ...gap], [...shorter, ...gap], shorter, shorter.slice(0, 2)].map((parts) =>
        parts.join(' '),
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
  return Array.from({ length: coefficients ? columns : 0 }, (_, column) => {
    const x = from + ((to - from) * column) / Math.max(1, columns - 1);
    return Math.abs(evaluatePolynomial(coefficients!, x) - Math.sin(x));
  });
}

/** The gaps as shades, each as a share of the largest. */
function stripOf(gaps: readonly number[]): string {
  const largest = Math.max(...gaps);
  return gaps
    .map(
      (gap) =>
        GAPS[largest === 0 ? 0 : Math.round((gap / largest) * (GAPS.length - 1))] ?? GAPS.at(-1),
    )
    .join('');
}

/** The short name of a polynomial of this degree. */
export function polynomialName(degree: number): string {
  return ['constant', 'line', 'parabola', 'cubic'][degree] ?? `degree ${degree}`;
}
