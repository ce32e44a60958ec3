import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { fileProblem, isSystemError } from './fileProblem.js';
import { isHangUp } from './hangUp.js';

/** Where text goes: a stream or a file descriptor. */
export type Target = Writable | number;

/**
 * The process's own streams, as file descriptors: Node.js's streams would take 5 % of a headless run.
 * Like theirs, writes wait for a slow reader.
 */
export const STDOUT = 1;
export const STDERR = 2;

/** Milliseconds before writing to a full non-blocking pipe again. */
const RETRY = 10;

/**
 * Writes text and waits until the target has accepted it, so that a slow reader slows the program
 * down instead of filling its memory. Text for a terminal that is gone is lost.
 *
 * @throws Error that says why stdout cannot be written; if a pipe's reader is gone, the target's
 *   own error, see `isClosedPipe`.
 */
export async function writeText(target: Target, text: string): Promise<void> {
  try {
    await write(target, text);
  } catch (error) {
    if (typeof target === 'number' && isHangUp(error, target)) {
      // The system sends the same signal, perhaps later; its listeners clean up.
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
    // The error is also emitted as an event, which without a listener would end the program.
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

/** Writes a message for the user. Ignores system errors: there is nobody to tell. */
export async function writeMessage(target: Target, text: string): Promise<void> {
  try {
    await write(target, text);
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
  }
}

/** Whether the error means that a pipe's reader is gone, as after `| head`. */
export function isClosedPipe(error: unknown): boolean {
  return isSystemError(error, 'EPIPE');
}
