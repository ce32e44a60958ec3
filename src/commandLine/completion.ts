import yargs from 'yargs';
import { OPTION_TABLE, type OptionDefinition, type OptionKind, typedNames } from '../options.js';
import { COMPLETION, REPLAY, REPLAY_OPTIONS } from './commands.js';
import { describe } from './help.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

/** What a shell is answered that shall offer what it has itself: the names of files. */
const NOTHING = '\n';

/**
 * The answer to arguments that concern completion: a script that makes the shell complete this
 * program's options, or, asked by that script, the completions, one a line. yargs goes by $SHELL:
 * zsh, fish or else bash.
 */
export function completionText(argv: readonly string[]): string {
  // bash and zsh say the program's name before its first argument, fish does not.
  const isFirst = argv.length <= 3;
  const isReplay = argv.slice(1, 3).includes(REPLAY) && argv.at(-1) !== REPLAY;
  if (isOpenValue(argv.at(-2)) || (isReplay && !argv.at(-1)!.startsWith('-'))) {
    return NOTHING;
  }
  const completer = yargs([])
    .scriptName('sinfit-tui')
    .detectLocale(false)
    .exitProcess(false)
    .help(false)
    .version(false)
    .completion(COMPLETION, isFirst && 'Print a script for completion');
  if (isFirst) {
    completer.command(REPLAY, 'Show a recording');
  }
  for (const option of isReplay ? TABLE.filter(goesWithReplay) : TABLE) {
    // A single letter is no help to anybody who has to look for it.
    for (const typed of typedNames(option).filter((name) => name.startsWith('--'))) {
      completer.option(typed.slice(2), {
        describe: describe(option),
        ...(option.kind.type === 'choice' && { choices: option.kind.values }),
      });
    }
  }
  let text = '';
  try {
    completer.parse([...argv], (_error: unknown, _parsed: unknown, output: string) => {
      text = output;
    });
  } catch {
    // yargs stumbles over names that every object has, such as --constructor.
  }
  return `${text}\n`;
}

const LISTED: readonly OptionKind['type'][] = ['choice', 'switch', 'flag'];

/** Whether a word is an option that a value follows of which there is no list. */
function isOpenValue(word: string | undefined): boolean {
  return TABLE.some(
    (option) => !LISTED.includes(option.kind.type) && typedNames(option).includes(word ?? ''),
  );
}

function goesWithReplay({ name, group }: OptionDefinition): boolean {
  return group === 'Information' || (REPLAY_OPTIONS as readonly string[]).includes(name);
}
