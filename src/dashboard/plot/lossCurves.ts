/** Which curves the loss chart shows and what they are called. */

import { excessLoss } from '../../fit/excessLoss.js';
import { createForecast } from '../../fit/forecast.js';
import { numberText } from '../../text/numberText.js';
import type { Analysis, Snapshot } from '../../training/protocol.js';
import { laterRates } from '../model/rateChanges.js';
import {
  focusedRun,
  presentRate,
  runName,
  shownSnapshot,
  trainedRate,
} from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import type { Pen } from '../style/panel.js';
import { earlierPen, forecastPen, lanePen } from './pens.js';

/** A point of a curve. */
export interface LossPoint {
  readonly iteration: number;
  /** Or how far it is above the least possible, where the axis shows that. */
  readonly loss: number;
}

export interface LossCurve {
  readonly pen: Pen;
  readonly points: readonly LossPoint[];
  /** The iteration at which the loss left the range of numbers; null where it has not. */
  readonly blewUpAt: number | null;
  /** What the run is called at the curve's end; null where there is only one. */
  readonly name: string | null;
  /** What is to be said of it beside its name. */
  readonly legend: string;
}

/** The scale that can be shown: how far the loss is above the best only once that is known. */
export function shownScale({ lossScale, analysis }: State): State['lossScale'] {
  return lossScale === 'excess' && !analysis ? 'log' : lossScale;
}

/** The runs side by side, the one in focus last, so that it is drawn over the others. */
export function liveCurves(state: State): LossCurve[] {
  const { live, focus } = state;
  const only = live.length === 1;
  const hasCompany = !only || earlierCurves(state).length > 0;
  const curves = live.map((run) =>
    curveOf(state, run, {
      pen: lanePen(run.lane),
      name: hasCompany ? runName(state, run) : null,
      legend: only ? 'this run' : numberText(presentRate(run)),
    }),
  );
  return [...curves.filter((_, lane) => lane !== focus), curves[focus]!];
}

/** What comes before the titles of the panels that show one run, where there are several. */
export function titleLetter(state: State): string {
  return state.live.length === 1 ? '' : `${runName(state, focusedRun(state))}: `;
}

/** The runs that were left, newest first, with what was different about each. */
export function earlierCurves(state: State): LossCurve[] {
  const { showEarlier, earlier } = state;
  return (showEarlier ? earlier : []).map((run) =>
    curveOf(state, run, {
      pen: earlierPen,
      name: runName(state, run),
      legend: difference(run, focusedRun(state)),
    }),
  );
}

function curveOf(
  state: State,
  run: Run,
  look: Pick<LossCurve, 'pen' | 'name' | 'legend'>,
): LossCurve {
  const { analysis } = state;
  const points =
    shownScale(state) === 'excess' && analysis
      ? runPoints(run).map((point) => ({
          iteration: point.iteration,
          loss: excessOf(analysis, point),
        }))
      : runPoints(run);
  return { ...look, points, blewUpAt: blewUpAt(run) };
}

/** Of a loss above this share of the least possible, the difference keeps ten digits, at less cost. */
const SURE_SHARE = 1e-6;

/** How far the loss of a snapshot is above the least possible. */
export function excessOf(analysis: Analysis, { loss, coefficients }: Snapshot): number {
  const difference = loss - analysis.optimum.loss;
  return difference > SURE_SHARE * analysis.optimum.loss
    ? difference
    : excessLoss(analysis, coefficients);
}

/** What the curve goes through: the recorded states, then the present one. */
export function runPoints({ trace, present }: Run): readonly Snapshot[] {
  const { snapshots } = trace;
  return present && present !== snapshots.at(-1) ? [...snapshots, present] : snapshots;
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
  const { iterations, settings } = focusedRun(state);
  const present = shownSnapshot(state);
  const last = Math.min(end, iterations);
  if (!state.analysis || !present || present.iteration >= last || !Number.isFinite(present.loss)) {
    return null;
  }
  const { iteration: start, coefficients, learningRate } = present;
  const later = laterRates(settings, start);
  const { lossAt, excessAt } = createForecast(state.analysis, coefficients, learningRate, later);
  const valueAt = state.lossScale === 'excess' ? excessAt : lossAt;
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const ahead = ((last - start) * i) / count;
    return { iteration: start + ahead, loss: valueAt(ahead) };
  });
  return { pen: forecastPen, points, blewUpAt: null, name: null, legend: 'forecast' };
}
