/** The terminal: what it can do, and the blessed screen that is opened on it. */

import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import blessed, { type Widgets } from 'blessed';
import type { Options } from '../../options/options.js';
import type { Size } from '../model/state.js';
import { sequences } from './sequences.js';
import { sizeOf } from './size.js';

/** What a terminal is taken to be able to do. */
export interface Capabilities {
  readonly unicode: boolean;
  readonly color: boolean;
}

/** Terminals that have no colour of their own. */
const monochrome = /^(vt(52|100|102|220|320|420)|.*-m(ono)?)$/;

/** The Linux console: its fonts have 512 glyphs at most, and none of them is braille. */
const fewGlyphs = /^linux/;

/**
 * The capabilities by the environment and the options `--ascii` and `--color`, which go before it.
 * The locale is that of the C library: LC_ALL, then LC_CTYPE, then LANG. For colour the order is
 * FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, CLICOLOR (see bixense.com/clicolors), TERM.
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

/** blessed's knowledge of a terminal, as far as the types leave it out. */
interface Tput {
  readonly prototype: { setup(): void };
}

const { tput } = blessed as unknown as { tput: Tput };

// blessed would read and compile a terminfo file for hundreds of sequences, which takes a tenth of
// the time to the first frame; it cannot read many that are around today, and prints rubbish then.
tput.prototype.setup = function () {
  Object.assign(this, sequences, {
    bools: {},
    numbers: {},
    strings: { parm_right_cursor: true },
    features: {},
    colors: 256,
  });
};

/**
 * Opens the alternate screen.
 *
 * Every terminal is spoken to in the sequences that all of them share with xterm. blessed is also
 * kept from the keyboard: see `keyboard.ts`.
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
  // blessed would draw the old frame at the new size first; the dashboard draws the new one.
  program.removeAllListeners('resize');
  return screen;
}

/** Makes the next frame a whole one, of that size, on a cleared screen. */
export function setScreenSize(screen: Widgets.Screen, size: Size): void {
  setSize(screen.program, size);
  screen.alloc();
}

function setSize(program: Widgets.Screen['program'], { columns, rows }: Size): void {
  Object.assign(program, { cols: columns, rows });
}

/**
 * blessed looks at a dozen environment variables to guess what the terminal is, and where TMUX is
 * set it even runs tmux. What the terminal is has been decided already.
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
