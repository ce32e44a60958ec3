/** A terminal that is gone: its window was closed, or its connection broke. */

import { closeSync, fstatSync, writeSync } from 'node:fs';
import { isSystemError } from './fileProblem.js';

/** Standard input, output and error. */
const STANDARD_FILES = [0, 1, 2];

/** Whether a write to an open file failed because that is a terminal which is gone. */
export function isHangUp(error: unknown, file: number): boolean {
  return isSystemError(error) && error.code === 'EIO' && fstatSync(file).isCharacterDevice();
}

/**
 * Closes the standard files whose terminal is gone, as the last that the process does: Node.js
 * aborts when it cannot reset a terminal in the end, but not when there is none any more.
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

/** A terminal that is open for reading alone does not tell whether it is gone. */
function isReadOnly(error: unknown): boolean {
  return isSystemError(error) && error.code === 'EBADF';
}
