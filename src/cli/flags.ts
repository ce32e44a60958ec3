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
 * yargs' parser as a plain splitter of arguments. It does not guess types, negations, groups of
 * short options or nested keys, because its guesses hide mistakes (`--lr abc` would be NaN,
 * `--headless=x` false), and it returns unknown words unchanged. The rest of yargs would take as
 * long to load as this whole program.
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

/** A command line, divided. */
export interface CommandLine {
  /** The options; if one is repeated, the last counts. A flag that is turned off is left out. */
  readonly flags: RawValues;
  /** The arguments that are not options: a command and its operands. */
  readonly operands: readonly string[];
}

/**
 * Reads a command line, leaving the values of options as raw text.
 *
 * @param argv the arguments without the program's name.
 * @throws UsageError when an option is unknown or lacks its value, unless there is `--help` or
 *   `--version`, which always work.
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

function flagOrigin(name: string): Origin {
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

/** Gives a switch or flag without a value the value it stands for: `--no-ascii` is `--ascii=false`. */
function withValue(word: string, i: number, argv: readonly string[]): string {
  for (const option of TABLE) {
    if (!takesValue(option) && namesOf(option).some((name) => isNamed(word, name))) {
      // As with yargs, `--ascii false` works too.
      return /^(true|false)$/.test(argv[i + 1] ?? '') ? word : `--${option.name}=true`;
    }
    if (option.kind.type === 'switch' && isNamed(word, negatedName(option.name))) {
      return `--${option.name}=false`;
    }
  }
  return word;
}

/** The option as given; null if it was not. */
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
  // A value that looks like an option is a misspelt option; the value itself may be missing.
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

/** The option's name as last typed, without dashes. */
function typedName(option: OptionDefinition, argv: readonly string[]): string {
  const all = [...namesOf(option), negatedName(option.name)];
  const typed = argv.map((word) => /^--?([^=]+)/.exec(word)?.[1] ?? '');
  return typed.findLast((name) => all.includes(name)) ?? option.name;
}

/** Whether the word is this option alone, without a value. */
function isNamed(word: string, name: string): boolean {
  return word === `--${name}` || word === `-${name}`;
}

function refuseUnknown(parsed: Arguments): void {
  const stray = parsed._.find((argument) => /^-./s.test(String(argument)));
  if (stray !== undefined) {
    throw unknownOption(String(stray));
  }
  // The parser reads these as negations, but the options cannot be negated.
  const known = new Set(TABLE.flatMap(namesOf));
  const unknown = Object.keys(parsed).find((key) => !known.has(key) && key !== '_');
  if (unknown !== undefined) {
    throw unknownOption(`--${unknown}`);
  }
}
