/** Which curves the loss chart shows, how they are drawn and what they are called. */

import { createForecast } from '../../fit/forecast.js';
import { numberText } from '../../text/numberText.js';
import { laterRates } from '../model/rateChanges.js';
import { focusedRun, presentRate, shownSnapshot, trainedRate } from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import type { Pen } from '../style/panel.js';

/** A point of a curve. */
export interface LossPoint {
  readonly iteration: number;
  readonly loss: number;
}

export interface LossCurve {
  readonly pen: Pen;
  readonly points: readonly LossPoint[];
  /** The iteration at which the loss left the range of numbers; null where it has not. */
  readonly blewUpAt: number | null;
  /** One character that names the curve at its end; null where there is only one. */
  readonly sign: string | null;
  /** What the sign stands for. */
  readonly legend: string;
}

/**
 * Pens of the runs side by side: each run has its colour, dashes and character in every panel. Colour
 * says which run, and nothing else: what is not one of them has the terminal's own foreground.
 */
const lanePens: readonly Pen[] = [
  { style: { color: 'red' }, mark: '*' },
  { style: { color: 'blue' }, mark: 'o', dash: { on: 6, period: 8 } },
  { style: { color: 'magenta' }, mark: '#', dash: { on: 3, period: 6 } },
  { style: { bold: true }, mark: '%', dash: { on: 7, period: 10 } },
  { style: { color: 'cyan' }, mark: '$', dash: { on: 2, period: 5 } },
  { style: { color: 'green' }, mark: '&', dash: { on: 2, period: 4 } },
];

const earlierPen: Pen = { style: {}, mark: ',', dash: { on: 3, period: 5 } };

const forecastPen: Pen = { style: {}, mark: '.', dash: { on: 1, period: 5 } };

export const goalPen: Pen = { style: {}, mark: '-', dash: { on: 5, period: 10 } };

export const cursorPen: Pen = { style: { bold: true }, mark: '|', dash: { on: 4, period: 10 } };

/** The pen of a lane. */
export function lanePen(lane: number): Pen {
  return lanePens[lane % lanePens.length]!;
}

/** The runs side by side, the one in focus last, so that it is drawn over the others. */
export function liveCurves({ live, focus }: State): LossCurve[] {
  const curves = live.map((run) => ({
    pen: lanePen(run.lane),
    points: runPoints(run),
    blewUpAt: blewUpAt(run),
    sign: live.length === 1 ? null : laneSign(run.lane),
    legend: numberText(presentRate(run)),
  }));
  return [...curves.filter((_, lane) => lane !== focus), curves[focus]!];
}

/** The letter of a lane: A, B, … */
export function laneSign(lane: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + lane);
}

/** What comes before the titles of the panels that show one run, where there are several. */
export function titleLetter({ live, focus }: State): string {
  return live.length === 1 ? '' : `${laneSign(focus)}: `;
}

/** The runs that were left, with what was different about each. */
export function earlierCurves(state: State): LossCurve[] {
  if (!state.showEarlier) {
    return [];
  }
  return state.earlier.map((run, i) => ({
    pen: earlierPen,
    points: runPoints(run),
    blewUpAt: blewUpAt(run),
    sign: String(i + 1),
    legend: difference(run, focusedRun(state)),
  }));
}

/** What the curve goes through: the recorded states, then the present one. */
export function runPoints({ history, present }: Run): LossPoint[] {
  return present ? [...history.snapshots, present] : [...history.snapshots];
}

function blewUpAt({ status, present }: Run): number | null {
  return status === 'diverged' && present ? present.iteration : null;
}

/** What was different about an earlier run: its learning rate, its start, or where it was left. */
function difference(run: Run, focused: Run): string {
  const rate = trainedRate(run);
  const parts = [
    ...(rate === trainedRate(focused) ? [] : [`lr ${numberText(rate)}`]),
    ...(run.seed === focused.seed ? [] : [run.seed === null ? 'given start' : `seed ${run.seed}`]),
    ...(focused.branchedAt === null || parted(run, focused)
      ? []
      : [`to ${run.present?.iteration}`]),
  ];
  return parts.length === 0 ? 'the same' : parts.join(' ');
}

function parted(run: Run, focused: Run): boolean {
  return run.lane !== focused.lane || run.seed !== focused.seed;
}

/**
 * The loss to come of the focused run from the moment shown, at its learning rate, at about `count` places up to
 * the end of the run; empty while the problem is not analysed, or when nothing is to come.
 */
export function forecastCurve(state: State, end: number, count: number): LossCurve | null {
  const { iterations } = focusedRun(state);
  const present = shownSnapshot(state);
  const last = Math.min(end, iterations);
  if (!state.analysis || !present || present.iteration >= last || !Number.isFinite(present.loss)) {
    return null;
  }
  const { iteration: start, coefficients, learningRate } = present;
  const later = laterRates(state.settings, start);
  const { lossAt } = createForecast(state.analysis, coefficients, learningRate, later);
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const ahead = ((last - start) * i) / count;
    return { iteration: start + ahead, loss: lossAt(ahead) };
  });
  return { pen: forecastPen, points, blewUpAt: null, sign: null, legend: 'forecast' };
}
