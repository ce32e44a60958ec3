/** What a run is doing, by its optimizer and by the plot shown beside the loss. */

import { bestMomentum } from '../../fit/momentum.js';
import { belowOne, significant } from '../style/format.js';
import type { Moment } from './moment.js';
import { adaptivePhases, momentumPhases } from './optimizerSituations.js';
import { iterationsNeeded, momentumOf } from './plane.js';
import { best, type Phase, phases, situationIn } from './situations.js';

/** The least ratio of steepest to flattest with which the map of the loss is a valley. */
const VALLEY = 5;

/** The phase of a run. */
export function phaseOf(moment: Moment): Phase {
  switch (moment.optimizer.name) {
    case 'sgd':
      return situationIn(phases, moment);
    case 'momentum':
    case 'nesterov':
      return situationIn(momentumPhases, moment);
    case 'rmsprop':
    case 'adam':
      return situationIn(adaptivePhases, moment);
  }
}

/** The sentences about the plot shown beside the loss, then those about the numbers. */
export function phaseText(moment: Moment): readonly string[] {
  const phase = phaseOf(moment);
  return [...pictureText(moment, phase), ...phase.says(moment)];
}

/** How fast the run is, counted from its start, and how fast the best pair of β and rate would be. */
function speedText({ optimizer, analysis, run, shown }: Moment): string[] {
  const momentum = momentumOf(optimizer);
  if (momentum === null) {
    return [];
  }
  const needed = (beta: number, rate: number) =>
    iterationsNeeded(analysis, run.initial, { ...momentum, beta }, rate);
  const best = bestMomentum(momentum.name, analysis);
  const pair = `beta ${belowOne(best.beta)} and rate ${significant(best.learningRate, 2)}`;
  const fastest = needed(best.beta, best.learningRate);
  const now = needed(momentum.beta, shown.learningRate);
  if (fastest === null) {
    // The numbers are too large to tell.
    return [];
  }
  return [
    now === null
      ? `From the start, @ never gets near the best; X does in ${fastest} iterations: ${pair}.`
      : `From the start, ${now} iterations get near the best at @, ${fastest} at X: ${pair}.`,
  ];
}

function pictureText(moment: Moment, phase: Phase): string[] {
  const { state, analysis, excess } = moment;
  if (state.plot === 'surface' && analysis.conditionNumber >= VALLEY) {
    return [`On the map ${phase.onTheMap}.`];
  }
  if (state.plot === 'plane') {
    return speedText(moment);
  }
  if (state.plot === 'residual' && analysis.optimum.loss > 0) {
    return [
      `The misfit: ${significant(excess, 3)} of the loss can still be learned, ${best(analysis)} never.`,
    ];
  }
  return [];
}
