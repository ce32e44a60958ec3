import yargs from 'yargs';
import { OPTION_TABLE, type OptionDefinition, typedNames } from '../options.js';
import { COMMAND } from './completionRequest.js';
import { describe } from './help.js';

/**
 * The answer to arguments that concern completion: a script that makes the shell complete this
 * program's options, or, asked by that script, the completions, one a line. yargs goes by $SHELL:
 * zsh, fish or else bash.
 */
export function completionText(argv: readonly string[]): string {
  const completer = yargs([])
    .scriptName('sinfit-tui')
    .detectLocale(false)
    .exitProcess(false)
    .help(false)
    .version(false)
    .completion(COMMAND, false);
  for (const option of OPTION_TABLE as readonly OptionDefinition[]) {
    // A single letter is no help to anybody who has to look for it.
    for (const typed of typedNames(option).filter((name) => name.startsWith('--'))) {
      completer.option(typed.slice(2), {
        describe: describe(option),
        ...(option.kind.type === 'choice' && { choices: option.kind.values }),
      });
    }
  }
  let text = '';
  completer.parse([...argv], (_error: unknown, _parsed: unknown, output: string) => {
    text = output;
  });
  return `${text}\n`;
}
