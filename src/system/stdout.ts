import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { fileProblem, isSystemError } from './fileProblem.js';
import { isHangUp } from './hangUp.js';

/** Where text goes: a stream, or the number of an open file. */
export type Target = Writable | number;

/**
 * The process's own, by number: Node.js's streams for them are a twentieth of the time of a whole
 * headless run. As these do, a write to them waits for a slow reader.
 */
export const STDOUT = 1;
export const STDERR = 2;

/** Milliseconds until a pipe that is full and does not wait itself is tried again. */
const RETRY = 10;

/**
 * Writes text and waits until the target has taken it, so that a slow reader slows the program
 * down instead of filling its memory. What is written to a terminal that is gone is lost.
 *
 * @throws Error whose message says why stdout cannot be written; the target's own when its reader
 *   has gone, see `isClosedPipe`.
 */
export async function writeText(target: Target, text: string): Promise<void> {
  try {
    await write(target, text);
  } catch (error) {
    if (typeof target === 'number' && isHangUp(error, target)) {
      // As the system does, perhaps later: whoever has something to end hears of it.
      process.kill(process.pid, 'SIGHUP');
      return;
    }
    if (!isSystemError(error) || isClosedPipe(error)) {
      throw error;
    }
    throw new Error(`stdout: ${fileProblem(error)}`, { cause: error });
  }
}

function write(target: Target, text: string): Promise<void> {
  return typeof target === 'number' ? writeFile(target, text) : writeStream(target, text);
}

async function writeFile(file: number, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (error) {
      if (!isSystemError(error, 'EAGAIN')) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

function writeStream(stream: Writable, text: string): Promise<void> {
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

/** Writes a message for the user; where the system does not take it, nobody could read it. */
export async function writeMessage(target: Target, text: string): Promise<void> {
  try {
    await write(target, text);
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
  }
}

/** Whether the error says that the reader of a pipe has gone, as `head` does. */
export function isClosedPipe(error: unknown): boolean {
  return isSystemError(error, 'EPIPE');
}
