/** What a run is doing, by the optimizer that trains it and by the picture that is shown beside the loss. */

import { significant } from '../style/format.js';
import type { Moment } from './moment.js';
import { adaptivePhases, momentumPhases } from './optimizerSituations.js';
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

/** What is said of the numbers, and before them of the picture that is shown beside the loss. */
export function phaseText(moment: Moment): readonly string[] {
  const phase = phaseOf(moment);
  return [...pictureText(moment, phase), ...phase.says(moment)];
}

function pictureText({ state, analysis, excess }: Moment, phase: Phase): string[] {
  if (state.plot === 'surface' && analysis.conditionNumber >= VALLEY) {
    return [`On the map ${phase.onTheMap}.`];
  }
  if (state.plot === 'residual' && analysis.optimum.loss > 0) {
    return [
      `The misfit: ${significant(excess, 3)} of the loss can still be learned, ${best(analysis)} never.`,
    ];
  }
  return [];
}
