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
};

/** Why a file could not be read or written, in a few plain words. */
export function fileProblem(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : reasons[code]) ?? error.message;
}
