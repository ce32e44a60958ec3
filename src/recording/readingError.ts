import { fileProblem, isSystemError } from '../system/fileProblem.js';
import { isClosedPipe } from '../system/standardStreams.js';
import { RecordingError } from './members.js';

/** Adds the name of a recording to an error in reading it; returns any other error unchanged. */
export function withName(error: unknown, name: string): unknown {
  const isReadingError =
    error instanceof RecordingError || (isSystemError(error) && !isClosedPipe(error));
  return isReadingError ? new Error(`${name}: ${fileProblem(error)}`, { cause: error }) : error;
}
