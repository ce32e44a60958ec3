import type { Writable } from 'node:stream';
import { fileProblem } from '../fileProblem.js';

/**
 * Writes text and waits until the stream has taken it, so that a slow reader slows the program
 * down instead of filling its memory.
 *
 * @throws Error whose message says why stdout cannot be written; the stream's own when its reader
 *   has gone, see `isClosedPipe`.
 */
export function writeText(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(readable(error));
    // The error also comes as an event, which would end the program if nobody listened.
    stream.once('error', fail);
    stream.write(text, (error) => {
      if (error) {
        fail(error);
        return;
      }
      stream.off('error', fail);
      resolve();
    });
  });
}

function readable(error: Error): Error {
  return isClosedPipe(error) ? error : new Error(`stdout: ${fileProblem(error)}`, { cause: error });
}

/** Writes a message for the user; where nobody can read it, nothing is lost. */
export function writeMessage(stream: Writable, text: string): Promise<void> {
  return writeText(stream, text).catch(() => {});
}

/** Whether the error says that the reader of a pipe has gone, as `head` does. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
