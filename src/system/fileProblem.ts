import { getSystemErrorMap } from 'node:util';
import { escapeInvisible } from '../text/quote.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'this is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
  EEXIST: 'the file exists already',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'the file is as large as it may get',
  EMFILE: 'too many files are open',
  EIO: 'the disk does not work',
  ENXIO: 'this is a socket, or a pipe that nobody reads',
  EPIPE: 'nobody reads this pipe any more',
};

/**
 * Why a file could not be read or written, in a few plain words that are fit for a terminal: the
 * messages of Node.js itself hold the file's name as it is.
 */
export function fileProblem(error: unknown): string {
  if (!isSystemError(error)) {
    return escapeInvisible(error instanceof Error ? error.message : String(error));
  }
  const { code = '', errno = 0 } = error;
  return reasons[code] ?? getSystemErrorMap().get(errno)?.[1] ?? escapeInvisible(error.message);
}

/** Whether an error comes from the system or Node.js, with one of these codes if there are any. */
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
