/** What the dashboard changes in the terminal while it is shown, and how that is undone. */

import type { ReadStream, WriteStream } from 'node:tty';
import type { Widgets } from 'blessed';

const PASTES_MARKED = '\x1b[?2004h';
const PASTES_PLAIN = '\x1b[?2004l';

/**
 * How long to wait for a terminal that takes in nothing, before the process ends or is stopped. At
 * 9600 baud the system takes a few thousand bytes at a time, every four seconds.
 */
export const STALL_MILLISECONDS = 5000;

/** What the types leave out. */
type AlternateScreen = Widgets.Screen & { enter(): void; leave(): void };

export interface TerminalModes {
  /**
   * The dashboard's: alternate screen, no cursor, every key as it is typed, pastes marked as such,
   * and an output that does not block.
   */
  enter(): void;
  /**
   * As the terminal was before `enter`; the sequences for that may still be on their way. Without
   * effect when that is so already.
   */
  leave(): void;
}

/** The modes of the terminal that the screen is opened on. */
export function createTerminalModes(
  input: ReadStream,
  output: WriteStream,
  screen: Widgets.Screen,
): TerminalModes {
  const alternate = screen as AlternateScreen;
  let entered = false;
  return {
    enter() {
      // First, since a process in the background is stopped here and should not have drawn yet.
      input.setRawMode(true);
      input.resume();
      unblock(output);
      alternate.enter();
      output.write(PASTES_MARKED);
      entered = true;
    },
    leave() {
      // A process that was left in the background would be stopped for setting the terminal's mode.
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

/** What Node.js knows of a terminal beyond its public interface. */
interface Handle {
  setBlocking?(blocking: boolean): void;
  /** Bytes of the present write that the terminal has not taken in yet. */
  readonly writeQueueSize?: number;
}

function handleOf(output: WriteStream): Handle | null | undefined {
  return (output as unknown as { readonly _handle?: Handle | null })._handle;
}

/**
 * Node.js blocks in writes to a terminal: while that does not read, no key, signal or timer would
 * be served. There is no public interface to change it.
 */
function unblock(output: WriteStream): void {
  handleOf(output)?.setBlocking?.(false);
}

/**
 * Calls back when the terminal has taken in nothing for that long of what has been written, as one
 * that hangs does. One that is slow takes in a little.
 */
export function setStallTimeout(
  output: WriteStream,
  milliseconds: number,
  onStall: () => void,
): NodeJS.Timeout {
  const unwritten = () => `${output.writableLength} ${handleOf(output)?.writeQueueSize}`;
  let before = unwritten();
  const timer = setInterval(() => {
    const present = unwritten();
    if (present === before) {
      clearInterval(timer);
      onStall();
    }
    before = present;
  }, milliseconds);
  return timer;
}
