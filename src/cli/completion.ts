import { LESSON_NAMES } from '../lessons/names.js';
import { OPTION_TABLE, type OptionDefinition } from '../options/table.js';
import { takesValue, typedNames } from '../options/words.js';
import {
  COMPLETION,
  COMPLETION_REQUEST,
  goesWithLearn,
  goesWithReplay,
  LEARN,
  REPLAY,
} from './commands.js';
import { describeProgram } from './help.js';

/** An empty reply: the shell completes file names. */
const FILES: readonly string[] = [];

/**
 * The completions of the last of the words after the program's name, for a completion script. The
 * shell drops those that do not match what has been typed. In `--format=csv` only the value is
 * completed.
 *
 * yargs knows the answers, but not where a value or a file is expected, and it trips over the names
 * of object properties, such as --constructor. So it is only given words that it knows.
 */
export function completions(words: readonly string[]): readonly string[] {
  // bash takes `--format=csv` for three words, the other shells for one.
  const parts = words.flatMap((word) => /^(--[^=]+)(=)(.*)$/s.exec(word)?.slice(1) ?? [word]);
  const current = parts.at(-1) === '=' ? '' : (parts.pop() ?? '');
  const isAssigned = parts.at(-1) === '=';
  const typed = parts.filter((part) => part !== '=');
  const options = typed.map(optionNamed);
  const previous = options.at(-1);
  const list = options.findLast((option) => option !== undefined);
  if (previous?.kind.type === 'choice') {
    return ask([typed.at(-1)!, '']);
  }
  if (list?.kind.type === 'optimizers' && !current.startsWith('-') && !typed.includes('--')) {
    return ask([`--${list.name}`, '']);
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
  if (command === LEARN) {
    return isOption ? ask([LEARN, ...known, '--']) : operands.length === 0 ? lessons(current) : [];
  }
  if (command === REPLAY) {
    return isOption ? ask([REPLAY, ...known, '--']) : FILES;
  }
  const isCommand =
    command === undefined &&
    options.every((option) => option && (goesWithReplay(option) || goesWithLearn(option)));
  return ask([...known, isCommand && !isOption ? '' : '--']);
}

/** The names of lessons; files, if none starts with what is typed. */
function lessons(current: string): readonly string[] {
  return LESSON_NAMES.some((name) => name.startsWith(current)) ? LESSON_NAMES : FILES;
}

/** What yargs offers for the last of these words, with descriptions as $SHELL wants them. */
function ask(words: readonly string[]): readonly string[] {
  let answer = '';
  const argv = [COMPLETION_REQUEST, 'sinfit-tui', ...words];
  describeProgram(argv).parse(argv, (_error: unknown, _argv: unknown, output: string) => {
    answer = output;
  });
  return answer === '' ? [] : answer.split('\n');
}

/** The option with this name, which includes the dashes. */
function optionNamed(word: string): OptionDefinition | undefined {
  return OPTION_TABLE.find((option) => typedNames(option).includes(word));
}

function isValueOf(option: OptionDefinition | undefined): boolean {
  return option !== undefined && takesValue(option);
}
