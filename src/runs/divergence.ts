/** Explains why a run does not converge. */

import type { Analysis } from '../fit/analysis.js';
import type { RateChange, Snapshot } from '../fit/descent.js';
import { causeOfDivergence } from '../fit/divergence.js';
import { lossAt } from '../fit/excessLoss.js';
import { roundedDown, safeLearningRate, shareOfLimit } from '../fit/learningRate.js';
import { optimizerLimit } from '../fit/momentum.js';
import { OPTIMIZERS, type Optimizer } from '../fit/optimizers.js';
import { optimizerTitle } from '../options/optimizers.js';
import { count } from '../text/count.js';
import { numberText } from '../text/numberText.js';
import type { Ended, Started } from './events.js';

/** A run at its end, or where it was stopped. */
export interface EndedRun {
  readonly diverged: boolean;
  /** The last state, with the learning rate of its latest update. */
  readonly present: Pick<Snapshot, 'iteration' | 'loss' | 'learningRate' | 'optimizer'>;
  /** The loss of the initial coefficients. */
  readonly startLoss: number;
}

/**
 * A run that ended.
 *
 * @param first its learning rate at iteration 0.
 * @param startLoss the loss of its initial coefficients.
 */
export function endedRun(
  { status, state }: Ended,
  first: number,
  schedule: readonly RateChange[],
  startLoss: number,
): EndedRun {
  const learningRate = lastUpdateRate(state, first, schedule);
  return { diverged: status === 'diverged', present: { ...state, learningRate }, startLoss };
}

/** `divergenceText` for a run that ended, given how it started. */
export function endingText(
  ended: Ended,
  { initial, learningRate }: Pick<Started, 'initial' | 'learningRate'>,
  schedule: readonly RateChange[],
  analysis: Analysis,
): string | null {
  const startLoss = lossAt(analysis, initial);
  return divergenceText(endedRun(ended, learningRate, schedule, startLoss), analysis);
}

/**
 * Why a run does not converge, and which learning rate works: a sentence without capital and full
 * stop; null for a run that converges.
 */
export function divergenceText(
  { diverged, present, startLoss }: EndedRun,
  analysis: Pick<Analysis, 'stabilityLimit' | 'samples'>,
): string | null {
  const { stabilityLimit, samples } = analysis;
  const { iteration, loss, learningRate, optimizer = OPTIMIZERS.sgd } = present;
  const limit = optimizerLimit(optimizer, stabilityLimit);
  const run = { learningRate, startLoss, loss };
  const cause = causeOfDivergence({ stabilityLimit: limit, samples }, run);
  const rate = rateProblem(stabilityLimit, learningRate, optimizer);
  if (diverged) {
    const isDueToRate = rate !== null && Number.isFinite(startLoss);
    const why = isDueToRate ? rate : overflow(learningRate, optimizer, limit);
    return `diverged at iteration ${iteration}: ${why}`;
  }
  if (cause === null) {
    return null;
  }
  const iterations = count(iteration, 'iteration');
  return cause === 'risen'
    ? `the loss rose from ${rounded(startLoss)} to ${rounded(loss)} in ${iterations}; ` +
        rise(learningRate, optimizer, limit)
    : `cannot converge: loss ${rounded(startLoss)} at the start, ${rounded(loss)} after ${iterations}; ${rate}`;
}

/** Why numbers overflowed although the learning rate is below the limit. */
function overflow(learningRate: number, optimizer: Optimizer, limit: number): string {
  const rate = `learning rate ${numberText(learningRate)}`;
  return limit < Number.POSITIVE_INFINITY
    ? `the initial coefficients are too large; ${rate}, limit ${limitText(limit)}: ` +
        'try an --init nearer to 0'
    : `${optimizerTitle(optimizer)} overflowed at ${rate}: try a smaller one, or an --init nearer to 0`;
}

/** Why the loss rose although the learning rate is below the limit, and what helps. */
function rise(learningRate: number, optimizer: Optimizer, limit: number): string {
  const rate = numberText(learningRate);
  return limit < Number.POSITIVE_INFINITY
    ? `the learning rate, ${rate}, is now below the limit, ${limitText(limit)}: try more iterations`
    : `steps of ${optimizerTitle(optimizer)} are about as long as the learning rate, ${rate}: ` +
        'try a smaller one';
}

/**
 * What is wrong with a learning rate, and which one works; null for one below the limit.
 *
 * @param stabilityLimit that of gradient descent.
 */
export function rateProblem(
  stabilityLimit: number,
  learningRate: number,
  optimizer: Optimizer = OPTIMIZERS.sgd,
): string | null {
  const limit = optimizerLimit(optimizer, stabilityLimit);
  const share = shareOfLimit(learningRate, limit);
  if (share < 1) {
    return null;
  }
  const whose = optimizer.name === 'sgd' ? '' : ` of ${optimizerTitle(optimizer)}`;
  // The limit shown is rounded down, so that a rate at the limit is above what is shown.
  const place =
    share > 1
      ? `above the limit ${limitText(limit)}${whose}`
      : `at the limit${whose}, just above ${limitText(limit)}`;
  return (
    `learning rate ${numberText(learningRate)} is ${place}; ` +
    `try ${numberText(safeLearningRate(limit))}`
  );
}

/**
 * The learning rate of a run's latest update. That in its state belongs to the next update, for
 * which the schedule may have changed it.
 *
 * @param first the run's learning rate at iteration 0.
 */
function lastUpdateRate(
  { iteration, learningRate }: Pick<Snapshot, 'iteration' | 'learningRate'>,
  first: number,
  schedule: readonly RateChange[],
): number {
  return schedule.some((change) => change.iteration === iteration)
    ? (schedule.findLast((change) => change.iteration < iteration)?.learningRate ?? first)
    : learningRate;
}

/** A stability limit, rounded down so that a user can type it and converge. */
export function limitText(stabilityLimit: number): string {
  return numberText(roundedDown(stabilityLimit, 4));
}

function rounded(loss: number): string {
  return loss < 1e6 ? numberText(Number(loss.toPrecision(4))) : loss.toExponential(3);
}
