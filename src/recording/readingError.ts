import { fileProblem, isSystemError } from '../system/fileProblem.js';
import { isClosedPipe } from '../system/stdout.js';
import { RecordingError } from './members.js';

/** An error of reading a recording with the name of that; any other error as it is. */
export function withName(error: unknown, name: string): unknown {
  const isReadingError =
    error instanceof RecordingError || (isSystemError(error) && !isClosedPipe(error));
  return isReadingError ? new Error(`${name}: ${fileProblem(error)}`, { cause: error }) : error;
}
