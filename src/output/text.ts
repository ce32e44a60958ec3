import { formatPolynomial } from '../fit/polynomial.js';
import { pythonFloat } from '../fit/pythonFloat.js';
import type { EventFormat } from '../runs/events.js';

/**
 * What the tutorial prints: iteration and loss of every record, then the result, with floats as
 * Python prints them. A run that did not finish has no result. With several learning rates every
 * line starts with its own: `lr=1e-07 `.
 *
 * @param learningRates one for each lane.
 */
export function tutorialFormat(learningRates: readonly number[]): EventFormat {
  const prefixes = learningRates.map((learningRate) =>
    learningRates.length === 1 ? '' : `lr=${pythonFloat(learningRate)} `,
  );
  const prefixOf = new Map(prefixes.entries());
  return {
    head: '',
    text(event) {
      const prefix = prefixOf.get(event.run);
      switch (event.type) {
        case 'started':
          prefixOf.set(event.run, prefixes[event.lane]!);
          return '';
        case 'record':
          return `${prefix}${event.state.iteration} ${pythonFloat(event.state.loss)}\n`;
        case 'changed':
          return '';
        case 'ended':
          return event.status === 'finished'
            ? `${prefix}Result: ${formatPolynomial(event.state.coefficients)}\n`
            : '';
      }
    },
  };
}
