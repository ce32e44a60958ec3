/** How a run's optimizer changes by hand. */

import type { Snapshot } from '../../fit/descent.js';
import {
  isSameOptimizer,
  OPTIMIZERS,
  type Optimizer,
  withoutMemory,
} from '../../fit/optimizers.js';
import { OPTIMIZER_NAMES } from '../../options/optimizers.js';
import { lastOptimizer } from './selectors.js';
import type { Run } from './state.js';

/** The most changes that are remembered. */
const MOST = 1000;

/**
 * Adds the optimizer of a newer state, if it has changed. Several changes at the same iteration become
 * one, or none if the last one restores the optimizer.
 */
export function withOptimizerChange(
  run: Pick<Run, 'optimizer' | 'optimizerChanges'>,
  { iteration, optimizer: now = OPTIMIZERS.sgd }: Snapshot,
): Run['optimizerChanges'] {
  const { optimizer, optimizerChanges } = run;
  if (isSameOptimizer(lastOptimizer(run), now)) {
    return optimizerChanges;
  }
  const before = optimizerChanges.filter((change) => change.iteration !== iteration);
  return isSameOptimizer(lastOptimizer({ optimizer, optimizerChanges: before }), now)
    ? before
    : [...before, { iteration, optimizer: withoutMemory(now) }].slice(-MOST);
}

/** The next kind of optimizer; β stays if both have it. */
export function nextOptimizer(optimizer: Optimizer): Optimizer {
  const place = OPTIMIZER_NAMES.indexOf(optimizer.name);
  const next = OPTIMIZERS[OPTIMIZER_NAMES[(place + 1) % OPTIMIZER_NAMES.length]!];
  return 'beta' in next && 'beta' in optimizer ? { ...next, beta: optimizer.beta } : next;
}

/** From here on, what matters is 1 − β, so β changes in smaller steps. */
const CLOSE = 0.99;

/**
 * The next β above (1) or below (−1), in steps of 0.01 up to 0.99 and of 0.001 beyond it; of RMSprop α and
 * of Adam β₁. Unchanged at the ends, and for plain gradient descent, which has none.
 */
export function withNextBeta(optimizer: Optimizer, direction: 1 | -1): Optimizer {
  switch (optimizer.name) {
    case 'sgd':
      return optimizer;
    case 'momentum':
    case 'nesterov':
      return { ...optimizer, beta: nextShare(optimizer.beta, direction) };
    case 'rmsprop':
      return { ...optimizer, alpha: nextShare(optimizer.alpha, direction) };
    case 'adam':
      return { ...optimizer, beta1: nextShare(optimizer.beta1, direction) };
  }
}

function nextShare(share: number, direction: 1 | -1): number {
  const isClose = direction === 1 ? share >= CLOSE : share > CLOSE;
  const unit = isClose ? 1000 : 100;
  // A share that only rounding moved off a step is on it.
  const steps = Number((share * unit).toPrecision(12));
  const next = direction === 1 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return next >= 0 && next < unit ? next / unit : share;
}
