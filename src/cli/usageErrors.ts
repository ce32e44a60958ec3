import { expectation, type Origin, SEE_HELP } from '../options/rawValue.js';
import { OPTION_TABLE, type OptionDefinition } from '../options/table.js';
import { namesOf, typedNames } from '../options/words.js';
import { nearestName } from '../text/nearest.js';
import { quote } from '../text/quote.js';
import { USAGES } from './commands.js';

/**
 * A mistake in the arguments or in reading the config file. The message is one line for the
 * user: the option, where it was given, the value, what is allowed, and what to write instead.
 */
export class UsageError extends Error {}

/** An argument that is not an option, where none is expected. */
export function strayOperand(argument: string): UsageError {
  const command = nearestName(argument, Object.keys(USAGES));
  const hint =
    command === undefined
      ? `options start with --: ${SEE_HELP}`
      : `did you mean ${USAGES[command]}?`;
  return new UsageError(`${quote(argument)}: not expected here; ${hint}`);
}

/** An unknown option. */
export function unknownOption(argument: string): UsageError {
  const name = argument.replace(/^-+/, '').replace(/=.*$/s, '');
  const names = (OPTION_TABLE as readonly OptionDefinition[])
    .flatMap((option) => [...namesOf(option), ...typedNames(option).map((typed) => typed.slice(2))])
    .filter((known) => known.length > 1);
  if (argument.startsWith(`--${name}=`) && names.includes(name)) {
    return new UsageError(`${quote(argument)}: takes no value; type --${name} alone`);
  }
  const dashed = quote(argument.replace(/=.*$/s, ''));
  const negated = /^no-(.+)$/s.exec(name)?.[1];
  if (negated !== undefined && names.includes(negated)) {
    return new UsageError(`${dashed}: unknown option; leave out --${negated} instead`);
  }
  const nearest = nearestName(name.toLowerCase(), names);
  const hint = nearest === undefined ? SEE_HELP : `did you mean --${nearest}?`;
  return new UsageError(`${dashed}: unknown option; ${hint}`);
}

/** An option on the command line without its value, perhaps followed by another option, `before`. */
export function missingValue(
  option: OptionDefinition,
  origin: Origin,
  before?: string,
): UsageError {
  const where = before === undefined ? '' : ` before ${quote(before)}`;
  return new UsageError(
    `${origin.label(origin.name)}: needs a value${where}, ${expectation(option, origin)}`,
  );
}
