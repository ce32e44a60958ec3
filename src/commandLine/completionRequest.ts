import { COMPLETION } from './commands.js';

/** The argument with which the script asks for completions; the name is yargs' own. */
const REQUEST = '--get-yargs-completions';

/** Whether the arguments concern completion: the user's command, or what its script calls. */
export function asksForCompletion(argv: readonly string[]): boolean {
  return argv[0] === REQUEST || (argv.length === 1 && argv[0] === COMPLETION);
}
