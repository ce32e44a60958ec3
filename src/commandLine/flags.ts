import parseFlags, { type Options } from 'yargs-parser';
import {
  namesOf,
  negatedName,
  OPTION_TABLE,
  type OptionDefinition,
  type OptionName,
} from '../options.js';
import { quote } from './quote.js';
import type { Given, Place, Source } from './sources.js';
import {
  asTyped,
  contradiction,
  missingValue,
  occurrences,
  repeated,
  strayArgument,
  typedName,
  unwantedValue,
} from './usageErrors.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

/**
 * The parser of yargs as a plain splitter of arguments: it guesses no types, negations, groups of
 * short options or nested keys, since its guesses let mistakes pass (`--lr abc` would be NaN,
 * `--headless=x` false). What it does not know it hands back word for word. The rest of yargs
 * would take as long to load as all of this program.
 */
const PARSER_OPTIONS: Options = {
  alias: Object.fromEntries(
    TABLE.flatMap(({ name, alias }) => (alias === undefined ? [] : [[name, alias]])),
  ),
  array: TABLE.filter(isList).map(({ name }) => name),
  string: TABLE.filter(isList).map(({ name }) => name),
  narg: Object.fromEntries(
    TABLE.filter((option) => !isList(option)).flatMap((option) =>
      [option.name, ...switchNames(option).slice(1)].map((name) => [
        name,
        takesValue(option) ? 1 : 0,
      ]),
    ),
  ),
  configuration: {
    'boolean-negation': false,
    'camel-case-expansion': false,
    'dot-notation': false,
    'parse-numbers': false,
    'parse-positional-numbers': false,
    'short-option-groups': false,
    'unknown-options-as-args': true,
  },
};

type Split = Readonly<Record<string, unknown>> & { readonly _: readonly (string | number)[] };

/**
 * Reads the options on a command line, all but their values; a flag that was given has the text
 * `true`.
 *
 * @param argv the arguments alone, without the program's name.
 * @throws UsageError on what is repeated, unknown, without its value or with one too many; only
 *   after a look for `--help` and `--version`, which are always answered.
 */
export function readFlags(argv: readonly string[]): Source {
  return readFlagsAndOperands(argv, 0).flags;
}

/** As `readFlags`, where so many arguments that are no options are expected at most. */
export function readFlagsAndOperands(
  argv: readonly string[],
  most: number,
): { readonly flags: Source; readonly operands: readonly string[] } {
  const parsed = split(argv);
  for (const name of ['help', 'version'] as const) {
    if (parsed[name] !== undefined) {
      const flags: Source = new Map([[name, { texts: ['true'], place: flagPlace(name) }]]);
      return { flags, operands: [] };
    }
  }
  const source = new Map<OptionName, Given>();
  for (const option of OPTION_TABLE) {
    const given = readOption(option, parsed, argv);
    if (given !== null) {
      source.set(option.name, given);
    }
  }
  const operands = parsed._.slice(0, most).map(String);
  refuseStrays(parsed, argv, operands.length);
  return { flags: source, operands };
}

/** A place on the command line. */
export function flagPlace(name: string): Place {
  return {
    name,
    label: (other) => `--${other}`,
    assignment: (option, other, text) =>
      option.kind.type === 'switch' ? `--${other}` : `--${other} ${quote(text)}`,
    where: '',
  };
}

/** Splits the arguments; refuses options without their value and flags with one. */
function split(argv: readonly string[]): Split {
  const { argv: parsed, error } = parseFlags.detailed([...argv], PARSER_OPTIONS);
  if (error === null) {
    return parsed;
  }
  // "Not enough arguments following: lr" or "Argument unexpected for: no-color".
  const name = /: (\S+)$/.exec(error.message)?.[1] ?? '';
  const option = TABLE.find((candidate) =>
    [...namesOf(candidate), ...switchNames(candidate)].includes(name),
  );
  if (option === undefined) {
    throw error;
  }
  throw takesValue(option)
    ? missingValue(option, flagPlace(typedName(option, argv)))
    : unwantedValue(option.kind.type === 'switch' ? name : typedName(option, argv), argv);
}

/** Whether several values may follow as words of their own. */
function isList({ kind }: OptionDefinition): boolean {
  return kind.type === 'positives' || kind.type === 'schedule';
}

function takesValue({ kind }: OptionDefinition): boolean {
  return kind.type !== 'flag' && kind.type !== 'switch';
}

/** The names that turn a switch on and off. */
function switchNames({ name, kind }: OptionDefinition): string[] {
  return kind.type === 'switch' ? [name, negatedName(name)] : [];
}

/** The option as given; null when it was not. */
function readOption(
  option: OptionDefinition,
  parsed: Split,
  argv: readonly string[],
): Given | null {
  if (option.kind.type === 'switch') {
    return readSwitchOption(option, parsed, argv);
  }
  const value = parsed[option.name];
  if (value === undefined) {
    return null;
  }
  const texts = [value].flat().map(String);
  const place = flagPlace(typedName(option, argv));
  if (occurrences(option, argv) > 1) {
    throw repeated(option, takesValue(option) ? texts : [], argv);
  }
  if (!takesValue(option)) {
    return { texts: ['true'], place };
  }
  if (texts.length === 0) {
    throw missingValue(option, place);
  }
  // A value that looks like an option is a misspelt one; the value itself may have been left out.
  const stray = texts.findIndex((text) => /^--?([a-z]|$)/i.test(text));
  if (stray === 0) {
    throw missingValue(option, place, texts[0]);
  }
  if (stray > 0) {
    throw strayArgument(texts[stray]!);
  }
  return { texts, place };
}

function readSwitchOption(
  option: OptionDefinition,
  parsed: Split,
  argv: readonly string[],
): Given | null {
  const [on, off] = switchNames(option) as [string, string];
  for (const name of [on, off]) {
    if (Array.isArray(parsed[name])) {
      throw repeated({ ...option, name }, [], argv);
    }
  }
  if (parsed[on] !== undefined && parsed[off] !== undefined) {
    throw contradiction(flagPlace(on), flagPlace(off));
  }
  if (parsed[on] !== undefined) {
    return { texts: ['true'], place: flagPlace(on) };
  }
  return parsed[off] === undefined ? null : { texts: ['false'], place: flagPlace(off) };
}

/** @param expected how many arguments that are no options are wanted. */
function refuseStrays(parsed: Split, argv: readonly string[], expected: number): void {
  const stray = parsed._.find((argument, i) => i >= expected || /^-./s.test(String(argument)));
  if (stray !== undefined) {
    throw strayArgument(String(stray));
  }
  const known = new Set(TABLE.flatMap((option) => [...namesOf(option), ...switchNames(option)]));
  const unknown = Object.keys(parsed).find((key) => !known.has(key) && key !== '_' && key !== '$0');
  if (unknown !== undefined) {
    throw strayArgument(asTyped(unknown, argv));
  }
}
