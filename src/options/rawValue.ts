import { count } from '../text/count.js';
import { type OptionDefinition, type OptionName, optionDefinition } from './table.js';
import type { Item } from './values.js';
import { allowedValues, exampleValue, preferredName } from './words.js';

/** Where an option was given, for messages. */
export interface Origin {
  /** The name used for the option, without decoration: `lr`. */
  readonly name: string;
  /** A name as written there: `--lr`, `SINFIT_LR`, `"lr"`. */
  label(name: string): string;
  /** A name and value as written there: `--lr 1e-6`, `SINFIT_LR=1e-6`, `"lr": 1e-6`. */
  assignment(option: OptionDefinition, name: string, text: string): string;
  /** ` in config.json`; empty where the label says enough. */
  readonly where: string;
}

/** An option as given in one place. */
export interface RawValue {
  /** Its value, or its values if it takes a list. */
  readonly items: readonly Item[];
  readonly origin: Origin;
}

/** The options that one source gives, by long name. */
export type RawValues = ReadonlyMap<OptionName, RawValue>;

/**
 * A setting that is not allowed. The message is one line for the user: the option, where it was
 * given, the value, and what is allowed.
 */
export class OptionError extends Error {}

/** A hint for mistakes that are too far from anything known. */
export const SEE_HELP = 'see sinfit-tui --help';

/** Two options in one source that exclude each other. */
export function contradiction(one: Origin, other: Origin): OptionError {
  return new OptionError(`${both(one, other)} exclude each other: use only one of them`);
}

/**
 * An unknown name in the environment or the config file.
 *
 * @param what a name is called there: variable, setting.
 * @param nearest the name that was probably meant.
 */
export function unknownName(
  origin: Origin,
  what: string,
  nearest: string | undefined,
): OptionError {
  const hint = nearest === undefined ? SEE_HELP : `did you mean ${origin.label(nearest)}?`;
  return new OptionError(`${origin.label(origin.name)}${origin.where}: unknown ${what}; ${hint}`);
}

/** A setting given under both its names in one source. */
export function twoNames(one: Origin, other: Origin): OptionError {
  return new OptionError(`${both(one, other)} are the same setting: use only one of them`);
}

function both(one: Origin, other: Origin): string {
  return `${one.label(one.name)} and ${other.label(other.name)}${one.where}`;
}

/** A value that is not allowed; only coefficients need the degree. */
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

/** Too many or too few coefficients for the degree. */
export function wrongCount({ items, origin }: RawValue, degree: number): OptionError {
  const option = optionDefinition('init');
  const given = `${assigned(option, origin, items.join(','))}: ${count(items.length, 'number')}`;
  return new OptionError(
    `${given}, but degree ${degree} needs ${expectation(option, origin, degree)}`,
  );
}

/** More values than an option accepts. */
export function tooMany(origin: Origin, length: number, most: number): OptionError {
  return new OptionError(
    `${origin.label(origin.name)}${origin.where}: ${length} values; at most ${most} are allowed`,
  );
}

/** A value that is repeated in a list. */
export function sameTwice(option: OptionDefinition, origin: Origin, text: string): OptionError {
  return new OptionError(`${assigned(option, origin, text)}: duplicate value; all must differ`);
}

/** Several learning rates and several optimizers, but not as many. */
export function notOneEach(rates: RawValue, optimizers: RawValue): OptionError {
  const { items, origin } = rates;
  const given = assigned(optionDefinition('learning-rate'), origin, items.join(','));
  const other = optimizers.origin;
  return new OptionError(
    `${given}: ${items.length} values, but ${other.label(other.name)}${other.where} has ` +
      `${optimizers.items.length}: give one learning rate for all optimizers, or one for each`,
  );
}

/** A learning-rate change that does not come after the one before it. */
export function notIncreasing(origin: Origin, before: string, text: string): OptionError {
  const option = optionDefinition('schedule');
  return new OptionError(
    `${assigned(option, origin, `${before},${text}`)}: iterations must increase`,
  );
}

/** The option and its value, as written there. */
function assigned(option: OptionDefinition, origin: Origin, text: string): string {
  return origin.assignment(option, origin.name, text) + origin.where;
}

/** What is allowed, with an example. */
export function expectation(option: OptionDefinition, origin: Origin, degree?: number): string {
  const example = exampleValue(option, degree);
  const written = origin.assignment(option, preferredName(option), example);
  return `${allowedValues(option.kind, degree)}, for example ${written}`;
}
