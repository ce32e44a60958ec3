/** What the dashboard changes in the terminal while it is shown, and how that is undone. */

import type { ReadStream, WriteStream } from 'node:tty';
import type { Widgets } from 'blessed';

const PASTES_MARKED = '\x1b[?2004h';
const PASTES_PLAIN = '\x1b[?2004l';

/** What the types leave out. */
type AlternateScreen = Widgets.Screen & { enter(): void; leave(): void };

export interface TerminalModes {
  /**
   * The dashboard's: alternate screen, no cursor, every key as it is typed, pastes marked as such,
   * and an output that does not block.
   */
  enter(): void;
  /** As the terminal was before `enter`; the sequences for that may still be on their way. */
  leave(): void;
}

/** The modes of the terminal that the screen is opened on. */
export function createTerminalModes(
  input: ReadStream,
  output: WriteStream,
  screen: Widgets.Screen,
): TerminalModes {
  const alternate = screen as AlternateScreen;
  return {
    enter() {
      // First, since a process in the background is stopped here and should not have drawn yet.
      input.setRawMode(true);
      input.resume();
      unblock(output);
      alternate.enter();
      output.write(PASTES_MARKED);
    },
    leave() {
      alternate.leave();
      output.write(PASTES_PLAIN);
      input.setRawMode(false);
      input.pause();
    },
  };
}

/**
 * Node.js blocks in writes to a terminal: while that does not read, no key, signal or timer would
 * be served. There is no public interface to change it.
 */
function unblock(output: WriteStream): void {
  const { _handle: handle } = output as unknown as {
    _handle?: { setBlocking?(blocking: boolean): void } | null;
  };
  handle?.setBlocking?.(false);
}
