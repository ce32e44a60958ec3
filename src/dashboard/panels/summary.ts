/** The text that the dashboard leaves on the normal screen. */

import { lossAt } from '../../fit/excessLoss.js';
import { formatPolynomial } from '../../fit/polynomial.js';
import { pythonFloat } from '../../fit/pythonFloat.js';
import type { Options } from '../../options/options.js';
import { repeatCommand } from '../../options/repeatCommand.js';
import type { ResolvedRun } from '../../options/start.js';
import { MAX_ITERATIONS, MAX_SCHEDULE } from '../../options/table.js';
import { divergenceText } from '../../runs/divergence.js';
import { asSentence } from '../../text/sentence.js';
import { trainedOptions } from '../model/rateChanges.js';
import { focusedRun, trainedOptimizer, trainedRate } from '../model/selectors.js';
import type { Run, State } from '../model/state.js';

/**
 * The tutorial's result line, iterations and loss, which runs do not converge, and the command that
 * repeats the run digit for digit; empty if the run never started.
 *
 * @param program what to type before the options.
 */
export function summary(state: State, { options }: ResolvedRun, program?: string): string {
  const run = focusedRun(state);
  const { present, status } = run;
  if (!present) {
    return '';
  }
  const { iteration, loss, coefficients } = present;
  const outcome =
    status === 'diverged'
      ? ''
      : `Result: ${formatPolynomial(coefficients)}\n${iteration} iterations, loss ${pythonFloat(loss)}\n`;
  const problems = state.live.map((each) => problem(state, each)).join('');
  return `${outcome}${problems}${repetition(run, iteration, options, program)}\n`;
}

/** One line on why a run does not converge; empty if it does. */
function problem({ analysis }: State, run: Run): string {
  const diverged = run.status === 'diverged';
  if (!analysis || !run.present) {
    return diverged ? `Diverged at iteration ${run.present?.iteration}.\n` : '';
  }
  const learningRate = diverged ? run.present.learningRate : trainedRate(run);
  const present = { ...run.present, learningRate, optimizer: trainedOptimizer(run) };
  const end = { diverged, present, startLoss: lossAt(analysis, run.initial) };
  const text = divergenceText(end, analysis);
  return text === null ? '' : `${asSentence(text)}\n`;
}

/** How to repeat a run up to this iteration, or why no command can. */
function repetition(run: Run, iteration: number, options: Options, program?: string): string {
  if (run.rateChangesForgotten) {
    return `No command repeats this: the learning rate was changed more than ${MAX_SCHEDULE} times.`;
  }
  const [changed] = run.optimizerChanges.filter((change) => change.iteration > 0);
  if (changed && changed.iteration < iteration) {
    return `No command repeats this: the optimizer was changed by hand at iteration ${changed.iteration}.`;
  }
  if (iteration > MAX_ITERATIONS) {
    return `No command repeats this: more than ${MAX_ITERATIONS} iterations cannot be asked for.`;
  }
  const { seed, initial } = run;
  const iterations =
    run.status === 'diverged' ? Math.min(run.iterations, MAX_ITERATIONS) : iteration;
  const resolved = { options: trainedOptions(run, options), seed, initial };
  return `Repeat: ${repeatCommand(resolved, iterations, program)}`;
}
