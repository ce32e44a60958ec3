import { type OptionDefinition, type OptionName, optionDefinition } from './table.js';
import type { Item } from './values.js';
import { allowedValues, count, exampleValue, preferredName } from './words.js';

/** Where an option was given, for messages about it. */
export interface Origin {
  /** The name that was used for the option, without what its place adds to it: `lr`. */
  readonly name: string;
  /** A name as it stands there: `--lr`, `SINFIT_LR`, `"lr"`. */
  label(name: string): string;
  /** A name with a value as they stand there: `--lr 1e-6`, `SINFIT_LR=1e-6`, `"lr": 1e-6`. */
  assignment(option: OptionDefinition, name: string, text: string): string;
  /** ` in config.json`; empty where the label says it all. */
  readonly where: string;
}

/** An option as it was given in one place. */
export interface RawValue {
  /** Its value, or its values where it takes a list. */
  readonly items: readonly Item[];
  readonly origin: Origin;
}

/** What one source gives, by long name. */
export type RawValues = ReadonlyMap<OptionName, RawValue>;

/**
 * A value that its option does not take. The message is one line for the user, which names the
 * option, its place and the value, and says what is allowed.
 */
export class OptionError extends Error {}

/** A value that is not allowed; the degree is needed for coefficients only. */
export function badValue(
  option: OptionDefinition,
  origin: Origin,
  text: string,
  degree?: number,
): OptionError {
  return new OptionError(
    `${assigned(option, origin, text)}: must be ${expectation(option, origin, degree)}`,
  );
}

/** As many coefficients as the degree does not have. */
export function wrongCount({ items, origin }: RawValue, degree: number): OptionError {
  const option = optionDefinition('init');
  const given = `${assigned(option, origin, items.join(','))}: ${count(items.length, 'number')}`;
  return new OptionError(
    `${given}, but degree ${degree} needs ${expectation(option, origin, degree)}`,
  );
}

/** More values than an option takes. */
export function tooMany(origin: Origin, length: number, most: number): OptionError {
  return new OptionError(
    `${origin.label(origin.name)}${origin.where}: ${length} values; at most ${most} are possible`,
  );
}

/** A value among several that is there already. */
export function sameTwice(option: OptionDefinition, origin: Origin, text: string): OptionError {
  return new OptionError(`${assigned(option, origin, text)}: given twice; all values must differ`);
}

/** A change of the learning rate that is not after the one before it. */
export function notIncreasing(origin: Origin, before: string, text: string): OptionError {
  const option = optionDefinition('schedule');
  return new OptionError(
    `${assigned(option, origin, `${before},${text}`)}: each iteration must be above the one before it`,
  );
}

/** What was given, as it stands in its place. */
function assigned(option: OptionDefinition, origin: Origin, text: string): string {
  return origin.assignment(option, origin.name, text) + origin.where;
}

/** What is allowed and an example of it. */
export function expectation(option: OptionDefinition, origin: Origin, degree?: number): string {
  const example = exampleValue(option, degree);
  const written = origin.assignment(option, preferredName(option), example);
  return `${allowedValues(option.kind, degree)}, for example ${written}`;
}
