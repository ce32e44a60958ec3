/** Detects terminals that are gone, because the window was closed or the connection broke. */

import { closeSync, fstatSync, writeSync } from 'node:fs';
import { signalExitCode } from './exitCodes.js';
import { isSystemError } from './fileProblem.js';

/** The exit code when the terminal is gone. */
export const HANG_UP = signalExitCode('SIGHUP');

/** Standard input, output and error. */
const STANDARD_FILES = [0, 1, 2];

/** Whether a write failed because the open file is a terminal that is gone. */
export function isHangUp(error: unknown, file: number): boolean {
  return isSystemError(error, 'EIO') && isTerminal(file);
}

/**
 * Closes the standard files whose terminal is gone or, after a hang-up, that are terminals at all: the
 * signal may come before the terminal is quite gone. Must be the last thing the process does. Without
 * it Node.js would abort on exit, unable to reset the terminal.
 */
export function closeGoneTerminals(exitCode: number): void {
  for (const file of STANDARD_FILES) {
    if (exitCode === HANG_UP ? isTerminal(file) : isGone(file)) {
      closeSync(file);
    }
  }
}

function isGone(file: number): boolean {
  try {
    writeSync(file, '');
    return false;
  } catch (error) {
    // A terminal opened only for reading does not show whether it is gone.
    return isHangUp(error, file) || isSystemError(error, 'EBADF');
  }
}

function isTerminal(file: number): boolean {
  return fstatSync(file).isCharacterDevice();
}
