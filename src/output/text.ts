import { formatPolynomial } from '../fit/polynomial.js';
import { pythonFloat } from '../fit/pythonFloat.js';
import type { RecordFormat } from '../runs/format.js';

/**
 * What the tutorial prints: iteration and loss of every record, and the result, with every float as
 * Python prints it. A run that ended otherwise has no result. With several learning rates every line
 * begins with its own: `lr=1e-07 `.
 *
 * @param learningRates one for each run.
 */
export function tutorialFormat(learningRates: readonly number[]): RecordFormat {
  const prefixes = learningRates.map((learningRate) =>
    learningRates.length === 1 ? '' : `lr=${pythonFloat(learningRate)} `,
  );
  return {
    head: '',
    record: (run, { iteration, loss }) => `${prefixes[run]}${iteration} ${pythonFloat(loss)}\n`,
    outcome: (run, { status, present }) =>
      status === 'finished'
        ? `${prefixes[run]}Result: ${formatPolynomial(present.coefficients)}\n`
        : '',
  };
}
