/** The words that may stand in the place of the first argument that is no option. */

import type { OptionDefinition, OptionName } from '../options/table.js';

/** Shows a recording. */
export const REPLAY = 'replay';

/** The options that make sense with a recording. */
const REPLAY_OPTIONS: readonly OptionName[] = ['ascii', 'color', 'headless', 'config'];

/** Whether an option makes sense with a recording, also to ask for help. */
export function goesWithReplay({ name, group }: OptionDefinition): boolean {
  return group === 'Information' || (REPLAY_OPTIONS as readonly string[]).includes(name);
}

/** Prints the script for completion. */
export const COMPLETION = 'completion';

/** The shells that there is completion for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** How each is typed. */
export const USAGES: Readonly<Record<string, string>> = {
  [REPLAY]: 'sinfit-tui replay FILE',
  [COMPLETION]: `sinfit-tui completion ${SHELLS.join('|')}`,
};

/** The argument with which the completion scripts ask for completions; the name is yargs' own. */
export const COMPLETION_REQUEST = '--get-yargs-completions';
