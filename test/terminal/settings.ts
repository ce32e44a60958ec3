/** What a program did to its terminal's settings (the termios that `stty` shows). */

import { constants } from 'node:os';

/** `stty -g` from before the program's start and after its end; null where not written yet. */
export interface Settings {
  readonly before: string | null;
  readonly after: string | null;
}

/** The numbers of all signals but those that nothing catches and those that stop a process. */
const catchable = Object.entries(constants.signals)
  .filter(([name]) => !/^SIG(KILL|STOP|TSTP|TTIN|TTOU|CHLD)$/.test(name))
  .map(([, number]) => number);

/**
 * The shell waits until the program is gone, and then writes on the same terminal. The traps let
 * it outlive a signal to the process group; unlike ignored signals, they are not inherited.
 */
const SCRIPT = `
trap : ${catchable.join(' ')}
echo "before: $(stty -g)"
"$@"
code=$?
echo "after: $(stty -g)"
exit $code
`;

/**
 * Wraps a command in a shell that writes the terminal's settings before and after it.
 *
 * The exit code stays that of the command; death by signal n becomes the shell's 128 + n.
 */
export function betweenSettings(
  command: string,
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } {
  return { command: 'sh', args: ['-c', SCRIPT, 'sh', command, ...args] };
}

/** Reads the settings from the whole output of a command wrapped by `betweenSettings`. */
export function readSettings(output: string): Settings {
  return {
    before: /before: (\S+)\r\n/.exec(output)?.[1] ?? null,
    after: /after: (\S+)\r\n/.exec(output)?.[1] ?? null,
  };
}
