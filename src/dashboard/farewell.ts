/** What stays on the normal screen after the dashboard is left. */

import { repeatCommand } from '../commandLine/repeatCommand.js';
import { formatPolynomial } from '../fit/polynomial.js';
import { pythonFloat } from '../fit/pythonFloat.js';
import { numberText } from '../numberText.js';
import type { ResolvedRun } from '../start.js';
import { focusedRun, type Run, type State, trainedRateChanges } from './state.js';

/**
 * The tutorial's result line, iterations and loss, and the command line that repeats the run;
 * empty when the run never started.
 */
export function farewell(state: State, { options }: ResolvedRun): string {
  const run = focusedRun(state);
  const { present, seed, initial, status } = run;
  if (!present) {
    return '';
  }
  const { iteration, loss, coefficients } = present;
  const diverged = status === 'diverged';
  const outcome = diverged
    ? `Diverged at iteration ${iteration}.`
    : `Result: ${formatPolynomial(coefficients)}\n${iteration} iterations, loss ${pythonFloat(loss)}`;
  const command = repeatCommand({ options, seed, initial }, diverged ? run.iterations : iteration);
  return `${outcome}\nRepeat: ${command}\n${byHand(run)}`;
}

/** What the command does not repeat: changes of the learning rate on the way. */
function byHand(run: Run): string {
  const changes = trainedRateChanges(run).map(
    ({ iteration, learningRate }) => `${numberText(learningRate)} from iteration ${iteration}`,
  );
  return changes.length === 0
    ? ''
    : `The learning rate was changed by hand: ${changes.join(', ')}.\n`;
}
