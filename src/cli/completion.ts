import { OPTION_TABLE, type OptionDefinition } from '../options/table.js';
import { takesValue, typedNames } from '../options/words.js';
import { COMPLETION, COMPLETION_REQUEST, goesWithReplay, REPLAY } from './commands.js';
import { describeProgram } from './help.js';

/** The answer to a shell that shall offer what it knows itself: the names of files. */
const FILES: readonly string[] = [];

/**
 * The completions of the last of the words after the program's name, as a completion script asks
 * for them. The shell itself leaves out those that do not fit what is typed of that word. The value
 * in `--format=csv` is completed alone, without what is before it.
 *
 * yargs knows the answers, but not where a value or a file is expected, and it stumbles over names
 * that every object has, such as --constructor: it is only told of words that it knows.
 */
export function completions(words: readonly string[]): readonly string[] {
  // bash takes `--format=csv` for three words, the other shells for one.
  const parts = words.flatMap((word) => /^(--[^=]+)(=)(.*)$/s.exec(word)?.slice(1) ?? [word]);
  const current = parts.at(-1) === '=' ? '' : (parts.pop() ?? '');
  const isAssigned = parts.at(-1) === '=';
  const typed = parts.filter((part) => part !== '=');
  const options = typed.map(optionNamed);
  const previous = options.at(-1);
  if (previous?.kind.type === 'choice') {
    return ask([typed.at(-1)!, '']);
  }
  if (typed.includes('--') || isValueOf(previous)) {
    return FILES;
  }
  if (isAssigned) {
    return ['true', 'false'];
  }
  const known = typed.filter((_, i) => options[i] !== undefined);
  const [command, ...operands] = typed.filter(
    (word, i) => !word.startsWith('-') && !isValueOf(options[i - 1]),
  );
  const isOption = current.startsWith('-');
  if (command === COMPLETION) {
    return operands.length === 0 ? ask([COMPLETION, '']) : [];
  }
  if (command === REPLAY) {
    return isOption ? ask([REPLAY, ...known, '--']) : FILES;
  }
  const isCommand =
    command === undefined && options.every((option) => option && goesWithReplay(option));
  return ask([...known, isCommand && !isOption ? '' : '--']);
}

/** What yargs offers for the last of these words, described for the shell that $SHELL names. */
function ask(words: readonly string[]): readonly string[] {
  let answer = '';
  const argv = [COMPLETION_REQUEST, 'sinfit-tui', ...words];
  describeProgram(argv).parse(argv, (_error: unknown, _argv: unknown, output: string) => {
    answer = output;
  });
  return answer === '' ? [] : answer.split('\n');
}

/** The option of this name, with its dashes. */
function optionNamed(word: string): OptionDefinition | undefined {
  return OPTION_TABLE.find((option) => typedNames(option).includes(word));
}

function isValueOf(option: OptionDefinition | undefined): boolean {
  return option !== undefined && takesValue(option);
}
