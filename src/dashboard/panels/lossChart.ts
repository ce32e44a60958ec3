/** Plots the loss by iteration: live runs, earlier runs, the least possible loss and the forecast. */

import { numberText } from '../../text/numberText.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { horizontalAxis, verticalAxis } from '../plot/axisLines.js';
import { Cells } from '../plot/labels.js';
import { lossAxis, timeAxis, timeSpan } from '../plot/lossAxis.js';
import {
  earlierCurves,
  forecastCurve,
  type LossCurve,
  liveCurves,
  shownScale,
} from '../plot/lossCurves.js';
import { lossLabels } from '../plot/lossLabels.js';
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
  const goal = goalStrokes(state, [start, end], place);
  const strokes = [
    ...goal,
    ...runs.earlier.flatMap(({ drawn }) => drawn.strokes),
    ...(ahead?.strokes ?? []),
    ...runs.live.flatMap(({ drawn }) => drawn.strokes),
    ...cursorStrokes(state, place, rows),
  ];
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
      strokes,
      labels: lossLabels(state, { runs, ahead, goal }, new Cells(canvas, strokes), canvas),
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
function rateMarks(state: State) {
  return focusedRun(state).rateChanges.map(({ iteration, learningRate }) => ({
    value: iteration,
    label: `rate ${numberText(learningRate)}`,
  }));
}

/** A horizontal line at the least possible loss. */
function goalStrokes(
  state: State,
  [start, end]: readonly [number, number],
  place: Placement,
): Stroke[] {
  const least = shownScale(state) === 'excess' ? undefined : state.analysis?.optimum.loss;
  const from = place.dotOf(start, least ?? Number.NaN);
  const to = place.dotOf(end, least ?? Number.NaN);
  return from && to ? [{ pen: goalPen, points: [from, to] }] : [];
}

/** When rewound, a vertical line at the iteration shown. */
function cursorStrokes(state: State, place: Placement, rows: number): Stroke[] {
  const snapshot = shownSnapshot(state);
  const top = state.rewind && snapshot ? place.topDot(snapshot.iteration) : null;
  return top ? [{ pen: cursorPen, points: [top, [top[0], DOTS.y * rows - 1]] }] : [];
}
