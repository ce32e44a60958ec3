/** What ends the dashboard besides a key, and the end of the process. */

import type { ReadStream, WriteStream } from 'node:tty';

/** Exit codes by signal: 128 and its number. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

const FAILURE = 1;

export interface Endings {
  /** Ends the process at once, whatever it still waits for. */
  exit(code: number): void;
  /** Whether the terminal, or one side of it, can no longer be reached. */
  isTerminalGone(): boolean;
}

/**
 * Watches for signals, for errors that nobody caught and for a terminal that goes away.
 *
 * @param onEnd called with the exit code and, after an error, with that; perhaps more than once.
 */
export function watchEndings(
  input: ReadStream,
  output: WriteStream,
  onEnd: (code: number, error?: unknown) => void,
): Endings {
  let gone = false;

  function hangUp(): void {
    gone = true;
    onEnd(exitCodes.SIGHUP);
  }

  function fail(error: unknown): void {
    onEnd(FAILURE, error ?? new Error('an unknown error'));
  }

  input.on('end', hangUp);
  input.on('error', hangUp);
  output.on('error', hangUp);
  // A message that cannot be written is lost.
  process.stderr.on('error', () => {});
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.on(signal, () => onEnd(code));
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  return {
    exit(code) {
      if (gone && process.platform !== 'win32') {
        // The signal's own exit status is 129 to a shell. On any other way out Node.js 20 aborts,
        // since it cannot reset a terminal that is gone.
        process.removeAllListeners('SIGHUP');
        process.kill(process.pid, 'SIGHUP');
      } else {
        process.exit(code);
      }
    },
    isTerminalGone: () => gone,
  };
}
