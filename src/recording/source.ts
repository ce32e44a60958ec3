/** Where a recording comes from: a file that may still grow, or a pipe. */

import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordingError } from './lines.js';

/** Milliseconds between two looks at a file that has not grown. */
const LOOK = 200;

const CHUNK = 65_536;

/** Bytes; or null where there are no more for now. */
export type Piece = Buffer | null;

/**
 * The bytes of a file to its end, then those that are added to it.
 *
 * @param follow whether to wait for more at the end; without it the end is the end.
 * @throws the system's error, or RecordingError when another recording stands in the file's place.
 */
export async function* readFile(
  path: string,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const file = await open(path);
  try {
    for (let position = 0; !signal.aborted; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, position);
      if (bytesRead > 0) {
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
        continue;
      }
      yield null;
      if (!follow) {
        return;
      }
      await refuseAnother(file, path, position);
      await sleep(LOOK, undefined, { signal }).catch(() => {});
    }
  } finally {
    await file.close();
  }
}

/** A recording that begins anew in the same file, or in a new one of that name, is another one. */
async function refuseAnother(file: FileHandle, path: string, length: number): Promise<void> {
  const { size, dev, ino } = await file.stat();
  if (size < length) {
    throw new RecordingError('the file has become shorter: it is being written anew');
  }
  // Where there is none any more, its last lines may still be written.
  const named = await stat(path).catch(() => null);
  if (named !== null && (named.dev !== dev || named.ino !== ino)) {
    throw new RecordingError('another file has taken its place');
  }
}

/** The bytes of a pipe, until it is closed. */
export async function* readPipe(input: Readable): AsyncGenerator<Piece> {
  let begun = false;
  for await (const bytes of input as AsyncIterable<Buffer>) {
    yield bytes;
    // The first line may come in parts.
    begun ||= bytes.includes('\n');
    if (begun && input.readableLength === 0) {
      yield null;
    }
  }
  yield null;
}
