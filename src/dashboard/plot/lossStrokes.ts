/** Draws curves over iterations as strokes of dots. */

import type { Size } from '../model/state.js';
import type { Stroke } from '../style/panel.js';
import type { Axis } from './axis.js';
import type { LossCurve, LossPoint } from './lossCurves.js';
import { DOTS } from './raster.js';

/** Up to this many points, drawing is faster than thinning. */
const FEW = 128;

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

/** The placement on a canvas of this size, by two axes. */
export function placement(timeAxis: Axis, lossAxis: Axis, { columns, rows }: Size): Placement {
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
export function drawCurve({ pen, points, blewUpAt }: LossCurve, place: Placement): Drawn {
  const strokes: Dot[][] = [[]];
  let above: LossPoint | null = null;
  const shown = thinned(points, place);
  const end = blewUpAt === null ? [] : [{ iteration: blewUpAt, loss: Number.POSITIVE_INFINITY }];
  for (const point of [...shown, ...end]) {
    const dot = place.dotOf(point.iteration, point.loss);
    const stroke = strokes.at(-1)!;
    const edge = dot ? above && place.topDot(above.iteration) : place.topDot(point.iteration);
    if (dot) {
      stroke.push(...(edge ? [edge, dot] : [dot]));
    } else if (stroke.length > 0) {
      stroke.push(...(place.isAbove(point.loss) && edge ? [edge] : []));
      strokes.push([]);
    }
    above = place.isAbove(point.loss) ? point : null;
  }
  const drawn = strokes.filter(({ length }) => length > 0);
  return {
    strokes: drawn.map((points) => ({ pen, points })),
    end: drawn.at(-1)?.at(-1) ?? null,
    left: above !== null,
  };
}

/**
 * Thins points: in each column of dots, keeps the first, the least, the greatest and the last. The line
 * through these covers the same dots as the line through all.
 */
function thinned(points: readonly LossPoint[], { columnOf }: Placement): readonly LossPoint[] {
  if (points.length <= FEW) {
    return points;
  }
  const kept: LossPoint[] = [];
  let column = columnOf(points[0]!);
  for (let first = 0; first < points.length; ) {
    let least = first;
    let greatest = first;
    let next = first + 1;
    let nextColumn: number | null = null;
    for (; next < points.length; next++) {
      const point = points[next]!;
      nextColumn = columnOf(point);
      if (nextColumn !== column) {
        break;
      }
      least = point.loss < points[least]!.loss ? next : least;
      greatest = point.loss > points[greatest]!.loss ? next : greatest;
    }
    let last = -1;
    for (const place of [first, Math.min(least, greatest), Math.max(least, greatest), next - 1]) {
      if (place !== last) {
        kept.push(points[place]!);
        last = place;
      }
    }
    first = next;
    column = nextColumn;
  }
  return kept;
}
