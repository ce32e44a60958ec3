import parseFlags, { type Arguments, type Options } from 'yargs-parser';
import { badValue, type Origin, type RawValue, type RawValues } from '../options/rawValue.js';
import { OPTION_TABLE, type OptionDefinition, type OptionName } from '../options/table.js';
import { isList, readSwitch, textItems } from '../options/values.js';
import { namesOf, negatedName, takesValue } from '../options/words.js';
import { quote } from '../text/quote.js';
import { missingValue, unknownOption } from './usageErrors.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

const names = (options: readonly OptionDefinition[]) => options.map(({ name }) => name);

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
  array: names(TABLE.filter(({ kind }) => isList(kind))),
  string: names(TABLE),
  narg: Object.fromEntries(
    TABLE.filter((option) => takesValue(option) && !isList(option.kind)).map(({ name }) => [
      name,
      1,
    ]),
  ),
  configuration: {
    'boolean-negation': false,
    'camel-case-expansion': false,
    'dot-notation': false,
    'duplicate-arguments-array': false,
    'parse-numbers': false,
    'parse-positional-numbers': false,
    'short-option-groups': false,
    'unknown-options-as-args': true,
  },
};

/** What stands on a command line. */
export interface CommandLine {
  /** The options, the last one of each; a flag that is turned off is none. */
  readonly flags: RawValues;
  /** The arguments that are no options: a command, and what it is about. */
  readonly operands: readonly string[];
}

/**
 * Reads a command line, all but the values of its options.
 *
 * @param argv the arguments alone, without the program's name.
 * @throws UsageError on what is unknown or without its value; only after a look for `--help` and
 *   `--version`, which are always answered.
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const { argv: parsed, error } = parseFlags.detailed(words.map(withValue), PARSER_OPTIONS);
  const operands = [...parsed._.map(String), ...(end < 0 ? [] : argv.slice(end + 1))];
  const source = new Map<OptionName, RawValue>();
  for (const name of ['help', 'version'] as const) {
    if (readSwitch(String(parsed[name]))) {
      return {
        flags: source.set(name, { items: ['true'], origin: flagOrigin(name) }),
        operands,
      };
    }
  }
  if (error !== null) {
    throw unfinished(error, words);
  }
  for (const option of OPTION_TABLE) {
    const given = readOption(option, parsed[option.name], words);
    if (given !== null) {
      source.set(option.name, given);
    }
  }
  refuseUnknown(parsed);
  return { flags: source, operands };
}

/** A place on the command line. */
export function flagOrigin(name: string): Origin {
  return {
    name,
    label: (other) => `--${other}`,
    assignment: (option, other, text) =>
      `--${other}${takesValue(option) ? ' ' : '='}${quote(text)}`,
    where: '',
  };
}

/** The parser's "Not enough arguments following: seed", as one of our own. */
function unfinished(error: Error, argv: readonly string[]): Error {
  const name = /: (\S+)$/.exec(error.message)?.[1] ?? '';
  const option = TABLE.find((candidate) => namesOf(candidate).includes(name));
  return option === undefined ? error : missingValue(option, flagOrigin(typedName(option, argv)));
}

/** A switch or a flag that stands alone with the value it has then: `--no-ascii` is `--ascii=false`. */
function withValue(word: string, i: number, argv: readonly string[]): string {
  for (const option of TABLE) {
    if (!takesValue(option) && namesOf(option).some((name) => isNamed(word, name))) {
      // As yargs has it, `--ascii false` is possible too.
      return /^(true|false)$/.test(argv[i + 1] ?? '') ? word : `--${option.name}=true`;
    }
    if (option.kind.type === 'switch' && isNamed(word, negatedName(option.name))) {
      return `--${option.name}=false`;
    }
  }
  return word;
}

/** The option as given; null when it was not. */
function readOption(
  option: OptionDefinition,
  value: unknown,
  argv: readonly string[],
): RawValue | null {
  if (value === undefined) {
    return null;
  }
  const origin = flagOrigin(typedName(option, argv));
  const words = [value].flat().map(String);
  if (!takesValue(option)) {
    const isOn = readSwitch(words[0]!);
    if (isOn === null) {
      throw badValue(option, origin, words[0]!);
    }
    return option.kind.type === 'flag' && !isOn ? null : { items: words, origin };
  }
  if (words.length === 0) {
    throw missingValue(option, origin);
  }
  // A value that looks like an option is a misspelt one; the value itself may have been left out.
  const stray = words.findIndex((word) => /^--?([a-z]|$)/i.test(word));
  if (stray === 0 && !argv.includes(`--${origin.name}=${words[0]}`)) {
    throw missingValue(option, origin, words[0]);
  }
  if (stray > 0) {
    throw unknownOption(words[stray]!);
  }
  return {
    items: textItems(option.kind, isList(option.kind) ? words.join(' ') : words[0]!),
    origin,
  };
}

/** The option's name as it was typed last, without its dashes. */
function typedName(option: OptionDefinition, argv: readonly string[]): string {
  const all = [...namesOf(option), negatedName(option.name)];
  const typed = argv.map((word) => /^--?([^=]+)/.exec(word)?.[1] ?? '');
  return typed.findLast((name) => all.includes(name)) ?? option.name;
}

/** Whether the word is this option without a value. */
function isNamed(word: string, name: string): boolean {
  return word === `--${name}` || word === `-${name}`;
}

function refuseUnknown(parsed: Arguments): void {
  const stray = parsed._.find((argument) => /^-./s.test(String(argument)));
  if (stray !== undefined) {
    throw unknownOption(String(stray));
  }
  // What the parser takes for the negation of an option that has none.
  const known = new Set(TABLE.flatMap(namesOf));
  const unknown = Object.keys(parsed).find((key) => !known.has(key) && key !== '_');
  if (unknown !== undefined) {
    throw unknownOption(`--${unknown}`);
  }
}
