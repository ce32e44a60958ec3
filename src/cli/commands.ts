/** The commands: words allowed as the first argument that is not an option. */

import type { OptionDefinition, OptionName } from '../options/table.js';

/** Plays recordings. */
export const REPLAY = 'replay';

/** Stands for stdin instead of the name of a recording. */
export const STDIN = '-';

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

/** Gives a lesson, or lists them. */
export const LEARN = 'learn';

/** The options that make sense with a lesson; the lesson itself says what to train. */
const LEARN_OPTIONS: readonly OptionName[] = ['ascii', 'color', 'announce', 'answers', 'config'];

/** Whether an option makes sense with a lesson; `--help` and the like always do. */
export function goesWithLearn({ name, group }: OptionDefinition): boolean {
  return group === 'Information' || (LEARN_OPTIONS as readonly string[]).includes(name);
}

/** Prints a completion script. */
export const COMPLETION = 'completion';

/** The shells with completion. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** How each is typed. */
export const USAGES: Readonly<Record<string, string>> = {
  [REPLAY]: 'sinfit-tui replay FILE...',
  [LEARN]: 'sinfit-tui learn LESSON',
  [COMPLETION]: `sinfit-tui completion ${SHELLS.join('|')}`,
};

/** The argument by which completion scripts request completions; yargs chose the name. */
export const COMPLETION_REQUEST = '--get-yargs-completions';
