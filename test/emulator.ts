/**
 * A terminal in memory: what a program wrote becomes the screen that a person would see.
 *
 * Rows and columns count from 0 in this interface, as the emulator's own do; only `styledText`
 * counts from 1, as an editor that shows a golden file does.
 */

import xterm from '@xterm/headless';
import { COLOUR_NAMES, type Style as DrawnStyle } from '../src/dashboard/render/screen.js';

export { COLOUR_NAMES };

/** One of COLOUR_NAMES, `16` to `255` of the 256-colour palette, `#rrggbb`, or the default. */
export type Colour = string | null;

/** How a cell is shown; the program draws less than a terminal can. */
export interface Style extends DrawnStyle {
  readonly dim: boolean;
  readonly underline: boolean;
  readonly background: Colour;
}

/** Neighbouring cells of a row in the same style. */
export interface Segment {
  /** The first cell's column. */
  readonly column: number;
  /** How many cells it covers: more than the characters of `text` if some are two cells wide. */
  readonly width: number;
  readonly text: string;
  readonly style: Style;
}

/** What a terminal shows at one moment. */
export interface Screen {
  readonly columns: number;
  /** The segments of each row from left to right; cells with nothing visible are in none. */
  readonly rows: readonly (readonly Segment[])[];
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Which kinds of mouse events the program asked for. */
export type MouseTracking = 'none' | 'x10' | 'vt200' | 'drag' | 'any';

export interface Emulator {
  readonly columns: number;
  readonly rows: number;
  /** Takes output in; resolves when the screen shows it. Line feeds are not translated. */
  write(data: string): Promise<void>;
  resize(size: Size): void;
  /** The rows of the screen, without blanks at their ends, joined by line feeds. */
  text(): string;
  /** The text, then the styles: see `styledText`. */
  styledText(): string;
  /** The screen as it is now, as values that later output does not change. */
  screen(): Screen;
  /** The style of one cell; a RangeError outside the screen. */
  styleAt(row: number, column: number): Style;
  readonly cursor: { readonly row: number; readonly column: number };
  readonly cursorVisible: boolean;
  /** Whether the alternate screen, which full-screen programs draw on, is shown. */
  readonly alternate: boolean;
  readonly mouseTracking: MouseTracking;
  readonly bracketedPaste: boolean;
  /** Whether cursor keys are sent as application keys (DECCKM). */
  readonly applicationCursorKeys: boolean;
  /** Whether the numeric keypad sends application keys (DECKPAM). */
  readonly applicationKeypad: boolean;
  /**
   * What a real terminal would have sent back to the program's queries. A program that reads
   * keys and never asks leaves this empty.
   */
  readonly replies: readonly string[];
  /** Sequences no terminal knows, such as what a broken terminfo entry produces. */
  readonly unknownSequences: readonly string[];
}

type Cell = NonNullable<ReturnType<xterm.IBufferLine['getCell']>>;

const PLAIN: Style = {
  bold: false,
  dim: false,
  underline: false,
  inverse: false,
  foreground: null,
  background: null,
};

function paletteColour(index: number): string {
  return COLOUR_NAMES[index] ?? String(index);
}

function rgbColour(value: number): string {
  return `#${value.toString(16).padStart(6, '0')}`;
}

function styleOf(cell: Cell): Style {
  if (cell.isAttributeDefault()) {
    return PLAIN;
  }
  const foreground = cell.getFgColor();
  const background = cell.getBgColor();
  return {
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    foreground: cell.isFgDefault()
      ? null
      : cell.isFgRGB()
        ? rgbColour(foreground)
        : paletteColour(foreground),
    background: cell.isBgDefault()
      ? null
      : cell.isBgRGB()
        ? rgbColour(background)
        : paletteColour(background),
  };
}

/** What of a style can be seen on a blank. */
function styleOfBlank(style: Style): Style {
  return {
    bold: false,
    dim: style.dim && style.inverse,
    underline: style.underline,
    inverse: style.inverse,
    foreground: style.inverse || style.underline ? style.foreground : null,
    background: style.background,
  };
}

function sameStyle(one: Style, other: Style): boolean {
  return (
    one.bold === other.bold &&
    one.dim === other.dim &&
    one.underline === other.underline &&
    one.inverse === other.inverse &&
    one.foreground === other.foreground &&
    one.background === other.background
  );
}

function isPlain(style: Style): boolean {
  return sameStyle(style, PLAIN);
}

/**
 * Describes a style in words, such as `bold underline red on blue`.
 *
 * Without any style the description is empty.
 */
export function describeStyle(style: Style): string {
  const words = (['bold', 'dim', 'underline', 'inverse'] as const).filter((name) => style[name]);
  return [
    ...words,
    ...(style.foreground === null ? [] : [style.foreground]),
    ...(style.background === null ? [] : [`on ${style.background}`]),
  ].join(' ');
}

/** The segments of one line; a blank goes with the segment before it if it looks the same in its style. */
function segmentsOf(line: xterm.IBufferLine, columns: number): Segment[] {
  const segments: { column: number; width: number; text: string; style: Style }[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line.getCell(column);
    // The right half of a wide character is a cell of width 0.
    if (cell === undefined || cell.getWidth() === 0) {
      continue;
    }
    const text = cell.getChars() || ' ';
    const style = text === ' ' ? styleOfBlank(styleOf(cell)) : styleOf(cell);
    const last = segments.at(-1);
    const joins =
      last !== undefined && sameStyle(text === ' ' ? styleOfBlank(last.style) : last.style, style);
    if (joins) {
      last.text += text;
      last.width += cell.getWidth();
    } else {
      segments.push({ column, width: cell.getWidth(), text, style });
    }
  }
  return segments
    .map((segment) => {
      if (!isPlain(styleOfBlank(segment.style))) {
        return segment;
      }
      const text = segment.text.trimEnd();
      return { ...segment, text, width: segment.width - (segment.text.length - text.length) };
    })
    .filter((segment) => segment.width > 0);
}

/**
 * Lists where a screen's styles are: one line for each styled area, in reading order, as
 * `row:column-column description`, rows and columns counted from 1. Equal segments below one
 * another are one area, `row-row:column-column`.
 */
function describeStyles(screen: Screen): string[] {
  const areas: { first: number; last: number; columns: string; style: string }[] = [];
  screen.rows.forEach((segments, index) => {
    const row = index + 1;
    for (const segment of segments) {
      if (isPlain(segment.style)) {
        continue;
      }
      const first = segment.column + 1;
      const columns =
        segment.width === 1 ? `${first}` : `${first}-${segment.column + segment.width}`;
      const style = describeStyle(segment.style);
      const above = areas.find(
        (area) => area.last === row - 1 && area.columns === columns && area.style === style,
      );
      if (above === undefined) {
        areas.push({ first: row, last: row, columns, style });
      } else {
        above.last = row;
      }
    }
  });
  return areas.map(({ first, last, columns, style }) => {
    const rows = first === last ? `${first}` : `${first}-${last}`;
    return `${rows}:${columns} ${style}`;
  });
}

/**
 * Creates a terminal of the given size: an xterm with 256 colours whose screen is blank.
 *
 * It answers nothing by itself: replies to queries are only kept in `replies`.
 */
export function createEmulator({ columns, rows }: Size): Emulator {
  const unknownSequences: string[] = [];
  const replies: string[] = [];
  let cursorVisible = true;

  const note = (message: unknown, ...details: unknown[]): void => {
    const text = String(message);
    if (!/^(Unknown|Parsing error)/.test(text)) {
      return;
    }
    unknownSequences.push([text.trim(), ...details.map((part) => JSON.stringify(part))].join(' '));
  };
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 0,
    // Unknown sequences are only told to the log.
    logLevel: 'debug',
    logger: { trace: note, debug: note, info: note, warn: note, error: note },
  });
  terminal.onData((reply) => replies.push(reply));

  // The emulator has no public view of the cursor's visibility (DECTCEM, mode 25), so the
  // sequences that change it are watched; `false` leaves them to the emulator as well.
  const watchCursor = (final: 'h' | 'l'): void => {
    terminal.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
      if (modes.includes(25)) {
        cursorVisible = final === 'h';
      }
      return false;
    });
  };
  watchCursor('h');
  watchCursor('l');
  const showCursor = (): boolean => {
    cursorVisible = true;
    return false;
  };
  terminal.parser.registerEscHandler({ final: 'c' }, showCursor);
  terminal.parser.registerCsiHandler({ intermediates: '!', final: 'p' }, showCursor);

  const lines = (): (xterm.IBufferLine | undefined)[] => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) => active.getLine(active.baseY + row));
  };

  const emulator: Emulator = {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (data) => new Promise((resolve) => terminal.write(data, resolve)),
    resize: (size) => terminal.resize(size.columns, size.rows),
    text: () =>
      lines()
        .map((line) => line?.translateToString(true, 0, terminal.cols).trimEnd() ?? '')
        .join('\n'),
    styledText: () =>
      [emulator.text(), '--- styles ---', ...describeStyles(emulator.screen())].join('\n'),
    screen: () => ({
      columns: terminal.cols,
      rows: lines().map((line) => (line === undefined ? [] : segmentsOf(line, terminal.cols))),
    }),
    styleAt: (row, column) => {
      const cell = lines()[row]?.getCell(column);
      if (cell === undefined) {
        throw new RangeError(`no cell at row ${row}, column ${column}`);
      }
      return styleOf(cell);
    },
    get cursor() {
      const { active } = terminal.buffer;
      return { row: active.cursorY, column: active.cursorX };
    },
    get cursorVisible() {
      return cursorVisible;
    },
    get alternate() {
      return terminal.buffer.active.type === 'alternate';
    },
    get mouseTracking() {
      return terminal.modes.mouseTrackingMode;
    },
    get bracketedPaste() {
      return terminal.modes.bracketedPasteMode;
    },
    get applicationCursorKeys() {
      return terminal.modes.applicationCursorKeysMode;
    },
    get applicationKeypad() {
      return terminal.modes.applicationKeypadMode;
    },
    replies,
    unknownSequences,
  };
  return emulator;
}
