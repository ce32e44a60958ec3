import { optimizerText } from './optimizers.js';
import type { Options } from './options.js';
import type { OptionName } from './table.js';

/** A setting in JSON: `max` for the highest pace, true or false for a switch. */
export type OptionValue =
  | number
  | string
  | boolean
  /** Numbers, optimizers, or pairs of an iteration and the learning rate from there on. */
  | readonly (number | string | readonly number[])[];

/** Settings by their long names. */
export type OptionValues = Partial<Readonly<Record<OptionName, OptionValue>>>;

/**
 * The settings in effect, in the order of the option table: what `--print-config` prints and a
 * config file may contain. Leaves out undecided settings and those that another one overrides.
 */
export function optionValues(options: Options): OptionValues {
  const { seed, initial, pace, ascii, color, configured } = options;
  const optimizers = oneForAll(options.optimizers.map(optimizerText));
  return {
    iterations: options.iterations,
    'learning-rate': oneForAll(options.learningRates),
    // Left out by default, so that such a recording is as it was before there were other optimizers.
    ...((optimizers.join() !== 'sgd' || configured.includes('optimizer')) && {
      optimizer: optimizers,
    }),
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

/** Shortens a list of equal values to one, which stands for all. */
function oneForAll<T>(values: readonly T[]): readonly T[] {
  return new Set(values).size === 1 ? values.slice(0, 1) : values;
}
