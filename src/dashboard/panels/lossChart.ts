/** Plots the loss by iteration: live runs, earlier runs, the least possible loss and the forecast. */

import { numberText } from '../../text/numberText.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Run, Size, State } from '../model/state.js';
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
import { memoizeLast } from '../style/memoizeLast.js';
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
  const ahead = forecast && draw(forecast);
  const [earlierStrokes, liveStrokes] = [runs.earlier, runs.live].map((all) =>
    all.flatMap(({ drawn }) => drawn.strokes),
  ) as [Stroke[], Stroke[]];
  const cells = new Cells(canvas, [...earlierStrokes, ...liveStrokes], ahead?.drawn.strokes ?? []);
  const cursor = cursorOf(state, place);
  const goal = goalRow(state, start, place);
  const labels = lossLabels(state, { runs, ahead, cursor, goal }, cells, canvas, theme);
  return {
    ...titles(state, size.columns),
    lines: [
      ...verticalAxis(losses, left, rows, theme),
      ...horizontalAxis(
        time,
        left,
        canvas.columns,
        theme,
        rateMarks(focusedRun(state).rateChanges),
      ),
    ],
    canvas: {
      left: left + 1,
      top: 0,
      ...canvas,
      strokes: [...earlierStrokes, ...(ahead?.drawn.strokes ?? []), ...liveStrokes],
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
const rateMarks = memoizeLast((changes: Run['rateChanges']): Mark[] =>
  changes.map(({ iteration, learningRate }) => {
    const rate = numberText(learningRate);
    return { value: iteration, labels: [`rate set to ${rate}`, `rate ${rate}`] };
  }),
);

/** Where the least possible loss is, in dots from the top; null if that is not shown. */
function goalRow(state: State, start: number, place: Placement): number | null {
  const least = shownScale(state) === 'excess' ? undefined : state.analysis?.optimum.loss;
  return place.dotOf(start, least ?? Number.NaN)?.[1] ?? null;
}

/** When rewound, the iteration shown and where its loss is. */
function cursorOf(state: State, place: Placement): Cursor | null {
  const snapshot = state.rewind && shownSnapshot(state);
  const top = snapshot && place.topDot(snapshot.iteration);
  if (!top) {
    return null;
  }
  const dot = place.dotOf(snapshot.iteration, shownLoss(state, snapshot));
  return { iteration: snapshot.iteration, dot: dot ?? top, isShown: dot !== null };
}
