/** Controls training: pausing, stepping, the pace and the learning rate. */

import { isSameOptimizer, type Optimizer, withoutMemory } from '../../../fit/optimizers.js';
import { defaultRate } from '../../../options/optimizers.js';
import type { Command } from '../../../training/protocol.js';
import type { TrainingAction } from '../actions.js';
import { isRuined } from '../divergence.js';
import { commandTo, type Handler, type Handlers, only, toAll, type Update } from '../events.js';
import { pausedForGood } from '../lesson.js';
import { nextOptimizer, withNextBeta } from '../optimizerChanges.js';
import { shownOptimizer, workingRateOf } from '../optimizers.js';
import { focusedRun, hasEnded, shownRate } from '../selectors.js';
import { replaceRun, type State } from '../state.js';
import { nextLearningRate, nextPace, scaledRate } from '../steps.js';
import { restartWith } from './restart.js';

export const training: Handlers<TrainingAction> = {
  pause: togglePause,
  step: stepBy(1),
  stepTen: stepBy(10),
  faster: (state) => setPace(state, nextPace(state.pace, 1)),
  slower: (state) => setPace(state, nextPace(state.pace, -1)),
  raiseRate: (state) => setLearningRate(state, (rate) => nextLearningRate(rate, 1)),
  lowerRate: (state) => setLearningRate(state, (rate) => nextLearningRate(rate, -1)),
  doubleRate: (state) => setLearningRate(state, (rate) => scaledRate(rate, 2)),
  halveRate: (state) => setLearningRate(state, (rate) => scaledRate(rate, 0.5)),
  initialRate: (state) => setLearningRate(state, () => focusedRun(state).learningRate),
  workingRate,
  nextOptimizer: (state) => setOptimizer(state, nextOptimizer),
  raiseBeta: turnBeta(1),
  lowerBeta: turnBeta(-1),
};

/** Pauses or resumes all runs. If all have ended, continues those that finished. */
function togglePause(state: State): Update {
  if (state.rewind) {
    return setPaused({ ...state, rewind: null }, false);
  }
  return state.live.every(hasEnded) ? trainOn(state) : setPaused(state, !state.paused);
}

export function setPaused(state: State, paused: boolean): Update {
  return {
    state: { ...state, paused },
    effects: toAll(state, { type: paused ? 'pause' : 'resume' }),
  };
}

/** Trains finished runs for as many iterations again. */
function trainOn(state: State): Update {
  const extended = state.live
    .filter(({ status }) => status === 'finished')
    .map((run) => ({
      ...run,
      status: 'running' as const,
      iterations: run.iterations + run.settings.iterations,
    }));
  if (extended.length === 0) {
    return only(state);
  }
  return {
    state: { ...extended.reduce(replaceRun, state), paused: false },
    effects: extended.flatMap(({ lane, iterations }) => [
      commandTo(lane, { type: 'extend', iterations }),
      commandTo(lane, { type: 'resume' }),
    ]),
  };
}

/** Pauses and trains this many iterations. */
function stepBy(iterations: number): Handler {
  return (state) => {
    // Nothing to train and nothing to pause.
    if (state.live.every(hasEnded)) {
      return only({ ...state, rewind: null });
    }
    const step: Command = { type: 'step', iterations };
    return {
      state: { ...pausedForGood(state), rewind: null },
      // Pausing again would cut short a step in progress.
      effects: state.paused ? toAll(state, step) : toAll(state, { type: 'pause' }, step),
    };
  };
}

function setPace(state: State, pace: number): Update {
  if (pace === state.pace) {
    return only(state);
  }
  // While nothing moves, the header shows no pace.
  const text = pace === Number.POSITIVE_INFINITY ? 'full speed' : `${pace} steps/s`;
  const message = state.paused ? `Pace: ${text}.` : null;
  return { state: { ...state, pace, message }, effects: toAll(state, { type: 'pace', pace }) };
}

/** Said where a change would be refused, because what a run diverged with explains why. */
const DIVERGED =
  'A diverged run cannot be changed. Left goes back in it; w restarts it with a rate that works.';

/**
 * Changes the learning rate of the lane in focus; its worker reports at which iteration. When
 * rewound, changes the rate of the branch that may start there.
 */
export function setLearningRate(state: State, next: (rate: number) => number): Update {
  const run = focusedRun(state);
  const shown = shownRate(state, run);
  // Keys may come faster than the worker replies.
  const current = state.rewind ? shown : (run.rateAsked ?? shown);
  const learningRate = next(current);
  if (learningRate === current) {
    return only(state);
  }
  if (state.rewind) {
    return only({ ...state, rewind: { ...state.rewind, learningRate } });
  }
  if (run.status === 'diverged') {
    return only({ ...state, message: DIVERGED });
  }
  return {
    state: replaceRun(state, { ...run, rateAsked: learningRate }),
    effects: [commandTo(run.lane, { type: 'learningRate', learningRate })],
  };
}

/**
 * Changes the optimizer of the lane in focus or, when rewound, that of the branch that may start there. If
 * the new one needs learning rates of another size, its default replaces the present rate.
 */
function setOptimizer(state: State, next: (optimizer: Optimizer) => Optimizer): Update {
  const run = focusedRun(state);
  const shown = withoutMemory(shownOptimizer(state, run));
  const current = state.rewind ? shown : (run.optimizerAsked ?? shown);
  const optimizer = next(current);
  if (isSameOptimizer(optimizer, current)) {
    return only(state);
  }
  const rate = state.rewind ? shownRate(state, run) : (run.rateAsked ?? shownRate(state, run));
  const learningRate =
    defaultRate(optimizer) === defaultRate(current) ? rate : defaultRate(optimizer);
  if (state.rewind) {
    const chosen = learningRate === rate ? state.rewind.learningRate : learningRate;
    return only({ ...state, rewind: { ...state.rewind, optimizer, learningRate: chosen } });
  }
  if (run.status === 'diverged') {
    return only({ ...state, message: DIVERGED });
  }
  return {
    state: replaceRun(state, { ...run, optimizerAsked: optimizer, rateAsked: learningRate }),
    effects: [commandTo(run.lane, { type: 'optimizer', optimizer, learningRate })],
  };
}

function turnBeta(direction: 1 | -1): Handler {
  return (state) => {
    const optimizer = shownOptimizer(state, focusedRun(state));
    const asked = focusedRun(state).optimizerAsked ?? optimizer;
    return asked.name === 'sgd'
      ? only({
          ...state,
          message: 'Plain gradient descent has no beta: m takes another optimizer.',
        })
      : setOptimizer(state, (before) => withNextBeta(before, direction));
  };
}

/**
 * Sets half the stability limit, or the optimizer's default if it has none. A run whose loss is above its
 * start restarts with it.
 */
function workingRate(state: State): Update {
  const learningRate = workingRateOf(state);
  if (learningRate === undefined) {
    return only(state);
  }
  return isRuined(state, focusedRun(state))
    ? restartWith(state, learningRate)
    : setLearningRate(state, () => learningRate);
}
