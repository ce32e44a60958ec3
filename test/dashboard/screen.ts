/** A blessed screen whose terminal is an emulator in memory. */

import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import type { Size, State } from '../../src/dashboard/model/state.js';
import type { Screen } from '../../src/dashboard/render/screen.js';
import { screenShown } from '../../src/dashboard/render/screenShown.js';
import { createView } from '../../src/dashboard/render/view.js';
import { createTheme } from '../../src/dashboard/style/theme.js';
import {
  type Capabilities,
  openScreen,
  setScreenSize,
} from '../../src/dashboard/terminal/terminal.js';
import { createEmulator, type Emulator } from '../emulator.js';

export const unicode: Capabilities = { unicode: true, color: true };
export const ascii: Capabilities = { unicode: false, color: false };

export interface TestScreen {
  readonly emulator: Emulator;
  /** What is shown, as the program itself has it. */
  readonly shown: () => Screen;
  /** Bytes written so far. */
  readonly written: () => number;
  /** Draws the state and resolves when the emulator shows it. */
  draw(state: State): Promise<void>;
  /** Gives the screen another size; the next draw is for that. */
  resize(size: Size): void;
  /** Leaves the alternate screen and resolves when the emulator has seen it. */
  close(): Promise<void>;
}

/** Opens a screen of the given size and abilities. */
export function openTestScreen(size: Size, capabilities: Capabilities = unicode): TestScreen {
  const emulator = createEmulator(size);
  let written = 0;
  let shown = Promise.resolve();
  const output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written += chunk.length;
        shown = shown.then(() => emulator.write(chunk.toString()));
        done();
      },
    }),
    { isTTY: true, ...size },
  );
  const screen = openScreen(output as unknown as WriteStream, capabilities);
  const view = createView(screen, createTheme(capabilities.unicode, capabilities.color));

  /** blessed hands its buffer to the stream in a later turn. */
  async function flushed(): Promise<void> {
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    await shown;
  }

  return {
    emulator,
    shown: () => screenShown(screen),
    written: () => written,
    async draw(state) {
      view.draw(state);
      await flushed();
    },
    resize(size) {
      emulator.resize(size);
      setScreenSize(screen, size);
    },
    async close() {
      screen.destroy();
      await flushed();
    },
  };
}
