import yargs from 'yargs';
import { OPTION_TABLE, type OptionDefinition } from '../options/table.js';
import { takesValue, typedNames } from '../options/words.js';
import { COMPLETION, REPLAY, REPLAY_OPTIONS, SHELLS } from './commands.js';
import { describe } from './help.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

/** The answer to a shell that shall offer what it knows itself: the names of files. */
const FILES: readonly string[] = [];

/**
 * The completions of the last of the words after the program's name, as a completion script asks
 * for them. The shell itself leaves out those that do not fit what is typed of that word. The value
 * in `--format=csv` is completed alone, without what is before it.
 */
export async function completions(words: readonly string[]): Promise<readonly string[]> {
  // bash takes `--format=csv` for three words, the other shells for one.
  const parts = words.flatMap((word) => /^(--[^=]+)(=)(.*)$/s.exec(word)?.slice(1) ?? [word]);
  const current = parts.at(-1) === '=' ? '' : (parts.pop() ?? '');
  const isAssigned = parts.at(-1) === '=';
  const typed = parts.filter((part) => part !== '=');
  const end = typed.includes('--') ? typed.indexOf('--') : typed.length;
  const isEnded = end < typed.length;
  const beforeEnd = typed.slice(0, end);

  const previous = isEnded ? undefined : optionOf(beforeEnd.at(-1));
  if (previous?.kind.type === 'choice') {
    return previous.kind.values;
  }
  if (isValueOf(previous)) {
    return FILES;
  }
  if (isAssigned) {
    return ['true', 'false'];
  }
  const operands = [
    ...beforeEnd.filter(
      (word, i) => !word.startsWith('-') && !isValueOf(optionOf(beforeEnd[i - 1])),
    ),
    ...typed.slice(end + 1),
  ];
  if (operands[0] === COMPLETION) {
    return operands.length === 1 ? SHELLS : [];
  }
  if (isEnded || (operands[0] === REPLAY && !current.startsWith('-'))) {
    return FILES;
  }
  return names(beforeEnd, operands, current.startsWith('-'));
}

/** The option of this name, with its dashes. */
function optionOf(word: string | undefined): OptionDefinition | undefined {
  return TABLE.find((option) => typedNames(option).includes(word ?? ''));
}

function isValueOf(option: OptionDefinition | undefined): boolean {
  return option !== undefined && takesValue(option);
}

/**
 * The names of options that are not typed yet, or of commands. yargs describes them as the shell
 * wants it, which it knows by $SHELL: the scripts set it.
 *
 * @param typed the options, and other words, before the last word.
 * @param operands those of them that are neither options nor values.
 */
function names(
  typed: readonly string[],
  operands: readonly string[],
  isOption: boolean,
): Promise<readonly string[]> {
  const completer = yargs([])
    .scriptName('sinfit-tui')
    .detectLocale(false)
    .exitProcess(false)
    .help(false)
    .version(false);
  const known = typed.filter((word) => optionOf(word) !== undefined);
  const isReplay = operands[0] === REPLAY;
  if (operands.length === 0 && known.every((word) => goesWithReplay(optionOf(word)!))) {
    completer.command(REPLAY, 'Show a recording');
    if (typed.length === 0) {
      completer.command(COMPLETION, 'Print a script for completion');
    }
  }
  for (const option of isReplay ? TABLE.filter(goesWithReplay) : TABLE) {
    // A single letter is no help to anybody who has to look for it.
    for (const name of typedNames(option).filter((typed) => typed.startsWith('--'))) {
      completer.option(name.slice(2), { describe: describe(option) });
    }
  }
  // Nothing from outside: yargs stumbles over names that every object has, such as --constructor.
  return completer.getCompletion([...known, 'x', isOption ? '--' : '']);
}

function goesWithReplay({ name, group }: OptionDefinition): boolean {
  return group === 'Information' || (REPLAY_OPTIONS as readonly string[]).includes(name);
}
