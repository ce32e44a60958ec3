import { getSystemErrorMap } from 'node:util';
import { escapeInvisible } from '../text/quote.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'part of the path is not a directory',
  EISDIR: 'is a directory, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EEXIST: 'the file already exists',
  ENOSPC: 'the disk is full',
  EDQUOT: 'disk quota exceeded',
  EFBIG: 'file size limit reached',
  EMFILE: 'too many open files',
  EIO: 'the disk failed',
  ENXIO: 'a socket, or a pipe without a reader',
  EPIPE: 'the pipe has no reader any more',
};

/**
 * Why a file could not be read or written, in a few plain words that are safe for a terminal.
 * Node.js's own messages contain the file's name unescaped.
 */
export function fileProblem(error: unknown): string {
  if (!isSystemError(error)) {
    return escapeInvisible(error instanceof Error ? error.message : String(error));
  }
  const { code = '', errno = 0 } = error;
  return reasons[code] ?? getSystemErrorMap().get(errno)?.[1] ?? escapeInvisible(error.message);
}

/** Whether an error comes from the system or Node.js and, if codes are given, has one of them. */
export function isSystemError(
  error: unknown,
  ...codes: readonly string[]
): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    'code' in error &&
    (codes.length === 0 || codes.includes(error.code as string))
  );
}
