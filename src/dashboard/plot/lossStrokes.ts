/** Draws curves over iterations as strokes of dots. */

import { memoizeLast } from '../style/memoizeLast.js';
import type { Stroke } from '../style/panel.js';
import type { Axis } from './axis.js';
import type { LossCurve, LossPoint } from './lossCurves.js';
import { DOTS } from './raster.js';
import { sumOfGrowing } from './sumOfGrowing.js';

export type Dot = readonly [x: number, y: number];

/** Where points go on a canvas; null if its axes do not show them. */
export interface Placement {
  /** The column of a point's dot, which is cheaper than the dot. */
  columnOf(point: LossPoint): number | null;
  dotOf(iteration: number, loss: number): Dot | null;
  /** The dot at the top edge. */
  topDot(iteration: number): Dot | null;
  isAbove(loss: number): boolean;
}

/** The placement on a canvas of this size, by two axes; the same while these are. */
export const placement = memoizeLast(placementOn);

function placementOn(timeAxis: Axis, lossAxis: Axis, columns: number, rows: number): Placement {
  const column = (iteration: number) => {
    const x = timeAxis.position(iteration);
    return x === null ? null : Math.round(x * (DOTS.x * columns - 1));
  };
  return {
    columnOf: ({ iteration, loss }) =>
      loss >= lossAxis.start && loss <= lossAxis.end ? column(iteration) : null,
    dotOf: (iteration, loss) => {
      const x = column(iteration);
      const y = lossAxis.position(loss);
      return x === null || y === null ? null : [x, Math.round((1 - y) * (DOTS.y * rows - 1))];
    },
    topDot(iteration) {
      const x = column(iteration);
      return x === null ? null : [x, 0];
    },
    isAbove: (loss) => loss > lossAxis.end,
  };
}

/** A curve as drawn. */
export interface Drawn {
  readonly strokes: readonly Stroke[];
  /** Where it ends; null if none of it is shown. */
  readonly end: Dot | null;
  /** Whether it left the chart at the top. */
  readonly left: boolean;
}

/**
 * Draws a curve. It is cut off at the top edge where the loss is above the axis; other values that
 * cannot be shown leave a gap.
 */
export function drawCurve(curve: LossCurve, place: Placement): Drawn {
  const { pen, blewUpAt } = curve;
  const strokes: Dot[][] = [[]];
  let above: LossPoint | null = null;
  const shown = thinned(curve, place);
  const end = { iteration: blewUpAt ?? 0, loss: Number.POSITIVE_INFINITY };
  for (const point of blewUpAt === null ? shown : [...shown, end]) {
    const dot = place.dotOf(point.iteration, point.loss);
    const isAbove = place.isAbove(point.loss);
    const stroke = strokes.at(-1)!;
    if (dot) {
      extend(stroke, above && place.topDot(above.iteration));
      extend(stroke, dot);
    } else if (stroke.length > 0) {
      extend(stroke, isAbove ? place.topDot(point.iteration) : null);
      strokes.push([]);
    }
    above = isAbove ? point : null;
  }
  const drawn = strokes.filter(({ length }) => length > 0);
  return {
    strokes: drawn.map((points) => ({ pen, points })),
    end: drawn.at(-1)?.at(-1) ?? null,
    left: above !== null,
  };
}

/** Adds a dot, if any, to a stroke, which goes to the right; of a row, only the first and the last. */
function extend(stroke: Dot[], dot: Dot | null): void {
  const last = stroke.at(-1);
  if (dot && last?.[1] === dot[1] && (last[0] === dot[0] || stroke.at(-2)?.[1] === dot[1])) {
    stroke[stroke.length - 1] = dot;
  } else if (dot) {
    stroke.push(dot);
  }
}

/** Up to this many points, drawing is faster than thinning. */
const FEW = 128;

function thinned({ run, points }: LossCurve, place: Placement): readonly LossPoint[] {
  return points.length <= FEW ? points : thinning(run, points, place);
}

/**
 * Thins points: in each column of dots, keeps the first, the least, the greatest and the last. The line
 * through these covers the same dots as the line through all.
 */
class Thinning {
  readonly #place: Placement;
  /** Of all columns but the last. */
  readonly #kept: LossPoint[] = [];
  #last: Column | null = null;

  constructor(place: Placement) {
    this.#place = place;
  }

  add(point: LossPoint): void {
    const column = this.#place.columnOf(point);
    const last = this.#last;
    if (last && last.column === column) {
      last.least = point.loss < last.least.loss ? point : last.least;
      last.greatest = point.loss > last.greatest.loss ? point : last.greatest;
      last.newest = point;
    } else {
      this.#kept.push(...pointsOf(last));
      this.#last = { column, first: point, least: point, greatest: point, newest: point };
    }
  }

  get result(): readonly LossPoint[] {
    return this.#kept.concat(pointsOf(this.#last));
  }
}

/** The points of a column that are kept. */
interface Column {
  readonly column: number | null;
  readonly first: LossPoint;
  least: LossPoint;
  greatest: LossPoint;
  newest: LossPoint;
}

/** In the order in which they came. */
function pointsOf(column: Column | null): LossPoint[] {
  if (!column) {
    return [];
  }
  const { first, least, greatest, newest } = column;
  const extremes = least.iteration < greatest.iteration ? [least, greatest] : [greatest, least];
  const points = [first, ...extremes, newest];
  return points.filter((point, i) => point !== points[i - 1]);
}

const thinning = sumOfGrowing((place: Placement) => new Thinning(place));
