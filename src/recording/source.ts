/** Sources of recordings: files that may still grow, and pipes. */

import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSystemError } from '../system/fileProblem.js';
import { RecordingError } from './members.js';

/** Milliseconds before looking again at a file that has not grown. */
const LOOK = 200;

const CHUNK = 65_536;

/** This many of the latest bytes are read again, to see that the file is still the same. */
const OVERLAP = 256;

/**
 * Bytes, or null when there are no more for now, `rewritten` when the next bytes start another file, and
 * `gone` when there is no file of that name any more.
 */
export type Piece = Buffer | null | 'rewritten' | 'gone';

/**
 * The bytes of a file to its end, then those appended to it. A file that is rewritten or replaced is
 * read from its beginning, as by `tail -F`.
 *
 * @param follow whether to wait for more at the end.
 * @throws the system's error, or RecordingError when a file that is not followed is rewritten.
 */
export async function* readFile(
  path: string,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  let file = await open(path);
  try {
    let position = 0;
    let known = Buffer.alloc(0);
    let lastYielded: Piece = known;
    while (!signal.aborted) {
      const from = position - known.length;
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, from);
      const bytes = buffer.subarray(0, bytesRead);
      const isSame = bytes.subarray(0, known.length).equals(known);
      if (isSame && bytesRead > known.length) {
        lastYielded = bytes.subarray(known.length);
        position = from + bytesRead;
        known = bytes.subarray(-OVERLAP);
        yield lastYielded;
        continue;
      }
      if (isSame && lastYielded instanceof Buffer) {
        lastYielded = null;
        yield lastYielded;
      }
      if (!follow) {
        if (isSame) {
          return;
        }
        throw new RecordingError('the file was rewritten while being read');
      }
      const next = isSame ? await fileInPlaceOf(file, path) : file;
      if (next === 'gone') {
        if (lastYielded !== 'gone') {
          lastYielded = next;
          yield lastYielded;
        }
      } else if (next !== null) {
        if (next !== file) {
          await file.close();
          file = next;
        }
        position = 0;
        known = Buffer.alloc(0);
        lastYielded = 'rewritten';
        yield lastYielded;
        continue;
      }
      await pause(LOOK, signal);
    }
  } finally {
    await file.close();
  }
}

/** The file that now has the name; null while it is the same one. */
async function fileInPlaceOf(file: FileHandle, path: string): Promise<FileHandle | 'gone' | null> {
  try {
    const named = await stat(path, { bigint: true });
    // Opening a pipe would block until it has a writer.
    if (!named.isFile()) {
      return 'gone';
    }
    const { dev, ino } = await file.stat({ bigint: true });
    return named.dev === dev && named.ino === ino ? null : await open(path);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) {
      return 'gone';
    }
    throw error;
  }
}

/** Sleeps for this many milliseconds, or until the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

/** The bytes of a pipe, until it is closed. */
export async function* readPipe(input: Readable): AsyncGenerator<Piece> {
  let begun = false;
  for await (const bytes of input as AsyncIterable<Buffer>) {
    yield bytes;
    // The first line may arrive in parts.
    begun ||= bytes.includes('\n');
    if (begun && input.readableLength === 0) {
      yield null;
    }
  }
  yield null;
}
