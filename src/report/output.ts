import type { Writable } from 'node:stream';

/**
 * Writes text and waits until the stream has taken it, so that a slow reader slows the program
 * down instead of filling its memory.
 *
 * @throws the stream's error, such as EPIPE or ENOSPC.
 */
export function writeText(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The error also comes as an event, which would end the program if nobody listened.
    stream.once('error', reject);
    stream.write(text, (error) => {
      if (error) {
        reject(error);
        return;
      }
      stream.off('error', reject);
      resolve();
    });
  });
}

/** Writes a message for the user; where nobody can read it, nothing is lost. */
export function writeMessage(stream: Writable, text: string): Promise<void> {
  return writeText(stream, text).catch(() => {});
}

/** Whether the error says that the reader of a pipe has gone, as `head` does. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
