/** Plots the loss by iteration: live runs, earlier runs, the least possible loss and the forecast. */

import { numberText } from '../../text/numberText.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { horizontalAxis, type Mark, verticalAxis } from '../plot/axisLines.js';
import { Cells } from '../plot/labels.js';
import { lossAxis, timeAxis, timeSpan } from '../plot/lossAxis.js';
import {
  earlierCurves,
  forecastCurve,
  type LossCurve,
  liveCurves,
  shownLoss,
  shownScale,
} from '../plot/lossCurves.js';
import { type Cursor, lossLabels } from '../plot/lossLabels.js';
import { drawCurve, type Placement, placement } from '../plot/lossStrokes.js';
import { cursorPen, goalPen } from '../plot/pens.js';
import { DOTS } from '../plot/raster.js';
import { firstFitting, type Panel, type Stroke } from '../style/panel.js';
import type { Theme } from '../style/theme.js';

/** The fewest columns for the labels of the loss axis, such as 1e-12. */
const LABEL = 5;

/** The loss chart. */
export function lossChart(state: State, size: Size, theme: Theme): Panel {
  const rows = size.rows - 2;
  const [start, end] = timeSpan(state);
  const live = liveCurves(state);
  const earlier = earlierCurves(state);
  const forecast = forecastCurve(state, end, size.columns);
  const losses = lossAxis(state, { live, earlier, forecast }, start, rows);
  const left = Math.max(LABEL, ...losses.ticks.map(({ label }) => label.length));
  const canvas = { columns: size.columns - left - 1, rows };
  const time = timeAxis(state, canvas.columns);
  const place = placement(time, losses, canvas.columns, canvas.rows);
  const draw = (curve: LossCurve) => ({ curve, drawn: drawCurve(curve, place) });
  const runs = { live: live.map(draw), earlier: earlier.map(draw) };
  const ahead = forecast && drawCurve(forecast, place);
  const [earlierStrokes, liveStrokes] = [runs.earlier, runs.live].map((all) =>
    all.flatMap(({ drawn }) => drawn.strokes),
  ) as [Stroke[], Stroke[]];
  const cells = new Cells(canvas, [...earlierStrokes, ...liveStrokes], ahead?.strokes ?? []);
  const cursor = cursorOf(state, place);
  const goal = goalRow(state, start, place);
  const labels = lossLabels(state, { runs, ahead, cursor, goal }, cells, canvas);
  return {
    ...titles(state, size.columns),
    lines: [
      ...verticalAxis(losses, left, rows, theme),
      ...horizontalAxis(time, left, canvas.columns, theme, rateMarks(state)),
    ],
    canvas: {
      left: left + 1,
      top: 0,
      ...canvas,
      strokes: [
        ...(goal === null ? [] : goalStrokes(goal, cells, canvas)),
        ...earlierStrokes,
        ...(ahead?.strokes ?? []),
        ...liveStrokes,
        ...(cursor ? cursorStrokes(cursor, cells, canvas) : []),
      ],
      labels,
    },
  };
}

function titles(state: State, columns: number): Pick<Panel, 'title' | 'shortTitle'> {
  const loss = { log: 'Loss (log)', linear: 'Loss', excess: 'Loss above the best (log)' };
  const time = state.iterationScale === 'log' ? 'iteration (log)' : 'iteration';
  const part = state.span === 'latest' ? ', latest part' : '';
  const name = loss[shownScale(state)];
  return {
    title: `${name} by ${time}${part}`,
    shortTitle: firstFitting([name + part, name, 'Loss'], columns),
  };
}

/** Marks where the learning rate changed, and to what. */
function rateMarks(state: State): Mark[] {
  return focusedRun(state).rateChanges.map(({ iteration, learningRate }) => {
    const rate = numberText(learningRate);
    return { value: iteration, labels: [`rate set to ${rate}`, `rate ${rate}`] };
  });
}

/** Where the least possible loss is, in dots from the top; null if that is not shown. */
function goalRow(state: State, start: number, place: Placement): number | null {
  const least = shownScale(state) === 'excess' ? undefined : state.analysis?.optimum.loss;
  return place.dotOf(start, least ?? Number.NaN)?.[1] ?? null;
}

/** A horizontal line where no curve or word is within a row of it, so that none seems to touch it. */
function goalStrokes(y: number, cells: Cells, { columns }: Size): Stroke[] {
  const top = Math.floor(y / DOTS.y) - 1;
  return stretches(columns, (left) => !cells.hasAny({ left, top }, { columns: 1, rows: 3 })).map(
    ([first, last]) => ({
      pen: goalPen,
      points: [
        [DOTS.x * first, y],
        [DOTS.x * last - 1, y],
      ],
    }),
  );
}

/** When rewound, where the iteration shown is and where its loss; that is null if it is not shown. */
function cursorOf(state: State, place: Placement): Cursor | null {
  const snapshot = state.rewind && shownSnapshot(state);
  const top = snapshot && place.topDot(snapshot.iteration);
  return top
    ? {
        iteration: snapshot.iteration,
        x: top[0],
        dot: place.dotOf(snapshot.iteration, shownLoss(state, snapshot)),
      }
    : null;
}

/** A vertical line at the iteration shown, which leaves the curves of runs as they are. */
function cursorStrokes({ x }: Cursor, cells: Cells, { rows }: Size): Stroke[] {
  const left = Math.floor(x / DOTS.x);
  return stretches(rows, (top) => !cells.hasRun({ left, top }, { columns: 1, rows: 1 })).map(
    ([first, last]) => ({
      pen: cursorPen,
      points: [
        [x, DOTS.y * first],
        [x, DOTS.y * last - 1],
      ],
    }),
  );
}

/** The longest ranges of numbers from 0 to `count` - 1 that are free; their ends are exclusive. */
function stretches(count: number, isFree: (i: number) => boolean): [first: number, end: number][] {
  const all: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    if (isFree(i)) {
      const last = all.at(-1);
      if (last?.[1] === i) {
        last[1] = i + 1;
      } else {
        all.push([i, i + 1]);
      }
    }
  }
  return all;
}
