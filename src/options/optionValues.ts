import type { Options } from './options.js';
import type { OptionName } from './table.js';

/** A setting in JSON: `max` for the highest pace, true or false for a switch. */
export type OptionValue =
  | number
  | string
  | boolean
  /** Numbers, or pairs of an iteration and the learning rate from there on. */
  | readonly (number | readonly number[])[];

/** Settings by their long names. */
export type OptionValues = Partial<Readonly<Record<OptionName, OptionValue>>>;

/**
 * The settings in effect, in the order of the option table: what `--print-config` prints and a
 * config file may contain. Leaves out undecided settings and those that another one overrides.
 */
export function optionValues(options: Options): OptionValues {
  const { seed, initial, pace, ascii, color } = options;
  return {
    iterations: options.iterations,
    'learning-rate': options.learningRates,
    schedule: options.schedule.map(({ iteration, learningRate }) => [iteration, learningRate]),
    samples: options.samples,
    degree: options.degree,
    every: options.every,
    engine: options.engine,
    ...(seed !== null && { seed }),
    ...(initial !== null && { init: initial }),
    pace: pace === Number.POSITIVE_INFINITY ? 'max' : pace,
    paused: options.paused,
    ...(ascii !== null && { ascii }),
    ...(color !== null && { color }),
    headless: options.headless,
    ...(!options.announce && { format: options.format }),
    announce: options.announce,
  };
}
