/** Plots the residual p(x) - sin(x) over the interval, on its own scale. */

import { excessLoss } from '../../fit/excessLoss.js';
import { evaluatePolynomial } from '../../fit/polynomial.js';
import { polynomialName, shortPolynomialName } from '../../text/polynomialName.js';
import { wrap } from '../../text/wrap.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import {
  BOTH,
  drawCurve,
  drawZero,
  emptyGrid,
  labelledRows,
  piLabels,
  rowOf,
} from '../plot/characterPlot.js';
import { titleLetter } from '../plot/lossCurves.js';
import { lanePen } from '../plot/pens.js';
import { significant } from '../style/format.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { line } from '../style/text.js';
import type { Theme } from '../style/theme.js';

/** The fewest columns for the labels of the y axis, such as -0.02. */
const LABEL = 5;

/** The mark of the best polynomial's residual, which no training removes. */
const LIMIT = '+';

/** A plot needs this many rows before an explanation is added. */
const ROOM_FOR_WORDS = 6;

/** The plot of the residual, with an explanation if there is room. */
export function residual(state: State, size: Size, theme: Theme): Panel {
  const { interval, degree } = state.settings;
  const now = residualOf(shownSnapshot(state)?.coefficients);
  const best = residualOf(state.analysis?.optimum.coefficients);
  const limit = roundLimit(
    Math.max(greatest(now, interval, size.columns), greatest(best, interval, size.columns)),
  );
  const scale = { interval, limit };
  const left = Math.max(LABEL, axisLabel(-limit).length);
  const shown =
    explanations(state, size.columns).find(({ length }) => size.rows - length > ROOM_FOR_WORDS) ??
    [];
  const plot = { columns: size.columns - left - 1, rows: size.rows - shown.length - 1 };
  const pen = lanePen(focusedRun(state).lane);
  const grid = emptyGrid(plot);
  drawZero(grid, limit);
  drawCurve(grid, best, scale, LIMIT);
  drawCurve(grid, now, scale, pen.mark, LIMIT);
  const labels = new Map([limit, 0, -limit].map((y) => [rowOf(y, limit, plot.rows), axisLabel(y)]));
  const name = shortPolynomialName(degree);
  const marks = [`${pen.mark} now`, `${LIMIT} best possible`];
  return {
    title: [`residual: ${name} - sin(x)`, ...marks, `${BOTH} both`].join('   '),
    shortTitle: firstFitting(
      [
        [`${name} - sin(x)`, ...marks, `${BOTH} both`],
        [`${name} - sin`, `${pen.mark} now`, `${LIMIT} best`, `${BOTH} both`],
        [`${name} - sin`, ...marks],
        marks,
        [`${pen.mark} now`, `${LIMIT} best`],
      ].map((parts) => parts.join('  ')),
      size.columns - titleLetter(state).length,
    ),
    lines: [
      ...shown.map((text) => line(text)),
      ...labelledRows(grid, labels, left, { [pen.mark]: pen.style }),
      piLabels(interval, left, plot.columns, theme),
    ],
  };
}

/** p(x) - sin(x) for a polynomial; NaN if there is none. */
function residualOf(coefficients: readonly number[] | undefined): (x: number) => number {
  return (x) => (coefficients ? evaluatePolynomial(coefficients, x) - Math.sin(x) : Number.NaN);
}

/** Texts, in lines, on which part of the loss stays and which can still be learned; longest first. */
function explanations(state: State, columns: number): string[][] {
  const { analysis, settings } = state;
  const present = shownSnapshot(state);
  if (!analysis || !present || !Number.isFinite(present.loss)) {
    return [];
  }
  const least = analysis.optimum.loss;
  const excess = excessLoss(analysis, present.coefficients);
  const limit = `the limit of a ${polynomialName(settings.degree)}`;
  const toLearn = excess === 0 ? 'nothing' : significant(excess, 3);
  const stays = least === 0 ? 'none of it' : `${significant(least, 3)} of it`;
  const text = `Loss ${significant(present.loss, 3)}: ${stays} is ${limit} (${LIMIT}), ${toLearn} is still to learn.`;
  const short = `${LIMIT} stays: it is ${limit}`;
  return [wrap(text, columns), ...(least > 0 && short.length <= columns ? [[short]] : [])];
}

/** The greatest finite |f| at evenly spaced places of the interval, one per column. */
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

/** The least number of two digits that is not below `size`; 1 for 0. */
function roundLimit(size: number): number {
  if (size === 0) {
    return 1;
  }
  const near = Number(size.toExponential(1));
  const unit = Number(`1e${Math.floor(Math.log10(size)) - 1}`);
  return Math.min(near < size ? Number((near + unit).toPrecision(2)) : near, Number.MAX_VALUE);
}

function axisLabel(y: number): string {
  const size = Math.abs(y);
  return y === 0 || (size >= 0.01 && size < 1000)
    ? String(y)
    : y.toExponential(1).replace('e+', 'e');
}
