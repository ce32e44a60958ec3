import { formatPolynomial } from '../fit/polynomial.js';
import { pythonFloat } from '../fit/pythonFloat.js';
import { optimizerText } from '../options/optimizers.js';
import type { Options } from '../options/options.js';
import type { EventFormat } from '../runs/events.js';

/**
 * What the tutorial prints: iteration and loss of every record, then the result, with floats as
 * Python prints them. A run that did not finish has no result. With several learning rates every
 * line starts with its own, `lr=1e-07 `; with several optimizers these come first: `adam lr=0.001 `.
 *
 * @param options both have one for each lane.
 */
export function tutorialFormat({
  learningRates,
  optimizers,
}: Pick<Options, 'learningRates' | 'optimizers'>): EventFormat {
  const names = optimizers.map(optimizerText);
  const isRace = new Set(names).size > 1;
  const prefixes = learningRates.map((learningRate, lane) =>
    learningRates.length === 1
      ? ''
      : `${isRace ? `${names[lane]} ` : ''}lr=${pythonFloat(learningRate)} `,
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
