/** Reads small files that a user wrote. */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { printable } from '../text/quote.js';
import { fileProblem, isSystemError } from './fileProblem.js';

const { O_NONBLOCK, O_RDONLY } = constants;

/** Maximum size of such a file in bytes: many times what it needs. */
const MAX_SIZE = 2 ** 20;

/** The error for a file that cannot be read; its message says why. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly isMissing = false,
  ) {
    super(message);
  }
}

/** @throws Unreadable when the file cannot be read or is a pipe, which might block or never end. */
export function readText(file: string): string {
  try {
    const descriptor = openSync(file, O_RDONLY | (O_NONBLOCK ?? 0));
    try {
      return readWhole(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    const isMissing = isSystemError(error, 'ENOENT', 'ENOTDIR');
    throw new Unreadable(printable(fileProblem(error)), isMissing);
  }
}

function readWhole(descriptor: number): string {
  if (fstatSync(descriptor).isFIFO()) {
    throw new Unreadable('must be a file, not a pipe');
  }
  const bytes = Buffer.alloc(MAX_SIZE + 1);
  let size = 0;
  for (let count = 1; count > 0; size += count) {
    count = readSync(descriptor, bytes, size, bytes.length - size, null);
  }
  if (size > MAX_SIZE) {
    throw new Unreadable(`must be no larger than ${MAX_SIZE / 2 ** 20} MiB`);
  }
  return bytes.toString('utf8', 0, size);
}
