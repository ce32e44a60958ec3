/** Finds out who is writing to a file. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isSystemError } from '../system/fileProblem.js';

/** A process that has a file open for writing, and its file descriptor. */
export interface Writer {
  readonly pid: number;
  readonly fd: number;
}

/** The bits of a file's flags for reading, writing or both. */
const ACCESS = 3;

/**
 * The processes that have this file open for writing, including this one, as far as the system
 * shows; Linux shows the user's own processes. Unlike a lock file, this leaves nothing behind after a
 * crash.
 */
export function writersOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): Writer[] {
  return numbersIn('/proc').flatMap((pid) =>
    numbersIn(`/proc/${pid}/fd`)
      .filter((fd) => isWriter(pid, fd))
      .map((fd) => ({ pid, fd })),
  );

  function isWriter(pid: number, fd: number): boolean {
    const info = unlessGone(() => readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8')) ?? '';
    const isWritten = (Number.parseInt(field(info, 'flags'), 8) & ACCESS) !== 0;
    // Looking at the file itself may take long if it is on another machine.
    if (!isWritten || (field(info, 'ino') || String(ino)) !== String(ino)) {
      return false;
    }
    const file = unlessGone(() => statSync(`/proc/${pid}/fd/${fd}`, { bigint: true }));
    return file?.dev === dev && file.ino === ino;
  }
}

function numbersIn(directory: string): number[] {
  return (unlessGone(() => readdirSync(directory)) ?? []).map(Number).filter(Number.isInteger);
}

/** The value of a field; empty if there is none. */
function field(info: string, name: string): string {
  return new RegExp(`^${name}:\\s*(\\w+)$`, 'm').exec(info)?.[1] ?? '';
}

/** Null if the process has ended, or is another user's, or the system has no /proc. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ERR_ACCESS_DENIED')) {
      return null;
    }
    throw error;
  }
}
