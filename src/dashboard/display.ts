/** Takes over the terminal, draws on it, lends it to the shell and gives it back. */

import type { ReadStream, WriteStream } from 'node:tty';
import type { State } from './model/state.js';
import { createFrameScheduler, type FrameScheduler } from './render/frameScheduler.js';
import type { Screen } from './render/screen.js';
import { screenShown } from './render/screenShown.js';
import { createView } from './render/view.js';
import { createTheme } from './style/theme.js';
import { createTerminalModes, setStallTimeout } from './terminal/modes.js';
import { type Capabilities, openScreen, setScreenSize } from './terminal/terminal.js';

export interface Display {
  /** Decides when to draw. */
  readonly frames: FrameScheduler;
  /** Takes over the terminal. */
  enter(): void;
  /** Draws the present state and returns what is then on the screen. */
  shown(): Screen;
  /** Redraws everything, in case another program wrote to the screen. */
  redraw(): void;
  /** Gives the terminal back for a while; calls `then` once all output is written, or the terminal hangs. */
  suspend(then: () => void): void;
  /** Takes over the terminal again and draws. */
  resume(): void;
  /** Gives the terminal back for good. */
  close(): void;
}

/**
 * Opens a display on a terminal, without changing it before `enter`.
 *
 * @param present the state to draw.
 */
export function createDisplay(
  input: ReadStream,
  output: WriteStream,
  terminal: Capabilities,
  present: () => State,
): Display {
  const screen = openScreen(output, terminal);
  const modes = createTerminalModes(input, output, screen);
  const view = createView(screen, createTheme(terminal.unicode, terminal.color));
  let drawnSize = present().size;
  const frames = createFrameScheduler(() => {
    const { size } = present();
    if (size !== drawnSize) {
      setScreenSize(screen, size);
      drawnSize = size;
    }
    view.draw(present());
  }, output);
  return {
    frames,
    enter: modes.enter,
    shown() {
      view.draw(present());
      return screenShown(screen);
    },
    redraw() {
      screen.alloc();
      frames.request();
    },
    suspend(then) {
      frames.pause();
      modes.leave();
      const stopWaiting = setStallTimeout(output, then);
      output.write('', () => {
        stopWaiting();
        then();
      });
    },
    resume() {
      modes.enter();
      frames.resume();
    },
    close() {
      frames.stop();
      modes.leave();
      screen.destroy();
    },
  };
}
