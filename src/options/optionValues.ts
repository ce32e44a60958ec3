import type { Options } from './options.js';
import type { OptionName } from './table.js';

/** A setting as JSON has it: `max` for the greatest pace, true or false for a switch. */
export type OptionValue =
  | number
  | string
  | boolean
  /** Numbers, or iterations with the learning rates from there on. */
  | readonly (number | readonly number[])[];

/** Settings by their long names. */
export type OptionValues = Partial<Readonly<Record<OptionName, OptionValue>>>;

/**
 * The settings in effect, in the order of the option table: what `--print-config` prints, and what
 * a config file may hold. Those that nothing was decided about are left out, and so is a setting
 * that another one makes void.
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
    ...(ascii !== undefined && { ascii }),
    ...(color !== undefined && { color }),
    headless: options.headless,
    ...(!options.announce && { format: options.format }),
    announce: options.announce,
  };
}
