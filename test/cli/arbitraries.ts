import fc from 'fast-check';
import { variableName } from '../../src/cli/environment.js';
import { OPTIMIZERS, type Optimizer, optimizerWith } from '../../src/fit/optimizers.js';
import { optimizerText } from '../../src/options/optimizers.js';
import type { Options } from '../../src/options/options.js';
import { optionValues } from '../../src/options/optionValues.js';
import { numberText } from '../../src/text/numberText.js';

const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const positive = double.filter((value) => value > 0);

const share = fc
  .double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  .map((value) => value + 0);

/** Any optimizer at its start. */
export const optimizerArbitrary: fc.Arbitrary<Optimizer> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(OPTIMIZERS)) },
  share.map((beta) => ({ ...OPTIMIZERS.momentum, beta })),
  share.map((beta) => ({ ...OPTIMIZERS.nesterov, beta })),
  fc.tuple(share, positive).map((values) => optimizerWith('rmsprop', values)),
  fc.tuple(share, share, positive).map((values) => optimizerWith('adam', values)),
);

/** Options as they can be given; `configured` is empty. */
export const optionsArbitrary: fc.Arbitrary<Options> = fc
  .record({
    iterations: fc.integer({ min: 1, max: 1e9 }),
    methods: fc.uniqueArray(fc.record({ learningRate: positive, optimizer: optimizerArbitrary }), {
      minLength: 1,
      maxLength: 6,
      selector: ({ learningRate, optimizer }) => `${learningRate} ${optimizerText(optimizer)}`,
    }),
    schedule: fc
      .uniqueArray(fc.integer({ min: 1, max: 1e9 }), { maxLength: 4 })
      .map((iterations) => iterations.sort((a, b) => a - b))
      .chain((iterations) =>
        fc.tuple(
          ...iterations.map((iteration) =>
            positive.map((learningRate) => ({ iteration, learningRate })),
          ),
        ),
      ),
    samples: fc.integer({ min: 2, max: 1e7 }),
    every: fc.integer({ min: 1, max: 1e9 }),
    engine: fc.constantFrom('pointwise', 'moments'),
    start: fc.oneof(fc.constant(null), fc.nat({ max: 4294967295 }), fc.constant('initial')),
    coefficients: fc.array(double, { minLength: 1, maxLength: 10 }),
    pace: fc.oneof(positive, fc.constant(Number.POSITIVE_INFINITY)),
    paused: fc.boolean(),
    ascii: fc.constantFrom(true, false, null),
    color: fc.constantFrom(true, false, null),
    headless: fc.boolean(),
    output: fc.constantFrom('text', 'ndjson', 'csv', 'announce'),
  })
  .map(({ methods, start, coefficients, output, ...options }) => ({
    ...options,
    learningRates: methods.map(({ learningRate }) => learningRate),
    optimizers: methods.map(({ optimizer }) => optimizer),
    degree: coefficients.length - 1,
    seed: typeof start === 'number' ? start : null,
    initial: start === 'initial' ? coefficients : null,
    format: output === 'announce' ? 'text' : output,
    announce: output === 'announce',
    out: null,
    force: false,
    config: null,
    configured: [],
  }));

/** The environment that sets these options. */
export function environmentOf(options: Options): Record<string, string> {
  return Object.fromEntries(
    Object.entries(optionValues(options)).map(([name, value]) => [
      variableName(name),
      Array.isArray(value) ? listText(name, value) : String(value),
    ]),
  );
}

function listText(name: string, list: readonly (string | number | readonly number[])[]): string {
  const words = list.map((item) =>
    typeof item === 'string' ? item : [item].flat().map(numberText).join(':'),
  );
  return words.length === 0 ? 'none' : words.join(name === 'init' ? ',' : ' ');
}
