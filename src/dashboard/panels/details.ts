/** All numbers that no other panel shows, each with its name. */

import { excessLoss } from '../../fit/excessLoss.js';
import { meanLossLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { rootMeanSquare } from '../../fit/rootMeanSquare.js';
import { optimizerTitle } from '../../options/optimizers.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { limitOf, shownOptimizer } from '../model/optimizers.js';
import { laterRates } from '../model/rateChanges.js';
import { focusedRun, shownRate, shownSnapshot } from '../model/selectors.js';
import type { Run, Size, State } from '../model/state.js';
import { duration, exact, pace, percent, significant } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { powerOfX } from '../style/powerOfX.js';
import { type Line, span } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';
import { arrival } from './arrival.js';

/** A number with its name, and a short form of both for when there is little room. */
interface Figure {
  readonly name: string;
  readonly value: string;
  readonly short: string;
}

/** Shown for a figure that is not known. */
const UNKNOWN = '-';

/** Columns of a figure with its full name, of the name alone, and of the short form. */
const WHOLE = 38;
const NAME = 20;
const SHORT = 19;

/** How many lines the details take at this width. */
export function detailRows(columns: number): number {
  return columns < 2 * WHOLE ? 10 : Math.ceil(20 / Math.floor(columns / WHOLE));
}

/** The details of the run in focus. */
export function detailsPanel(state: State, { columns, rows }: Size, { glyphs }: Theme): Panel {
  const run = focusedRun(state);
  const taylor = taylorSeries(state.settings.degree, glyphs);
  const all = [
    ...lossFigures(state),
    figure('Taylor of sin', taylor, `Taylor ${taylor}`),
    ...rateFigures(state, run),
    ...timeFigures(state, run),
  ];
  const isNarrow = columns < 2 * WHOLE;
  const abreast = isNarrow ? Math.max(1, Math.floor(columns / SHORT)) : Math.floor(columns / WHOLE);
  const width = Math.floor(columns / abreast);
  const used = Math.ceil(all.length / abreast);
  const lines = Array.from(
    { length: Math.min(rows, used) },
    (_, row): Line =>
      Array.from({ length: abreast }, (_, i) => all[row + i * used]).flatMap((figure) => {
        if (!figure) {
          return [];
        }
        const { name, value, short } = figure;
        return isNarrow
          ? [span(short.slice(0, width - 1).padEnd(width))]
          : [
              span(name.padEnd(NAME)),
              span(value.slice(0, width - NAME - 1).padEnd(width - NAME), BOLD),
            ];
      }),
  );
  return { title: 'Details', lines };
}

const BOLD = { bold: true };

function figure(name: string, value: string, short = `${name} ${value}`): Figure {
  return { name, value, short };
}

function lossFigures(state: State): Figure[] {
  const present = shownSnapshot(state);
  const { analysis, settings } = state;
  const loss = present ? exact(present.loss) : UNKNOWN;
  const rms = present ? significant(rootMeanSquare(present.loss, settings.samples), 4) : UNKNOWN;
  const least = analysis?.optimum.loss;
  const excess = analysis && present ? excessLoss(analysis, present.coefficients) : undefined;
  const above = excess === undefined ? UNKNOWN : significant(excess, 5);
  const goal = least === undefined ? UNKNOWN : significant(least, 6);
  // There is no share of a least loss of 0.
  const share = excess === undefined || !least ? UNKNOWN : percent(excess / least);
  return [
    figure('loss', loss, `loss ${present ? significant(present.loss, 6) : UNKNOWN}`),
    figure('rms error', rms, `rms error ${rms}`),
    figure('best possible loss', goal, `best ${goal}`),
    figure('loss above the best', above, `above ${above}`),
    figure('above, as a share', share, `above ${share}`),
  ];
}

function rateFigures(state: State, run: Run): Figure[] {
  const { analysis, settings } = state;
  const present = shownSnapshot(state);
  const rate = shownRate(state, run);
  const mean = significant(meanLossLearningRate(rate, settings.samples), 3);
  const largest = limitOf(state);
  const hasLimit = largest !== undefined && Number.isFinite(largest);
  const limit = hasLimit ? limitText(largest) : analysis ? 'none' : UNKNOWN;
  const share = hasLimit ? percent(shareOfLimit(rate, largest)) : UNKNOWN;
  const optimizer = shownOptimizer(state, run);
  const condition = analysis ? conditionText(analysis.conditionNumber) : UNKNOWN;
  const at = arrival(state, run) ?? UNKNOWN;
  const near = typeof at === 'number' ? `iteration ${at}` : at;
  const short = typeof at === 'number' ? `at ${at}` : at;
  const next = nextRate(run, present?.iteration ?? 0);
  return [
    figure('learning rate', numberText(rate), `rate ${numberText(rate)}`),
    figure('next rate', next, `next ${next}`),
    figure('largest that works', limit, `limit ${limit}`),
    figure('share of that', share, `${share} of limit`),
    optimizer.name === 'sgd'
      ? figure('on the mean loss', mean, `on mean ${mean}`)
      : figure('optimizer', optimizerTitle(optimizer), optimizerTitle(optimizer)),
    analysis?.optimum.loss === 0
      ? figure('1/1000 of the start', near, `1/1000 ${short}`)
      : figure('within 1 % of best', near, `within 1 % ${short}`),
    figure('steepest : flattest', condition, condition),
  ];
}

/** The next change in the schedule. */
function nextRate({ settings }: Run, now: number): string {
  const [next] = laterRates(settings, now);
  return next ? `${numberText(next.learningRate)} at ${now + next.iteration}` : 'none';
}

/** With fewer points than coefficients it is infinite, which is not an overflow. */
function conditionText(conditionNumber: number): string {
  return conditionNumber === Number.POSITIVE_INFINITY
    ? 'infinite'
    : `${significant(conditionNumber, 4)} : 1`;
}

function timeFigures(state: State, run: Run): Figure[] {
  const { settings } = run;
  const seed = run.seed === null ? 'none' : String(run.seed);
  const speeds = [run.paceReached, state.pace].map(stepsPerSecond).join(' of ');
  // A recording does not say how long it took.
  const elapsed = state.replay ? UNKNOWN : duration(run.elapsed);
  const left = timeLeft(state, run);
  const [from, to] = settings.interval.map((end) => significant(end, 3));
  return [
    figure('steps a second', speeds, `${speeds} steps/s`),
    figure('time trained', elapsed, `trained ${elapsed}`),
    figure('time left', left, `left ${left}`),
    figure('seed', seed),
    figure('points', `${settings.samples} [${from}, ${to}]`, `points ${settings.samples}`),
    figure('engine', settings.engine),
    figure('report every', `${settings.every} steps`, `every ${settings.every}`),
  ];
}

/** As `500` or `max`; unknown before the first progress. */
function stepsPerSecond(wanted: number | null): string {
  return wanted === null ? UNKNOWN : pace(wanted).replace('/s', '');
}

/** The first terms of sin's Taylor series, up to the degree and as room permits. */
function taylorSeries(degree: number, glyphs: Glyphs): string {
  const terms = ['0', 'x', ` - ${powerOfX(3, glyphs)}/6`, ' + ...'];
  return degree === 0 ? terms[0]! : terms.slice(1, 1 + Math.ceil(degree / 2)).join('');
}

/** By the pace reached or, while that is unknown, the target pace. */
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
