/**
 * Shows the loss as a map over two coefficients or two directions, with the path of the run and the
 * optimum. The other coefficients or directions keep their present values.
 */

import type { Analysis } from '../../fit/analysis.js';
import type { Snapshot } from '../../fit/descent.js';
import { curvatureAlong, distanceAlong, excessOnPlane } from '../../fit/lossSurface.js';
import { coefficientNames } from '../../fit/polynomial.js';
import { focusedRun, type Plane, planes, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { type Axis, linearAxis } from '../plot/axis.js';
import { labelLine } from '../plot/axisLines.js';
import { emptyGrid, labelledRows } from '../plot/characterPlot.js';
import { excessOf, titleLetter } from '../plot/lossCurves.js';
import {
  drawMark,
  drawPath,
  drawShades,
  type Extent,
  pathOnMap,
  shadeStyles,
} from '../plot/lossMap.js';
import { lanePen } from '../plot/pens.js';
import { significant } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { type Line, line } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import {
  heldText,
  key,
  markTexts,
  NOW,
  OPTIMUM,
  START,
  titlesOf,
  writeWords,
} from './surfaceWords.js';

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
    titlesOf(names, [`${pen.mark} path`, ...marks], size.columns - titleLetter(state).length);
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
  const marks = [
    { mark: START, name: 'start', at: place(path[0]!) },
    { mark: OPTIMUM, name: 'best', at: [across.best, up.best] as const },
    { mark: NOW, name: 'now', at: place(now) },
  ].map((each) => ({ ...each, cell: drawMark(grid, each.at, horizontal, vertical, each.mark) }));
  const words = writeWords(
    grid,
    names as [string, string],
    heldText(plane, settings.degree),
    theme,
  );
  const bold = [START, NOW, OPTIMUM, ...words].map((text) => [text, { bold: true }]);
  const styles = {
    ...shadeStyles(theme.glyphs),
    [pen.mark]: pen.style,
    ...Object.fromEntries(bold),
  };
  return {
    ...titles(markTexts(marks)),
    lines: [
      ...labelledRows(grid, labels, left, styles),
      bottomLabels(horizontal, left, columns),
      key(levels, size.columns, theme),
    ],
  };
}

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

/** Each axis reaches this many times the distance that changes the loss as much as the other axis does. */
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

/** The labels of a horizontal axis, in the line below it. */
export function bottomLabels({ ticks, position }: Axis, left: number, columns: number): Line {
  const labels = ticks.map(({ value, label }) => ({
    column: left + 1 + Math.round(position(value)! * (columns - 1)),
    label,
  }));
  return line(labelLine(labels, left + 1 + columns).text);
}
