/** Files that runs are written to. */

import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { fileProblem, isSystemError } from '../system/fileProblem.js';
import { printable } from '../text/quote.js';
import { writersOf } from './writers.js';

/** A file that a recording grows in. */
export interface RecordingFile {
  /** Its name as it was given, fit for a message. */
  readonly name: string;
  /**
   * Adds whole lines, and returns when the system has them: whatever becomes of the program, a
   * reader finds no line of them missing. A part of a line that could not be written is taken back.
   *
   * @throws Error whose message names the file and says why it cannot be written.
   */
  write(lines: string): void;
  close(): void;
}

/**
 * Opens a file for a recording.
 *
 * @param force whether a file of that name is overwritten, unless somebody is writing to it.
 * @throws Error whose message names the file and says why not.
 */
export function openRecordingFile(path: string, force: boolean): RecordingFile {
  const name = printable(path);
  let file: number;
  try {
    file = force ? openToOverwrite(path) : openSync(path, 'wx');
  } catch (error) {
    throw new Error(`${name}: ${openingProblem(error, path)}`, { cause: error });
  }
  let length = 0;

  return {
    name,
    write(lines) {
      const bytes = Buffer.from(lines);
      try {
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file, bytes, done);
        }
        length += bytes.length;
      } catch (error) {
        truncate(file, length);
        throw new Error(`${name}: ${fileProblem(error)}`, { cause: error });
      }
    },
    close() {
      closeSync(file);
    },
  };
}

/** Opens before it looks who writes there, so that of two that begin at once none is missed. */
function openToOverwrite(path: string): number {
  const { O_CREAT, O_NONBLOCK, O_WRONLY } = constants;
  // Or else a pipe that nobody reads would be waited for, without a word.
  const file = openSync(path, O_WRONLY | O_CREAT | O_NONBLOCK, 0o666);
  let isKept = false;
  try {
    const stats = fstatSync(file, { bigint: true });
    if (!stats.isFile()) {
      return openSync(path, 'w');
    }
    const problem = writerProblem(stats, file);
    if (problem !== null) {
      throw new Error(problem);
    }
    ftruncateSync(file);
    isKept = true;
    return file;
  } finally {
    if (!isKept) {
      closeSync(file);
    }
  }
}

/** Who else is writing to a file, in words; null where nobody is known to. */
function writerProblem(stats: BigIntStats, own: number | null): string | null {
  const others = writersOf(stats).filter(({ pid, fd }) => pid !== process.pid || fd !== own);
  if (others.length === 0) {
    return null;
  }
  const isPrintedTo = others.some(({ pid }) => pid === process.pid);
  const who = isPrintedTo
    ? 'this program prints to it'
    : `process ${others[0]!.pid} is writing to it`;
  return `${who}; record in another file`;
}

/** What cannot be overwritten either is no matter of `--force`. */
function openingProblem(error: unknown, path: string): string {
  if (!isSystemError(error, 'EEXIST')) {
    return fileProblem(error);
  }
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  if (stats?.isDirectory()) {
    return 'is a folder, not a file';
  }
  return (
    (stats?.isFile() && writerProblem(stats, null)) ||
    `${fileProblem(error)}; --force overwrites it`
  );
}

/** What is no file, such as a pipe, cannot be cut; what it got stays. */
function truncate(file: number, length: number): void {
  try {
    ftruncateSync(file, length);
  } catch (error) {
    if (!isSystemError(error, 'EINVAL')) {
      throw error;
    }
  }
}

/**
 * Writes a file that did not exist, all of it or nothing: a reader never sees a part.
 *
 * @throws the system's error; EEXIST where there is a file of that name.
 */
export function writeNewFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'wx');
  try {
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // Renaming would overwrite: the name is taken first, which only one can do.
    closeSync(openSync(path, 'wx'));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary);
    throw error;
  }
}
