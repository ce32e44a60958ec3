/** What the terminal can do, and the blessed screen on it. */

import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import blessed, { type Widgets } from 'blessed';
import type { Options } from '../../options/options.js';
import type { Size } from '../model/state.js';
import type { Row } from '../render/cellAttributes.js';
import { changes } from './changes.js';
import { sequences } from './sequences.js';
import { sizeOf } from './size.js';

/** What a terminal can show, as far as that is known. */
export interface Capabilities {
  readonly unicode: boolean;
  readonly color: boolean;
}

/** Terminals without colour. */
const monochrome = /^(vt(52|100|102|220|320|420)|.*-m(ono)?)$/;

/** The Linux console, whose fonts have at most 512 glyphs and no braille. */
const fewGlyphs = /^linux/;

/**
 * Determines the capabilities from the options `--ascii` and `--color` and, without those, from the
 * environment. The locale is the C library's: LC_ALL, then LC_CTYPE, then LANG. Colour depends on
 * FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, CLICOLOR (see bixense.com/clicolors) and TERM, in this order.
 */
export function capabilities(
  environment: NodeJS.ProcessEnv,
  { ascii, color }: Pick<Options, 'ascii' | 'color'>,
): Capabilities {
  const { TERM = '', LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const asciiNeeded = !/utf-?8/i.test(locale) || fewGlyphs.test(TERM);
  return {
    unicode: !(ascii ?? asciiNeeded),
    color: color ?? environmentColor(environment),
  };
}

function environmentColor(environment: NodeJS.ProcessEnv): boolean {
  const { TERM = '', FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, CLICOLOR } = environment;
  if (FORCE_COLOR) {
    return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  }
  if (NO_COLOR) {
    return false;
  }
  const forced = CLICOLOR_FORCE !== undefined && CLICOLOR_FORCE !== '' && CLICOLOR_FORCE !== '0';
  return forced || (CLICOLOR !== '0' && !monochrome.test(TERM));
}

/** blessed's terminfo class, which is missing from the type definitions. */
interface Tput {
  readonly prototype: { setup(): void };
}

const { tput } = blessed as unknown as { tput: Tput };

// Keeps blessed from reading and compiling a terminfo file, which takes a tenth of the time to the
// first frame. Many of today's files it cannot read, and prints garbage.
tput.prototype.setup = function () {
  Object.assign(this, sequences, {
    bools: {},
    numbers: {},
    strings: {},
    features: {},
    colors: 256,
  });
};

/** Internals of a blessed screen, missing from the type definitions. */
interface Internals {
  draw: () => void;
  /** The rows to show, and those that the terminal shows. */
  readonly lines: readonly Row[];
  readonly olines: readonly Row[];
  readonly program: { _write(text: string): void };
}

/**
 * Opens the alternate screen, which blessed writes to the terminal only after the present turn of the
 * event loop.
 *
 * Uses the same sequences, xterm's, for every terminal, and gives blessed no keys: see `keyboard.ts`.
 */
export function openScreen(output: WriteStream, { unicode }: Capabilities): Widgets.Screen {
  const program = withoutEnvironment(() =>
    blessed.program({
      input: new PassThrough(),
      output,
      terminal: 'xterm-256color',
      forceUnicode: unicode,
    } as Widgets.IScreenOptions),
  );
  setSize(program, sizeOf(output));
  const screen = blessed.screen({ program, forceUnicode: unicode });
  // blessed would first draw the old frame at the new size; the dashboard draws the new one itself.
  program.removeAllListeners('resize');
  const internals = screen as unknown as Internals;
  internals.draw = () => {
    internals.program._write(changes(internals.lines, internals.olines, unicode));
  };
  return screen;
}

/** Sets the size, and makes the next frame redraw a cleared screen. */
export function setScreenSize(screen: Widgets.Screen, size: Size): void {
  setSize(screen.program, size);
  screen.alloc();
}

function setSize(program: Widgets.Screen['program'], { columns, rows }: Size): void {
  Object.assign(program, { cols: columns, rows });
}

/**
 * Hides the environment from blessed, which reads a dozen variables to guess what the terminal is, and
 * even runs tmux if TMUX is set. The dashboard has already decided that.
 */
function withoutEnvironment<Value>(act: () => Value): Value {
  const { env } = process;
  process.env = {};
  try {
    return act();
  } finally {
    process.env = env;
  }
}
