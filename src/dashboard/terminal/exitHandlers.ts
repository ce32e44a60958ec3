/** Everything but a key that ends the dashboard. */

import type { ReadStream, WriteStream } from 'node:tty';
import { FAILURE } from '../../system/exitCodes.js';
import { exitSignals } from '../../system/exitSignals.js';
import { HANG_UP } from '../../system/hangUp.js';

/**
 * Watches for signals, uncaught errors and the loss of the terminal.
 *
 * @param onEnd called with the exit code and the error, if any; perhaps more than once.
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
  // If stderr cannot be written, its messages are lost.
  process.stderr.on('error', () => {});
  for (const [signal, code] of exitSignals) {
    process.on(signal, () => onEnd(code));
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}
