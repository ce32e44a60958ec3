/** Files that runs are written to. */

import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { printable } from '../commandLine/quote.js';
import { fileProblem } from '../fileProblem.js';

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
 * @param force whether a file of that name is overwritten.
 * @throws Error whose message names the file and says why not.
 */
export function openRecordingFile(path: string, force: boolean): RecordingFile {
  const name = printable(path);
  let file: number;
  try {
    file = openSync(path, force ? 'w' : 'wx');
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

/** What cannot be overwritten either is no matter of `--force`. */
function openingProblem(error: unknown, path: string): string {
  if (!isExisting(error)) {
    return fileProblem(error);
  }
  return statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? 'this is a folder'
    : `${fileProblem(error)}; --force overwrites it`;
}

/** What is no file, such as a pipe, cannot be cut; what it got stays. */
function truncate(file: number, length: number): void {
  try {
    ftruncateSync(file, length);
  } catch {}
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

function isExisting(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
