/**
 * The loss over two coefficients as a contour map, the others held at the values shown, with the path
 * of the run and the optimum.
 */

import { excessLoss } from '../../fit/excessLoss.js';
import { lossOver } from '../../fit/lossSurface.js';
import { coefficientNames } from '../../fit/polynomial.js';
import { squares } from '../../fit/rounding.js';
import type { Analysis, Snapshot } from '../../training/protocol.js';
import { coefficientPairs, focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { type Axis, linearAxis } from '../plot/axis.js';
import { labelLine } from '../plot/axisLines.js';
import { emptyGrid, type Grid, labelledRows } from '../plot/characterPlot.js';
import { titleLetter } from '../plot/lossCurves.js';
import { lanePen } from '../plot/pens.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { type Line, line } from '../style/text.js';

const CONTOUR = '.';
const NOW = '@';
const OPTIMUM = 'X';

/** Contours for every factor of this many in the loss above the least possible. */
const CONTOUR_FACTOR = 10;

/** The contour map for a panel whose inside has the given size. */
export function surface(state: State, size: Size): Panel {
  const { settings, analysis, pair } = state;
  const now = shownSnapshot(state);
  const [i, j] = coefficientPairs(settings.degree)[pair] ?? [0, 0];
  const names = coefficientNames(settings.degree);
  const pen = lanePen(focusedRun(state).lane);
  const over = `${names[i]}, ${names[j]}`;
  const legend = `path ${pen.mark} now ${NOW} best ${OPTIMUM}`;
  const [others, rest] =
    settings.degree > 1 ? [', others at present values', ', rest held'] : ['', ''];
  const title = `loss over ${over}${others}  ${legend}`;
  const shortTitle = firstFitting(
    [`${over}${rest}: ${legend}`, `${over}: ${legend}`, `loss ${over}`],
    size.columns - titleLetter(state).length,
  );
  if (!analysis || !now || i === j) {
    return { title, shortTitle, lines: [] };
  }
  const path = pathTo(state, now);
  const best = analysis.optimum.coefficients;
  const values = (k: number) => axisValues(analysis, path, k);
  const rows = size.rows - 1;
  const vertical = linearAxis(values(j), Math.max(2, Math.floor(rows / 3)));
  const left = Math.max(...vertical.ticks.map(({ label }) => label.length));
  const columns = size.columns - left - 1;
  const horizontal = linearAxis(values(i), Math.max(2, Math.floor(columns / 12)));

  const grid = emptyGrid({ columns, rows });
  drawContours(grid, contourLevel(analysis, now, i, j, horizontal, vertical));
  const put = (coefficients: readonly number[], mark: string) =>
    drawPoint(
      grid,
      horizontal.position(coefficients[i]!),
      vertical.position(coefficients[j]!),
      mark,
    );
  for (const { coefficients } of path) {
    put(coefficients, pen.mark);
  }
  put(best, OPTIMUM);
  put(now.coefficients, NOW);
  const labels = new Map(
    vertical.ticks.map(({ value, label }) => [
      Math.round((1 - vertical.position(value)!) * (rows - 1)),
      label,
    ]),
  );
  const styles = {
    [pen.mark]: pen.style,
    [NOW]: { bold: true },
    [OPTIMUM]: { bold: true },
  };
  return {
    title,
    shortTitle,
    lines: [...labelledRows(grid, labels, left, styles), bottomLabels(horizontal, left, columns)],
  };
}

/** Of a path that is shorter than this share of what changes the loss, only rounding is seen. */
const ROUNDING = 1e-9;

/**
 * What the axis of a coefficient has to hold: the path and the optimum; of a path that does not
 * move, as far beside the optimum as changes the loss by as much as the other coefficients do.
 */
function axisValues(analysis: Analysis, path: readonly Snapshot[], k: number): number[] {
  const { optimum } = analysis;
  const best = optimum.coefficients[k]!;
  const values = [...path.map(({ coefficients }) => coefficients[k]!), best];
  const excess = Math.max(...path.map(({ coefficients }) => excessLoss(analysis, coefficients)));
  const reach = Math.sqrt((excess || optimum.loss || 1) / squares(analysis, k));
  return values.every((value) => Math.abs(value - best) <= ROUNDING * reach)
    ? [best - reach, best + reach]
    : values;
}

/** The recorded states up to the one that is shown. */
function pathTo(state: State, now: Snapshot): Snapshot[] {
  const { snapshots } = focusedRun(state).trace;
  return [...snapshots.filter(({ iteration }) => iteration <= now.iteration), now];
}

/** The band of the loss at a place in the plot, from 0 to 1 along both axes. */
function contourLevel(
  analysis: Analysis,
  { coefficients }: Snapshot,
  i: number,
  j: number,
  horizontal: Axis,
  vertical: Axis,
): (x: number, y: number) => number {
  const loss = lossOver(analysis, coefficients, i, j);
  const at = ({ start, end }: Axis, share: number) => start * (1 - share) + end * share;
  return (x, y) => {
    const above = loss(at(horizontal, x), at(vertical, y)) - analysis.optimum.loss;
    return Math.floor(Math.log(Math.max(above, Number.MIN_VALUE)) / Math.log(CONTOUR_FACTOR));
  };
}

/** Marks the cells at whose right or lower neighbour another band begins. */
function drawContours(grid: Grid, level: (x: number, y: number) => number): void {
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  const levels = grid.map((cells, row) =>
    cells.map((_, column) =>
      level(column / Math.max(1, columns - 1), 1 - row / Math.max(1, rows - 1)),
    ),
  );
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = levels[row]![column];
      const right = levels[row]![column + 1] ?? here;
      const below = levels[row + 1]?.[column] ?? here;
      if (here !== right || here !== below) {
        grid[row]![column] = CONTOUR;
      }
    }
  }
}

function drawPoint(grid: Grid, x: number | null, y: number | null, mark: string): void {
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  if (x !== null && y !== null && rows > 0 && columns > 0) {
    grid[Math.round((1 - y) * (rows - 1))]![Math.round(x * (columns - 1))] = mark;
  }
}

function bottomLabels({ ticks, position }: Axis, left: number, columns: number): Line {
  const labels = ticks.map(({ value, label }) => ({
    column: left + 1 + Math.round(position(value)! * (columns - 1)),
    label,
  }));
  return line(labelLine(labels, left + 1 + columns).text);
}
