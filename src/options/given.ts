import { type OptionDefinition, type OptionName, optionDefinition } from './table.js';
import type { Item } from './values.js';
import { allowedValues, count, exampleValue, preferredName } from './words.js';

/** Where an option was given, for messages about it. */
export interface Place {
  /** The name that was used for the option, without what the place adds to it: `lr`. */
  readonly name: string;
  /** A name as it stands there: `--lr`, `SINFIT_LR`, `"lr"`. */
  label(name: string): string;
  /** A name with a value as they stand there: `--lr 1e-6`, `SINFIT_LR=1e-6`, `"lr": 1e-6`. */
  assignment(option: OptionDefinition, name: string, text: string): string;
  /** ` in config.json`; empty where the label says it all. */
  readonly where: string;
}

/** An option as it was given in one place. */
export interface Given {
  /** Its value, or its values where it takes a list. */
  readonly items: readonly Item[];
  readonly place: Place;
}

/** What one source gives, by long name. */
export type Source = ReadonlyMap<OptionName, Given>;

/**
 * A value that its option does not take. The message is one line for the user, which names the
 * option, its place and the value, and says what is allowed.
 */
export class OptionError extends Error {}

/** A value that is not allowed; the degree is needed for coefficients only. */
export function badValue(
  option: OptionDefinition,
  place: Place,
  text: string,
  degree?: number,
): OptionError {
  return new OptionError(
    `${assigned(option, place, text)}: must be ${expectation(option, place, degree)}`,
  );
}

/** As many coefficients as the degree does not have. */
export function wrongCount({ items, place }: Given, degree: number): OptionError {
  const option = optionDefinition('init');
  const given = `${assigned(option, place, items.join(','))}: ${count(items.length, 'number')}`;
  return new OptionError(
    `${given}, but degree ${degree} needs ${expectation(option, place, degree)}`,
  );
}

/** More values than an option takes. */
export function tooMany(place: Place, length: number, most: number): OptionError {
  return new OptionError(
    `${place.label(place.name)}${place.where}: ${length} values; at most ${most} are possible`,
  );
}

/** A value among several that is there already. */
export function sameTwice(option: OptionDefinition, place: Place, text: string): OptionError {
  return new OptionError(`${assigned(option, place, text)}: given twice; all values must differ`);
}

/** A change of the learning rate that is not after the one before it. */
export function notIncreasing(place: Place, before: string, text: string): OptionError {
  const option = optionDefinition('schedule');
  return new OptionError(
    `${assigned(option, place, `${before},${text}`)}: each iteration must be above the one before it`,
  );
}

/** What was given, as it stands in its place. */
function assigned(option: OptionDefinition, place: Place, text: string): string {
  return place.assignment(option, place.name, text) + place.where;
}

/** What is allowed and an example of it. */
export function expectation(option: OptionDefinition, place: Place, degree?: number): string {
  const example = exampleValue(option, degree);
  const written = place.assignment(option, preferredName(option), example);
  return `${allowedValues(option.kind, degree)}, for example ${written}`;
}
