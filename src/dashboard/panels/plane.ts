/**
 * Shows how many iterations momentum takes from the start of the run until its loss is near the best, by
 * its β and its learning rate, and marks the run and the best pair.
 */

import type { Analysis } from '../../fit/analysis.js';
import { bestMomentum, momentumLimit } from '../../fit/momentum.js';
import { createMomentumForecast } from '../../fit/momentumForecast.js';
import { iterationNear } from '../../fit/nearBest.js';
import type { Momentum, Optimizer } from '../../fit/optimizers.js';
import { optimizerTitle } from '../../options/optimizers.js';
import { capitalized } from '../../text/sentence.js';
import { wrap } from '../../text/wrap.js';
import { shownOptimizer } from '../model/optimizers.js';
import { focusedRun, shownRate } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { linearAxis } from '../plot/axis.js';
import { emptyGrid, labelledRows } from '../plot/characterPlot.js';
import { titleLetter } from '../plot/lossCurves.js';
import { drawMark, drawShades, type Extent, shadeStyles } from '../plot/lossMap.js';
import { significant } from '../style/format.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { line } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { bottomLabels } from './surface.js';
import { key, NOW, OPTIMUM, writeWords } from './surfaceWords.js';

/** Where momentum diverges. */
const UNSTABLE = '!';

/** How far the plane reaches above the largest rate that works with any β. */
const BEYOND = 1.1;

/** β reaches from 0 to 1; at 1 it never settles. */
const BETA: Extent = { start: 0, end: 1 };

/** The most places that are computed, at up to a tenth of a millisecond each; the others repeat them. */
const MOST = 1200;

/** A kind of momentum and its β; plain gradient descent is the heavy ball with β 0. Null for others. */
export function momentumOf(optimizer: Optimizer): Momentum | null {
  switch (optimizer.name) {
    case 'sgd':
      return { name: 'momentum', beta: 0 };
    case 'momentum':
    case 'nesterov':
      return { name: optimizer.name, beta: optimizer.beta };
    case 'rmsprop':
    case 'adam':
      return null;
  }
}

/** The iterations from a start until momentum is near the best; null if it diverges. */
export function iterationsNeeded(
  analysis: Analysis,
  initial: readonly number[],
  momentum: Momentum,
  learningRate: number,
): number | null {
  const forecast = createMomentumForecast(analysis, initial, momentum, learningRate);
  return iterationNear(forecast, analysis, initial);
}

/** The iterations at each place of a plane, row by row from the top. */
const iterationsOn = memoizeLast(
  (
    analysis: Analysis,
    initial: readonly number[],
    name: Momentum['name'],
    columns: number,
    rows: number,
  ) => {
    const { end } = ratesOf(analysis, name, rows);
    const stride = Math.ceil((columns * rows) / MOST);
    return Array.from({ length: rows }, (_, row) => {
      const learningRate = (end * (rows - row)) / rows;
      const computed = Array.from({ length: Math.ceil(columns / stride) }, (_, i) => {
        const beta = Math.min(0.999, (i * stride) / Math.max(1, columns - 1));
        return iterationsNeeded(analysis, initial, { name, beta }, learningRate);
      });
      return Array.from({ length: columns }, (_, column) => computed[Math.floor(column / stride)]!);
    });
  },
);

/** The rates of the lowest and the highest row: evenly spaced from 0, where nothing moves. */
function ratesOf({ stabilityLimit }: Analysis, name: Momentum['name'], rows: number): Extent {
  const limits = [0, 1].map((beta) => momentumLimit({ name, beta }, stabilityLimit));
  const end = BEYOND * Math.max(...limits);
  return { start: end / rows, end };
}

/** The plane of β and the learning rate. */
export function plane(state: State, size: Size, theme: Theme): Panel {
  const { analysis } = state;
  const run = focusedRun(state);
  const optimizer = shownOptimizer(state, run);
  const momentum = momentumOf(optimizer);
  const titles = titlesOf(size.columns - titleLetter(state).length);
  if (momentum === null) {
    const text = `${capitalized(optimizerTitle(optimizer))} has no beta and no limit to show here.`;
    return {
      ...titles,
      lines: wrap(text, size.columns)
        .slice(0, size.rows)
        .map((row) => line(row)),
    };
  }
  if (!analysis) {
    return { ...titles, lines: [] };
  }
  const { name } = momentum;
  const rows = size.rows - 2;
  const vertical = ratesOf(analysis, name, rows);
  const labels = new Map<number, string>();
  const every = Math.max(2, Math.round(rows / 5));
  for (let row = 0; row < rows; row += every) {
    labels.set(row, significant((vertical.end * (rows - row)) / rows, 2));
  }
  const left = Math.max(...[...labels.values()].map(({ length }) => length));
  const columns = size.columns - left - 1;
  const grid = emptyGrid({ columns, rows });
  const iterations = iterationsOn(analysis, run.initial, name, columns, rows);
  const at = (x: number, y: number) =>
    iterations[Math.round((1 - y) * (rows - 1))]![Math.round(x * (columns - 1))]!;
  const levels = drawShades(grid, (x, y) => at(x, y) ?? Number.POSITIVE_INFINITY, theme.glyphs);
  iterations.forEach((row, i) => {
    row.forEach((needed, column) => {
      grid[i]![column] = needed === null ? UNSTABLE : grid[i]![column]!;
    });
  });
  const best = bestMomentum(name, analysis);
  drawMark(grid, [best.beta, best.learningRate], BETA, vertical, OPTIMUM);
  drawMark(grid, [momentum.beta, shownRate(state, run)], BETA, vertical, NOW);
  const words = writeWords(grid, ['beta', 'rate'], null, theme);
  const bold = [NOW, OPTIMUM, UNSTABLE, ...words].map((text) => [text, { bold: true }]);
  const horizontal = linearAxis([0, 1], Math.max(2, Math.floor(columns / 12)));
  return {
    ...titles,
    lines: [
      ...labelledRows(grid, labels, left, {
        ...shadeStyles(theme.glyphs),
        ...Object.fromEntries(bold),
      }),
      bottomLabels(horizontal, left, columns),
      key(levels, size.columns, theme, HEADS),
    ],
  };
}

/** What the shades mean, from long to short. */
const HEADS = [
  'Iterations to near the best: blank below ',
  'Iterations: blank below ',
  'Iterations: blank<',
  'iterations: blank<',
  'blank<',
] as const;

function titlesOf(columns: number): Pick<Panel, 'title' | 'shortTitle'> {
  const marks = [`${NOW} now`, `${OPTIMUM} best`, `${UNSTABLE} diverges`];
  const shorter = [marks, marks.slice(0, 2), []].map((some) => ['Speed', ...some]);
  return {
    title: ['Speed by beta and rate', ...marks].join('   '),
    shortTitle: firstFitting(
      shorter.map((parts) => parts.join('  ')),
      columns,
    ),
  };
}
