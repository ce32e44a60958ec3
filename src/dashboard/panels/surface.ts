/**
 * Shows the loss as a map over two coefficients or two directions, with the path of the run and the
 * optimum. The other coefficients or directions keep their present values.
 */

import { curvatureAlong, distanceAlong, excessOnPlane } from '../../fit/lossSurface.js';
import { coefficientNames } from '../../fit/polynomial.js';
import type { Analysis, Snapshot } from '../../training/protocol.js';
import { focusedRun, type Plane, planes, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { type Axis, linearAxis } from '../plot/axis.js';
import { labelLine } from '../plot/axisLines.js';
import { emptyGrid, type Grid, labelledRows } from '../plot/characterPlot.js';
import { excessOf, titleLetter } from '../plot/lossCurves.js';
import {
  drawMark,
  drawPath,
  drawShades,
  type Extent,
  isWithin,
  type Levels,
  pathOnMap,
  shadeStyles,
} from '../plot/lossMap.js';
import { lanePen } from '../plot/pens.js';
import { significant } from '../style/format.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { fit, type Line, line, span, width } from '../style/text.js';
import type { Theme } from '../style/theme.js';

const START = 'S';
const NOW = '@';
const OPTIMUM = 'X';

/** The map of the loss. */
export function surface(state: State, size: Size, theme: Theme): Panel {
  const { analysis, pair, settings } = state;
  const now = shownSnapshot(state);
  const plane = planes(settings.degree)[pair];
  if (!plane) {
    return { title: 'loss', lines: [] };
  }
  const pen = lanePen(focusedRun(state).lane);
  const names = [plane.first, plane.second].map((i) => axisName(plane, i, settings.degree));
  const titles = (marks: readonly string[]) =>
    titlesOf(names, [...marks, `${pen.mark} path`], size.columns - titleLetter(state).length);
  if (!analysis || !now) {
    return { ...titles([]), lines: [] };
  }
  const axes = [plane.first, plane.second].map((i) => axisOf(analysis, plane, i));
  const [across, up] = axes as [MapAxis, MapAxis];
  const path = pathTo(state, now);
  const reaches = reachesOf(analysis, path, [across, up]);
  const rows = size.rows - 2;
  const { vertical, labels } = rowAxis(up, reaches[1]!, rows);
  const left = Math.max(...[...labels.values()].map(({ length }) => length));
  const columns = size.columns - left - 1;
  const horizontal = linearAxis(around(across, reaches[0]!), Math.max(2, Math.floor(columns / 12)));

  const grid = emptyGrid({ columns, rows });
  const excess = excessOnPlane(analysis, now.coefficients, across.vector, up.vector);
  const at = ({ start, end }: Extent, share: number) => start * (1 - share) + end * share;
  const levels = drawShades(
    grid,
    (x, y) => excess(at(horizontal, x) - across.best, at(vertical, y) - up.best),
    theme.glyphs,
  );
  const place = ({ coefficients }: Pick<Snapshot, 'coefficients'>) =>
    [across, up].map(
      ({ vector, best }) => best + distanceAlong(analysis, coefficients, vector),
    ) as [number, number];
  drawPath(grid, pathOnMap(path.map(place), horizontal, vertical), horizontal, vertical, pen.mark);
  nameAxes(grid, names as [string, string], theme);
  const start = place(path[0]!);
  drawMark(grid, start, horizontal, vertical, START);
  drawMark(grid, [across.best, up.best], horizontal, vertical, OPTIMUM);
  drawMark(grid, place(now), horizontal, vertical, NOW);
  const styles = {
    ...shadeStyles(theme.glyphs),
    [pen.mark]: pen.style,
    [START]: { bold: true },
    [NOW]: { bold: true },
    [OPTIMUM]: { bold: true },
  };
  const startsHere = isWithin(start[0], horizontal) && isWithin(start[1], vertical);
  return {
    ...titles(startsHere ? [`${START} start`] : []),
    lines: [
      ...labelledRows(grid, labels, left, styles),
      bottomLabels(horizontal, left, columns),
      key(levels, size.columns, theme),
    ],
  };
}

function titlesOf(names: readonly string[], path: readonly string[], columns: number) {
  const [across, up] = names;
  const marks = [...path, `${NOW} now`, `${OPTIMUM} best`];
  const shorter = [['Loss map', ...marks], marks, marks.slice(-2)];
  return {
    title: [`Map of the loss: ${across} right, ${up} up`, ...marks].join('   '),
    shortTitle: firstFitting(
      shorter.map((parts) => parts.join('  ')),
      columns,
    ),
  };
}

/** An axis of the map. */
interface MapAxis {
  /** A unit vector in coefficient space. */
  readonly vector: readonly number[];
  /** The value on the axis at the optimum. */
  readonly best: number;
}

function axisOf({ optimum, eigenvectors }: Analysis, { over }: Plane, i: number): MapAxis {
  return over === 'directions'
    ? { vector: eigenvectors[i]!, best: 0 }
    : {
        vector: optimum.coefficients.map((_, k) => (k === i ? 1 : 0)),
        best: optimum.coefficients[i]!,
      };
}

function axisName({ over }: Plane, i: number, degree: number): string {
  if (over === 'coefficients') {
    return coefficientNames(degree)[i]!;
  }
  const steep = ['steepest', '2nd steepest'];
  return i < steep.length && i <= degree / 2
    ? steep[i]!
    : ['flattest', '2nd flattest'][degree - i]!;
}

/** The path is recent where the loss was at most this many times as far above the least as now. */
const RECENT = 10;

/** Each axis reaches at least this many times as far as changes the loss as much as the other axis. */
const STRETCH = 2;

/**
 * How far from the optimum the map reaches along both axes: as far as the recent path, so that it
 * zooms in; but along a steeper axis, which was learned long ago, far enough to see how steep it is.
 */
function reachesOf(
  analysis: Analysis,
  path: readonly Snapshot[],
  axes: readonly [MapAxis, MapAxis],
): number[] {
  const excesses = path.map((snapshot) => excessOf(analysis, snapshot));
  const recent = path.filter((_, i) => excesses[i]! <= RECENT * excesses.at(-1)!);
  const reaches = axes.map(({ vector }) => {
    const distances = recent.map(({ coefficients }) =>
      Math.abs(distanceAlong(analysis, coefficients, vector)),
    );
    return Math.max(0, ...distances.filter(Number.isFinite));
  });
  const curvatures = axes.map(({ vector }) => curvatureAlong(analysis, vector));
  const heights = reaches.map((reach, i) => reach * Math.sqrt(curvatures[i]!));
  const least = Math.sqrt(analysis.optimum.rounding);
  const height =
    Math.max(...heights) > least ? Math.max(...heights) : Math.sqrt(analysis.optimum.loss || 1);
  return reaches.map((reach, i) => Math.max(reach, (STRETCH * height) / Math.sqrt(curvatures[i]!)));
}

/** The ends of an axis, `reach` on both sides of the optimum, rounded up to 1, 2 or 5 times a power of ten. */
function around({ best }: MapAxis, reach: number): number[] {
  const power = Math.floor(Math.log10(reach));
  const round = [1, 2, 5, 10].map((digit) => Number(`${digit}e${power}`));
  const far = round.find((each) => each >= reach) ?? reach;
  return [best - far, best + far];
}

/** The states in the trace up to the one shown. */
function pathTo(state: State, now: Snapshot): Snapshot[] {
  const { snapshots } = focusedRun(state).trace;
  return [...snapshots.filter(({ iteration }) => iteration < now.iteration), now];
}

/** A vertical axis with the optimum exactly on a row in the middle, and labels of rows with their values. */
function rowAxis(
  axis: MapAxis,
  reach: number,
  rows: number,
): { vertical: Extent; labels: ReadonlyMap<number, string> } {
  const [low, high] = around(axis, reach) as [number, number];
  const middle = Math.floor((rows - 1) / 2);
  const unit = (high - low) / Math.max(1, rows - 1);
  const valueAt = (row: number) => axis.best + (middle - row) * unit;
  const every = Math.max(2, Math.round(rows / 5));
  const labels = new Map<number, string>();
  for (let row = middle % every; row < rows; row += every) {
    const value = valueAt(row);
    // An optimum of 0 is known up to rounding.
    labels.set(row, Math.abs(value) < unit * 1e-6 ? '0' : significant(value, 2));
  }
  return { vertical: { start: valueAt(rows - 1), end: valueAt(0) }, labels };
}

/** Writes the names of the axes at their ends, inside the map, if there is room. */
function nameAxes(grid: Grid, [across, up]: readonly [string, string], { unicode }: Theme): void {
  const [right, top] = unicode ? ['→', '↑'] : ['>', '^'];
  const columns = grid[0]?.length ?? 0;
  const upper = ` ${up} ${top} `;
  const lower = ` ${across} ${right} `;
  if (Math.max(upper.length, lower.length) <= columns) {
    grid[0]!.splice(0, upper.length, ...upper);
    grid.at(-1)!.splice(columns - lower.length, lower.length, ...lower);
  }
}

function bottomLabels({ ticks, position }: Axis, left: number, columns: number): Line {
  const labels = ticks.map(({ value, label }) => ({
    column: left + 1 + Math.round(position(value)! * (columns - 1)),
    label,
  }));
  return line(labelLine(labels, left + 1 + columns).text);
}

/** The key to the shades, with what the other coefficients or directions are held at. */
function key(levels: Levels, columns: number, { glyphs }: Theme): Line {
  const styles = shadeStyles(glyphs);
  const shades = levels.flatMap(({ label }, i) => {
    const shade = glyphs.shades[i + 1]!;
    return [span(` ${shade}`, styles[shade]), span(` ${label}`)];
  });
  const blank = levels[0] ? ` blank below ${levels[0].label} ` : '';
  const texts = [
    [`Loss above the best:${blank}`, '   (all else held as it is now)'],
    [`Loss above the best:${blank}`, ''],
    [`Above best:${blank}`, ''],
    ['above best:', ''],
    ['', ''],
  ].map(([head, rest]) => [span(head!), ...shades, span(rest!)]);
  return fit(texts.find((text) => width(text) <= columns) ?? texts.at(-1)!, columns);
}
