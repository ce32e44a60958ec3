/** Files that recordings are written to. */

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
import { writersOf } from './otherWriters.js';

/** A file to which a recording is written. */
export interface RecordingFile {
  /** Its name as given, safe for messages. */
  readonly name: string;
  /**
   * Appends whole lines and returns once the system has them, so that they survive a crash of the
   * program. If only part of a line could be written, that part is removed.
   *
   * @throws Error that names the file and says why it cannot be written.
   */
  write(lines: string): void;
  close(): void;
}

/**
 * Opens a file for a recording.
 *
 * @param force whether to overwrite an existing file, unless somebody is writing to it.
 * @throws Error that names the file and says why it cannot be opened.
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

/** Opens the file before looking for other writers, so that if two start at once, one notices. */
function openToOverwrite(path: string): number {
  const { O_CREAT, O_NONBLOCK, O_WRONLY } = constants;
  // Otherwise opening a pipe without a reader would block silently.
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

/** Who else is writing to a file, in words; null if nobody is known to. */
function writerProblem(stats: BigIntStats, own: number | null): string | null {
  const others = writersOf(stats).filter(({ pid, fd }) => pid !== process.pid || fd !== own);
  if (others.length === 0) {
    return null;
  }
  const isPrintedTo = others.some(({ pid }) => pid === process.pid);
  const who = isPrintedTo
    ? 'this program prints to it'
    : `process ${others[0]!.pid} is writing to it`;
  return `${who}; use another file`;
}

/** Why a file could not be opened; suggests `--force` only where that would help. */
function openingProblem(error: unknown, path: string): string {
  if (!isSystemError(error, 'EEXIST')) {
    return fileProblem(error);
  }
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  if (stats?.isDirectory()) {
    return 'is a directory, not a file';
  }
  return (
    (stats?.isFile() && writerProblem(stats, null)) ||
    `${fileProblem(error)}; --force overwrites it`
  );
}

/** Truncates a file; a pipe, which cannot be truncated, stays as it is. */
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
 * Creates a file atomically: a reader sees all of it or nothing.
 *
 * @throws the system's error; EEXIST if a file of that name exists.
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
    // Renaming would overwrite a file, so the name is claimed first, which only one process can do.
    closeSync(openSync(path, 'wx'));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary);
    throw error;
  }
}
