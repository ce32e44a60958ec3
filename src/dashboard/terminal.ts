/** The terminal: what it can do, and the blessed screen that is opened on it. */

import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import blessed, { type Widgets } from 'blessed';
import type { Size } from './state.js';
import { sizeOf } from './terminalSize.js';

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
 * The capabilities by the environment and the options `--ascii` and `--color`/`--no-color`.
 * The locale is that of the C library: LC_ALL, then LC_CTYPE, then LANG. For colour the order is
 * the option, FORCE_COLOR, NO_COLOR, TERM.
 */
export function capabilities(
  environment: NodeJS.ProcessEnv,
  options: { readonly ascii: boolean; readonly color: boolean | undefined },
): Capabilities {
  const { TERM = '', LC_ALL, LC_CTYPE, LANG, FORCE_COLOR, NO_COLOR } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const environmentColor = FORCE_COLOR
    ? FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
    : !NO_COLOR && !monochrome.test(TERM);
  return {
    unicode: !options.ascii && /utf-?8/i.test(locale) && !fewGlyphs.test(TERM),
    color: options.color ?? environmentColor,
  };
}

/** What the types leave out. */
type Program = Widgets.Screen['program'] & {
  tput: { brokenACS: boolean; strings: Record<string, string> };
  put: Record<string, () => void>;
};

/** blessed's reader of terminfo, as far as the types leave it out. */
interface Terminfo {
  /** Folders to look for terminfo files in. */
  ipaths: string[];
  readonly prototype: {
    /** Makes a function of a sequence with its parameters. */
    _compile(info: unknown, key: string, value: unknown): unknown;
  };
}

const { tput } = blessed as unknown as { tput: Terminfo };
const { _compile: compile } = tput.prototype;

// A terminal has hundreds of sequences, of which a dozen are used. Compiling them all would take a
// tenth of the time to the first frame.
tput.prototype._compile = function (info, key, value) {
  if (typeof value !== 'string') {
    return compile.call(this, info, key, value);
  }
  let compiled: ((parameters: unknown) => string) | undefined;
  return (parameters: unknown) => {
    compiled ??= compile.call(this, info, key, value) as (parameters: unknown) => string;
    return compiled(parameters);
  };
};

/**
 * Opens the alternate screen.
 *
 * Every terminal is spoken to in the sequences that all of them share with xterm. blessed cannot
 * read many terminfo files that are around today and then prints rubbish, so it is kept from
 * looking for any and uses the one it brings along. It is also kept from the keyboard: see
 * `keyboard.ts`.
 */
export function openScreen(output: WriteStream, { unicode }: Capabilities): Widgets.Screen {
  tput.ipaths = [];
  const program = withoutEnvironment(() =>
    blessed.program({
      input: new PassThrough(),
      output,
      terminal: 'xterm-256color',
      forceUnicode: unicode,
    } as Widgets.IScreenOptions),
  ) as Program;
  // Lines are drawn in Unicode or ASCII, never in an alternate character set.
  program.tput.brokenACS = true;
  // The numeric keypad goes on typing digits and signs.
  program.put.keypad_xmit = () => {};
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
