/** The words that may stand in the place of the first option. */

import type { OptionName } from '../options.js';

/** Shows a recording. */
export const REPLAY = 'replay';

/** The options that make sense with a recording. */
export const REPLAY_OPTIONS: readonly OptionName[] = ['ascii', 'color', 'headless', 'config'];

/** Prints the script for completion. */
export const COMPLETION = 'completion';

/** How each is typed. */
export const USAGES: Readonly<Record<string, string>> = {
  [REPLAY]: 'sinfit-tui replay FILE',
  [COMPLETION]: 'sinfit-tui completion, which goes by $SHELL',
};
