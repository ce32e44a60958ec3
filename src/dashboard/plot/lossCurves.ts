/** The curves of the loss chart and their names. */

import type { Analysis } from '../../fit/analysis.js';
import type { Snapshot } from '../../fit/descent.js';
import { excessLoss } from '../../fit/excessLoss.js';
import { isSameOptimizer } from '../../fit/optimizers.js';
import { optimizerTitle } from '../../options/optimizers.js';
import type { RunId } from '../../runs/events.js';
import { numberText } from '../../text/numberText.js';
import { hasTwin, isRace } from '../model/optimizers.js';
import {
  focusedRun,
  lastOptimizer,
  presentRate,
  runName,
  shownEarlier,
  shownSnapshot,
  trainedOptimizer,
  trainedRate,
} from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import type { Pen } from '../style/panel.js';
import { forecastFrom } from './forecasts.js';
import { earlierPen, forecastPen, lanePen } from './pens.js';
import { sumOfGrowing } from './sumOfGrowing.js';

/** A point of a curve. */
export interface LossPoint {
  readonly iteration: number;
  /** The loss or, if the axis shows that, the distance from the least possible loss. */
  readonly loss: number;
}

export interface LossCurve {
  /** The run whose points these are; null for a forecast. */
  readonly run: RunId | null;
  readonly pen: Pen;
  readonly points: readonly LossPoint[];
  /** The iteration at which the loss overflowed; null if it has not. */
  readonly blewUpAt: number | null;
  /** The run's name, to write at the end of the curve; null if there is only one run. */
  readonly name: string | null;
  /** What distinguishes the run, most telling first; nothing if it is the only live one. */
  readonly facts: readonly string[];
}

/** The scale to show: `excess` only once the best is known. */
export function shownScale({ lossScale, analysis }: State): State['lossScale'] {
  return lossScale === 'excess' && !analysis ? 'log' : lossScale;
}

/** The live runs. The one in focus comes last, so that it is drawn over the others. */
export function liveCurves(state: State): LossCurve[] {
  const { live, focus } = state;
  const only = live.length === 1;
  const hasCompany = !only || shownEarlier(state).length > 0;
  const curves = live.map((run) =>
    curveOf(state, run, {
      pen: lanePen(run.lane),
      name: hasCompany ? runName(state, run) : null,
      facts: only ? [] : methodFacts(state, run),
    }),
  );
  return [...curves.filter((_, lane) => lane !== focus), curves[focus]!];
}

/** What tells one of several runs apart: its rate or, in a race, its optimizer, with the rate if that has a twin. */
function methodFacts(state: State, run: Run): string[] {
  const rate = `rate ${numberText(presentRate(run))}`;
  if (!isRace(state)) {
    return [rate];
  }
  const title = optimizerTitle(lastOptimizer(run));
  return hasTwin(state, run) ? [title, rate] : [title];
}

/** What the titles of panels about one run start with, if there are several. */
export function titleLetter(state: State): string {
  return state.live.length === 1 ? '' : `${runName(state, focusedRun(state))}: `;
}

/** The earlier runs, newest first, each with how it differs from the one in focus. */
export function earlierCurves(state: State): LossCurve[] {
  return shownEarlier(state).map((run) =>
    curveOf(state, run, {
      pen: earlierPen,
      name: runName(state, run),
      facts: differences(run, focusedRun(state)),
    }),
  );
}

function curveOf(
  state: State,
  run: Run,
  look: Pick<LossCurve, 'pen' | 'name' | 'facts'>,
): LossCurve {
  const snapshots = runPoints(run);
  const points =
    shownScale(state) === 'excess'
      ? excessPoints(run.number, snapshots, state.analysis!)
      : snapshots;
  return { ...look, run: run.number, points, blewUpAt: blewUpAt(run) };
}

/** The points of snapshots where the axis shows the distance from the least possible loss. */
const excessPoints = sumOfGrowing((analysis: Analysis) => {
  const points: LossPoint[] = [];
  return {
    add(snapshot: Snapshot): void {
      points.push({ iteration: snapshot.iteration, loss: excessOf(analysis, snapshot) });
    },
    get result(): readonly LossPoint[] {
      return points.slice();
    },
  };
});

/** The loss of a snapshot or, where the axis shows that, how far it is above the least possible. */
export function shownLoss(state: State, snapshot: Snapshot): number {
  return shownScale(state) === 'excess' ? excessOf(state.analysis!, snapshot) : snapshot.loss;
}

/** Above this share of the least loss, subtracting is cheaper and still has ten correct digits. */
const SURE_SHARE = 1e-6;

/** How far a snapshot's loss is above the least possible. */
export function excessOf(analysis: Analysis, { loss, coefficients }: Snapshot): number {
  const difference = loss - analysis.optimum.loss;
  return difference > SURE_SHARE * analysis.optimum.loss
    ? difference
    : excessLoss(analysis, coefficients);
}

/** The states of a curve: those in the trace, then the present one. */
export function runPoints({ trace, present }: Run): readonly Snapshot[] {
  const { snapshots } = trace;
  const newest = snapshots.at(-1);
  const isThere = newest?.iteration === present?.iteration && newest?.loss === present?.loss;
  return present && !isThere ? snapshots.concat(present) : snapshots;
}

function blewUpAt({ status, present }: Run): number | null {
  return status === 'diverged' && present ? present.iteration : null;
}

/** How an earlier run differs: in its optimizer, its learning rate, its start, or where a branch left it. */
function differences(run: Run, focused: Run): string[] {
  const rate = trainedRate(run);
  const optimizer = trainedOptimizer(run);
  const parts = [
    ...(isSameOptimizer(optimizer, trainedOptimizer(focused)) ? [] : [optimizerTitle(optimizer)]),
    ...(rate === trainedRate(focused) ? [] : [`rate ${numberText(rate)}`]),
    ...(run.seed === focused.seed ? [] : [run.seed === null ? 'given start' : `seed ${run.seed}`]),
    ...(focused.branchedAt === null || parted(run, focused)
      ? []
      : [`until ${run.present?.iteration}`]),
  ];
  return parts.length === 0 ? ['the same'] : parts;
}

function parted(run: Run, focused: Run): boolean {
  return run.lane !== focused.lane || run.seed !== focused.seed;
}

/**
 * Predicts the loss of the run in focus from its newest state to its end, at `count` + 1 places; from the
 * moment shown if that is an earlier one for which another rate or optimizer was chosen. Null until the problem is
 * analysed, and if there is nothing to predict.
 */
export function forecastCurve(state: State, end: number, count: number): LossCurve | null {
  const { iterations, settings, present: newest } = focusedRun(state);
  const { rewind } = state;
  const isChanged = rewind && (rewind.learningRate !== null || rewind.optimizer !== null);
  const present = isChanged ? shownSnapshot(state) : newest;
  const last = Math.min(end, iterations);
  if (!state.analysis || !present || present.iteration >= last || !Number.isFinite(present.loss)) {
    return null;
  }
  const start = present.iteration;
  const { lossAt, excessAt, simulated } = forecastFrom(state.analysis, settings, present);
  const valueAt = state.lossScale === 'excess' ? excessAt : lossAt;
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const ahead = ((last - start) * i) / count;
    return { iteration: start + ahead, loss: valueAt(ahead) };
  });
  const facts = [simulated === null ? 'forecast' : 'simulation'];
  return { run: null, pen: forecastPen, points, blewUpAt: null, name: null, facts };
}
