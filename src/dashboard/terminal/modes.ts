/** Sets the terminal's modes for the dashboard and restores them. */

import type { ReadStream, WriteStream } from 'node:tty';
import type { Widgets } from 'blessed';

const PASTES_MARKED = '\x1b[?2004h';
const PASTES_PLAIN = '\x1b[?2004l';

/**
 * How long to wait for a terminal that reads nothing before the process ends or stops. At 9600 baud,
 * the system accepts a few thousand bytes every four seconds.
 */
const STALL_MILLISECONDS = 5000;

/** Methods missing from the type definitions. */
type AlternateScreen = Widgets.Screen & { enter(): void; leave(): void };

export interface TerminalModes {
  /**
   * Sets the dashboard's modes: alternate screen, no cursor, every key as it is typed, marked pastes,
   * and output that does not block.
   */
  enter(): void;
  /**
   * Restores the modes of before `enter`; the sequences may not have been written yet. No effect if
   * they are already restored.
   */
  leave(): void;
}

/** Controls the modes of the screen's terminal. */
export function createTerminalModes(
  input: ReadStream,
  output: WriteStream,
  screen: Widgets.Screen,
): TerminalModes {
  const alternate = screen as AlternateScreen;
  let entered = false;
  return {
    enter() {
      // First, because this stops a background process, which should not have drawn yet.
      input.setRawMode(true);
      input.resume();
      unblock(output);
      alternate.enter();
      output.write(PASTES_MARKED);
      entered = true;
    },
    leave() {
      // Setting the mode again would stop a process that is now in the background.
      if (!entered) {
        return;
      }
      entered = false;
      alternate.leave();
      output.write(PASTES_PLAIN);
      input.setRawMode(false);
      input.pause();
    },
  };
}

/** Node.js's private handle of a terminal. */
interface Handle {
  setBlocking?(blocking: boolean): void;
  /** Bytes of the present write that the terminal has not read yet. */
  readonly writeQueueSize?: number;
}

function handleOf(output: WriteStream): Handle | null | undefined {
  return (output as unknown as { readonly _handle?: Handle | null })._handle;
}

/**
 * Makes writes not block. By default, Node.js blocks while the terminal does not read, and handles no
 * key, signal or timer. There is no public interface to change this.
 */
function unblock(output: WriteStream): void {
  handleOf(output)?.setBlocking?.(false);
}

/**
 * Calls back if the terminal reads none of the output for a while. A terminal that is slow rather than
 * hanging reads a little.
 *
 * @returns a function that stops waiting.
 */
export function setStallTimeout(output: WriteStream, onStall: () => void): () => void {
  const unwritten = () => `${output.writableLength} ${handleOf(output)?.writeQueueSize}`;
  let before = unwritten();
  const timer = setInterval(() => {
    const present = unwritten();
    if (present === before) {
      clearInterval(timer);
      onStall();
    }
    before = present;
  }, STALL_MILLISECONDS);
  return () => clearInterval(timer);
}
