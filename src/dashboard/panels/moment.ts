/** The moment that the screen shows, in the numbers that explain it. */

import type { Analysis } from '../../fit/analysis.js';
import type { Snapshot } from '../../fit/descent.js';
import { type Direction, directions } from '../../fit/directions.js';
import { excessLoss } from '../../fit/excessLoss.js';
import { shareOfLimit } from '../../fit/learningRate.js';
import { nearGoal } from '../../fit/nearBest.js';
import { OPTIMIZERS, type Optimizer } from '../../fit/optimizers.js';
import { limitOf } from '../model/optimizers.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import { memoizeLast } from '../style/memoizeLast.js';

/** A direction is steep compared with another if it takes less than this share of the steps. */
const CONTRAST = 0.2;

/** A direction is done once less than this share of its distance is left. */
const DONE = 0.05;

/** The numbers that the sentences are about. */
export interface Moment {
  readonly state: State;
  readonly run: Run;
  readonly shown: Snapshot;
  readonly analysis: Analysis;
  /** The learning rate as a share of the optimizer's stability limit; 0 if it has none. */
  readonly share: number;
  /** The optimizer of the next update. */
  readonly optimizer: Optimizer;
  /** The loss above the least possible. */
  readonly excess: number;
  /** Of the Hessian, steepest first. */
  readonly directions: readonly Direction[];
  /** Passes on sentences about keys, except for a recording, which cannot be trained. */
  keys(...sentences: string[]): string[];
}

/** The directions at a moment, for every panel that speaks of them. */
export const directionsAt = memoizeLast(directions);

/** The moment shown; null until the problem is analysed and the run has started. */
export function momentOf(state: State): Moment | null {
  const { analysis } = state;
  const shown = shownSnapshot(state);
  if (!analysis || !shown) {
    return null;
  }
  const run = focusedRun(state);
  const { coefficients, learningRate, optimizer = OPTIMIZERS.sgd } = shown;
  return {
    state,
    run,
    shown,
    analysis,
    optimizer,
    share: shareOfLimit(learningRate, limitOf(state)!),
    excess: excessLoss(analysis, coefficients),
    directions: directionsAt(analysis, run.initial, coefficients, learningRate, optimizer),
    keys: (...sentences) => (state.replay ? [] : sentences),
  };
}

/** Whether nothing worth waiting for is left to learn. */
export function isNear({ analysis, run, excess }: Moment): boolean {
  return excess <= nearGoal(analysis, run.initial);
}

/** The direction with most of the excess. */
export function largest({ directions }: Moment): Direction {
  return directions.reduce((one, other) => (other.excess > one.excess ? other : one));
}

/** The share of the loss above the best that the next step removes; negative if it adds some. */
export function removed(moment: Moment): number {
  // Relative to the largest part, so that nothing overflows.
  const unit = largest(moment).excess;
  const sum = (term: (direction: Direction) => number) =>
    moment.directions.reduce((total, direction) => total + term(direction), 0);
  const before = sum(({ excess }) => excess / unit);
  return 1 - sum(({ excess, factor }) => (excess / unit) * factor ** 2) / before;
}

/** The direction along which the next step removes most of the excess. */
export function fastest({ directions }: Moment): Direction {
  const along = ({ excess, factor }: Direction) => excess * (1 - factor ** 2);
  return directions.reduce((one, other) => (along(other) > along(one) ? other : one));
}

/** Whether the steepest direction jumps from side to side with a good part of the excess. */
export function jumps({ directions: [steepest, ...others] }: Moment): boolean {
  return steepest!.excess >= Math.max(...others.map(({ excess }) => excess), 0) / 10;
}

/** The directions that are much steeper than the one with most of the excess. */
function steeper(moment: Moment): readonly Direction[] {
  const { iterations } = largest(moment);
  return moment.directions.filter((direction) => direction.iterations < CONTRAST * iterations);
}

export function hasSteepBehind(moment: Moment): boolean {
  return steeper(moment).length > 0;
}

export function isSteepPartDone(moment: Moment): boolean {
  return steeper(moment).every(({ left }) => left !== null && left < DONE);
}
