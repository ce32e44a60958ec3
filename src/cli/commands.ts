/** The commands: words allowed as the first argument that is not an option. */

import type { OptionDefinition, OptionName } from '../options/table.js';

/** Plays recordings. */
export const REPLAY = 'replay';

/** Stands for stdin instead of the name of a recording. */
export const STDIN = '-';

/** The options that make sense with a recording. */
const REPLAY_OPTIONS: readonly OptionName[] = [
  'pace',
  'paused',
  'ascii',
  'color',
  'headless',
  'config',
];

/** Whether an option makes sense with a recording; `--help` and the like always do. */
export function goesWithReplay({ name, group }: OptionDefinition): boolean {
  return group === 'Information' || (REPLAY_OPTIONS as readonly string[]).includes(name);
}

/** Prints a completion script. */
export const COMPLETION = 'completion';

/** The shells with completion. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** How each is typed. */
export const USAGES: Readonly<Record<string, string>> = {
  [REPLAY]: 'sinfit-tui replay FILE...',
  [COMPLETION]: `sinfit-tui completion ${SHELLS.join('|')}`,
};

/** The argument by which completion scripts request completions; yargs chose the name. */
export const COMPLETION_REQUEST = '--get-yargs-completions';
