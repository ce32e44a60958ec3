/** How the program ends, for shells; 0 is done or quit. */

import { constants } from 'node:os';

export const FAILURE = 1;
/** Some answers were wrong. */
export const WRONG = 1;
export const USAGE = 2;
/** A run outside the dashboard diverged or cannot converge. */
export const DIVERGED = 3;

/** The exit code of a program that a signal ends: 128 and its number. */
export function signalExitCode(name: NodeJS.Signals): number {
  return 128 + constants.signals[name];
}

/** What the exit codes mean. */
export const EXIT_CODES =
  `0 done or quit, ${FAILURE} failure, ${USAGE} usage error, ` +
  `${DIVERGED} a run outside the dashboard diverged or cannot converge, 128 + n ended by signal n.`;

/** What they mean when answers are checked. */
export const ANSWER_CODES = `0 all right, ${WRONG} some wrong, ${USAGE} unreadable.`;
