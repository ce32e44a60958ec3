/** Draws curves over iterations as strokes of dots. */

import { memoizeLast } from '../style/memoizeLast.js';
import type { Pen, Stroke } from '../style/panel.js';
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
  const drawing = drawingOf(curve, place);
  if (blewUpAt !== null) {
    drawing.add({ iteration: blewUpAt, loss: Number.POSITIVE_INFINITY });
  }
  return drawing.drawn(pen);
}

/** Up to this many points, drawing all is faster than thinning. */
const FEW = 128;

function drawingOf({ run, points }: LossCurve, place: Placement): Drawing {
  if (points.length > FEW) {
    return thinnedDrawing(run, points, place);
  }
  const drawing = new Drawing(place);
  for (const point of points) {
    drawing.add(point);
  }
  return drawing;
}

/** The strokes through points, which go to the right. */
class Drawing {
  readonly #place: Placement;
  #strokes: Dot[][] = [[]];
  /** The last point if it is above the axis. */
  #above: LossPoint | null = null;

  constructor(place: Placement) {
    this.#place = place;
  }

  add(point: LossPoint): void {
    const dot = this.#place.dotOf(point.iteration, point.loss);
    const isAbove = this.#place.isAbove(point.loss);
    const stroke = this.#strokes.at(-1)!;
    if (dot) {
      extend(stroke, this.#above && this.#place.topDot(this.#above.iteration));
      extend(stroke, dot);
    } else if (stroke.length > 0) {
      extend(stroke, isAbove ? this.#place.topDot(point.iteration) : null);
      this.#strokes.push([]);
    }
    this.#above = isAbove ? point : null;
  }

  /** A copy to continue with, which leaves this one as it is. */
  copy(): Drawing {
    const copy = new Drawing(this.#place);
    copy.#strokes = [...this.#strokes.slice(0, -1), this.#strokes.at(-1)!.slice()];
    copy.#above = this.#above;
    return copy;
  }

  drawn(pen: Pen): Drawn {
    const strokes = this.#strokes.filter(({ length }) => length > 0);
    return {
      strokes: strokes.map((points) => ({ pen, points })),
      end: strokes.at(-1)?.at(-1) ?? null,
      left: this.#above !== null,
    };
  }
}

/** Adds a dot, if any, to a stroke; of dots in a row keeps only the first and the last. */
function extend(stroke: Dot[], dot: Dot | null): void {
  const last = stroke.at(-1);
  if (dot && last?.[1] === dot[1] && (last[0] === dot[0] || stroke.at(-2)?.[1] === dot[1])) {
    stroke[stroke.length - 1] = dot;
  } else if (dot) {
    stroke.push(dot);
  }
}

/**
 * Draws only the first, the least, the greatest and the last of the points in each column of dots. The
 * line through these covers the same dots as the line through all.
 */
class ThinnedDrawing {
  readonly #place: Placement;
  /** The drawing of all columns but the last. */
  readonly #drawing: Drawing;
  #last: Column | null = null;

  constructor(place: Placement) {
    this.#place = place;
    this.#drawing = new Drawing(place);
  }

  add(point: LossPoint): void {
    const column = this.#place.columnOf(point);
    const last = this.#last;
    if (last && last.column === column) {
      last.least = point.loss < last.least.loss ? point : last.least;
      last.greatest = point.loss > last.greatest.loss ? point : last.greatest;
      last.newest = point;
    } else {
      addColumn(this.#drawing, last);
      this.#last = { column, first: point, least: point, greatest: point, newest: point };
    }
  }

  get result(): Drawing {
    const drawing = this.#drawing.copy();
    addColumn(drawing, this.#last);
    return drawing;
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

/** Adds the points of a column in the order in which they came. */
function addColumn(drawing: Drawing, column: Column | null): void {
  if (!column) {
    return;
  }
  const { first, least, greatest, newest } = column;
  const isFalling = least.iteration >= greatest.iteration;
  let previous: LossPoint | null = null;
  for (const point of [first, isFalling ? greatest : least, isFalling ? least : greatest, newest]) {
    if (point !== previous) {
      drawing.add(point);
    }
    previous = point;
  }
}

const thinnedDrawing = sumOfGrowing((place: Placement) => new ThinnedDrawing(place));
