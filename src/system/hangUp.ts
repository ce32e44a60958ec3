/** Detects terminals that are gone, because the window was closed or the connection broke. */

import { closeSync, fstatSync, writeSync } from 'node:fs';
import { isSystemError } from './fileProblem.js';

/** Standard input, output and error. */
const STANDARD_FILES = [0, 1, 2];

/** Whether a write failed because the open file is a terminal that is gone. */
export function isHangUp(error: unknown, file: number): boolean {
  return isSystemError(error, 'EIO') && fstatSync(file).isCharacterDevice();
}

/**
 * Closes the standard files whose terminal is gone. Must be the last thing the process does.
 * Without it Node.js would abort on exit, unable to reset the terminal.
 */
export function closeGoneTerminals(): void {
  for (const file of STANDARD_FILES) {
    try {
      writeSync(file, '');
    } catch (error) {
      if (isHangUp(error, file) || isReadOnly(error)) {
        closeSync(file);
      }
    }
  }
}

/** A terminal opened only for reading does not tell whether it is gone. */
function isReadOnly(error: unknown): boolean {
  return isSystemError(error, 'EBADF');
}
