/** What ends the dashboard besides a key. */

import type { ReadStream, WriteStream } from 'node:tty';
import { FAILURE, signalExitCode } from '../../system/exitCodes.js';
import { exitSignals } from '../../system/exitSignals.js';

/** For a terminal that can no longer be reached. */
const HANG_UP = signalExitCode('SIGHUP');

/**
 * Watches for signals, for errors that nobody caught and for a terminal that goes away.
 *
 * @param onEnd called with the exit code and, after an error, with that; perhaps more than once.
 */
export function installExitHandlers(
  input: ReadStream,
  output: WriteStream,
  onEnd: (code: number, error?: unknown) => void,
): void {
  function hangUp(): void {
    onEnd(HANG_UP);
  }

  function fail(error: unknown): void {
    onEnd(FAILURE, error ?? new Error('an unknown error'));
  }

  input.on('end', hangUp);
  input.on('error', hangUp);
  output.on('error', hangUp);
  // A message that cannot be written is lost.
  process.stderr.on('error', () => {});
  for (const [signal, code] of exitSignals) {
    process.on(signal, () => onEnd(code));
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}
