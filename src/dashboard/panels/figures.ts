/** The run in figures: how far, how well, how fast, and from where it can be repeated. */

import { excessLoss, lossAt } from '../../fit/excessLoss.js';
import { createForecast } from '../../fit/forecast.js';
import { meanLossLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { rootMeanSquare } from '../../fit/rootMeanSquare.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { wrap } from '../../text/wrap.js';
import { laterRates } from '../model/rateChanges.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Run, Size, State } from '../model/state.js';
import { duration, pace, percent, significant } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { fit, type Line, line, span, width } from '../style/text.js';
import { notes } from './notes.js';

/** A figure with its name, and how both are written where room is short. */
interface Figure {
  readonly name: string;
  readonly value: string;
  readonly short: string;
}

/** What stands for a figure that is not known. */
const UNKNOWN = '-';

/** Columns of the names where each figure has a line to itself. */
const NAME = 16;

/** The forecast says when the loss will be within this share of the least possible. */
const NEAR = 0.01;

/** Where the least possible is 0: when this share of the loss at the start will be left. */
const LEFT = 0.001;

/** The run panel for a panel whose inside has the given size. */
export function figuresPanel(state: State, { columns, rows }: Size): Panel {
  const run = focusedRun(state);
  const head = [iterations(state, run, columns), progressBar(state, run, columns)];
  const note = notes(state)
    .flatMap((text) => wrap(text, columns))
    .slice(0, Math.max(0, rows - head.length))
    .map((text) => line(text, { bold: true }));
  const list = figures(state, run);
  const oneEach = list.map(({ name, value }) => line(name.padEnd(NAME) + value));
  const room = rows - head.length - note.length;
  const fits = oneEach.length <= room && oneEach.every((figure) => width(figure) <= columns);
  const body = (fits ? oneEach : pairs(list, columns)).slice(0, room);
  return { title: 'Run', lines: [...head, ...body, ...note] };
}

function iterations(state: State, run: Run, columns: number): Line {
  const count = `${shownSnapshot(state)?.iteration ?? 0} of ${run.iterations}`;
  const name = 'iteration'.padEnd(NAME + count.length <= columns ? NAME : 'iteration '.length);
  return [span(name), span(count, { bold: true })];
}

/** `[######......]  50 %` over the whole width; full only when the run is. */
function progressBar(state: State, run: Run, columns: number): Line {
  const share = (shownSnapshot(state)?.iteration ?? 0) / run.iterations;
  const cells = Math.max(0, columns - 8);
  const filled = Math.floor(share * cells);
  const text = `${Math.floor(share * 100)} %`.padStart(6);
  return line(`[${'#'.repeat(filled)}${'.'.repeat(cells - filled)}]${text}`);
}

/** The figures in order of importance: where room is short, the last ones give way. */
function figures(state: State, run: Run): Figure[] {
  return [...lossFigures(state), ...rateFigures(state, run), ...timeFigures(state, run)];
}

function figure(name: string, value: string, short = `${name} ${value}`): Figure {
  return { name, value, short };
}

function lossFigures(state: State): Figure[] {
  const present = shownSnapshot(state);
  const { analysis, settings } = state;
  const loss = present ? significant(present.loss, 6) : UNKNOWN;
  const rms = present ? significant(rootMeanSquare(present.loss, settings.samples), 4) : UNKNOWN;
  const least = analysis?.optimum.loss;
  const excess = analysis && present ? excessLoss(analysis, present.coefficients) : undefined;
  const above = excess === undefined ? UNKNOWN : significant(excess, 5);
  const goal = least === undefined ? UNKNOWN : significant(least, 6);
  const figures = [
    figure('loss', loss),
    figure('rms error', rms, `rms ${rms}`),
    figure('least possible', goal, `least ${goal}`),
  ];
  if (least === 0) {
    // Nothing is a share of that.
    return [...figures, figure('above that', above, `above ${above}`)];
  }
  const share = excess === undefined ? UNKNOWN : percent(excess / least!);
  return [
    ...figures,
    figure('above that', share, `above ${share}`),
    figure('that is', above, `that is ${above}`),
  ];
}

function rateFigures(state: State, run: Run): Figure[] {
  const { analysis, settings } = state;
  const present = shownSnapshot(state);
  const rate = present?.learningRate ?? run.learningRate;
  const mean = significant(meanLossLearningRate(rate, settings.samples), 3);
  const limit = analysis ? limitText(analysis.stabilityLimit) : UNKNOWN;
  const share = analysis ? percent(shareOfLimit(rate, analysis.stabilityLimit)) : UNKNOWN;
  const condition = analysis ? conditionText(analysis.conditionNumber) : UNKNOWN;
  const near = nearOptimum(state);
  return [
    figure('learning rate', numberText(rate), `rate ${numberText(rate)}`),
    ...nextRate(state, present?.iteration ?? 0),
    figure('of the limit', share, `${share} of limit`),
    figure('limit', limit),
    figure('rate for mean', mean, `for mean ${mean}`),
    analysis?.optimum.loss === 0
      ? figure('a thousandth at', near, `1/1000 at ${near}`)
      : figure('within 1 % at', near, `1 % at ${near}`),
    figure('condition', condition),
  ];
}

/** The next change that the schedule has in store. */
function nextRate({ settings }: State, now: number): Figure[] {
  return laterRates(settings, now)
    .slice(0, 1)
    .map(({ iteration, learningRate }) =>
      figure('next rate', `${numberText(learningRate)} at ${now + iteration}`),
    );
}

/** Of fewer points than coefficients it is infinite, which is no overflow. */
function conditionText(conditionNumber: number): string {
  return conditionNumber === Number.POSITIVE_INFINITY
    ? 'infinite'
    : significant(conditionNumber, 4);
}

function timeFigures(state: State, run: Run): Figure[] {
  const seed = run.seed === null ? 'none' : String(run.seed);
  return [
    figure('pace', pace(state.pace)),
    figure('reached', run.paceReached === null ? UNKNOWN : pace(run.paceReached)),
    // A recording does not say how long it took.
    figure('elapsed', state.replay ? UNKNOWN : duration(run.elapsed)),
    figure('time left', timeLeft(state, run), `left ${timeLeft(state, run)}`),
    figure('seed', seed),
    figure('points', String(state.settings.samples)),
  ];
}

/**
 * At which iteration the loss will be near the least possible, unless a key changes the learning rate: within
 * a share of it; where it is 0, at a share of the loss at the start.
 */
function nearOptimum(state: State): string {
  const { analysis } = state;
  const present = shownSnapshot(state);
  if (!analysis || !present || !Number.isFinite(present.loss)) {
    return UNKNOWN;
  }
  const { coefficients, learningRate, iteration } = present;
  const later = laterRates(state.settings, iteration);
  const forecast = createForecast(analysis, coefficients, learningRate, later);
  const ahead =
    analysis.optimum.loss === 0
      ? forecast.iterationBelow(LEFT * lossAt(analysis, focusedRun(state).initial))
      : forecast.iterationWithin(NEAR);
  if (ahead === null) {
    return 'never';
  }
  return ahead === 0 ? 'reached' : String(iteration + ahead);
}

/** At the pace reached; at the pace wanted before any is known. */
function timeLeft(state: State, run: Run): string {
  if (state.replay || run.status === 'finished' || run.status === 'diverged') {
    return UNKNOWN;
  }
  const rate = run.paceReached ?? state.pace;
  if (!(rate > 0) || rate === Number.POSITIVE_INFINITY) {
    return UNKNOWN;
  }
  return duration(((run.iterations - (run.present?.iteration ?? 0)) / rate) * 1000);
}

/** Two figures a line where both fit. */
function pairs(list: readonly Figure[], columns: number): Line[] {
  const half = Math.ceil(columns / 2);
  const lines: Line[] = [];
  for (let i = 0; i < list.length; i++) {
    const left = line(list[i]!.short);
    const right = line(list[i + 1]?.short ?? '');
    if (width(left) < half && width(right) <= columns - half) {
      lines.push([...fit(left, half), ...right]);
      i++;
    } else {
      lines.push(left);
    }
  }
  return lines;
}
