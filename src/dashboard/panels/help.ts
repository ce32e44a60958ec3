/** The help overlay: every key, from the key table, and what each number on the screen means. */

import { wrap } from '../../text/wrap.js';
import { keyGroups } from '../input/keymap.js';
import { keyLabel } from '../input/keyNames.js';
import type { Rect, Size, State } from '../model/state.js';
import type { Panel } from '../style/panel.js';
import { type Line, line, span } from '../style/text.js';

/** What the words on the screen stand for, in the order in which they stand there. */
const glossary: readonly (readonly [name: string, meaning: string])[] = [
  ['iteration', 'updates done; the tutorial prints the same number'],
  ['record', 'what is kept every so many iterations: --every'],
  ['loss', 'sum of the squared errors over all points'],
  ['best', 'best possible, found by least squares'],
  ['above', 'how far the loss is above the best possible'],
  ['value', 'the coefficients as they are at the moment shown'],
  ['gradient', 'slope of the loss along each coefficient'],
  ['to go', 'distance to the best, of that at the start'],
  ['Taylor', "sin's Taylor coefficients: not the best fit here"],
  ['direction', 'mixture of powers that is learned on its own'],
  ['halved every', 'steps in which its distance to the best halves'],
  ['each step', 'factor of that distance: 1 - rate x curvature'],
  ['of the loss', 'its share of the loss above the best'],
  ['~', 'overshoots: each step lands on the other side'],
  ['rate', 'learning rate: the step is rate times gradient'],
  ['limit', 'training diverges above it: 2/lambda max, rounded down'],
  ['on mean', 'rate that does the same on the mean loss'],
  ['next', 'the next change of the schedule'],
  ['1 % at', 'forecast: when the loss is within 1 % of the best'],
  ['1/1000 at', 'the same where the best is 0: of the loss at first'],
  [': 1', 'condition: steepest over flattest curvature'],
  ['rms error', 'root of the mean squared error of a point'],
  [' of ', 'pace reached of the one wanted, iterations a second'],
  ['trained', 'time spent training, pauses not counted'],
  ['left', 'time to the end of the run at the pace reached'],
  ['seed', "NumPy's; the same seed is the same start"],
  ['points', 'how many points of the sine are fitted'],
  ['engine', 'how the gradient is computed: --engine'],
  ['every', 'iterations from one report to the next'],
  ['A, B, ...', 'runs side by side, each with its colour and dashes'],
  ['1, 2, ...', 'runs, in the order in which they began'],
  ['dots', 'loss chart: the forecast while no rate is turned'],
  ['^ on axis', 'there the learning rate was changed'],
  ['gap', 'how far both curves are apart, darkest: the largest'],
  ['shades', 'loss map: so far above the best, or further'],
  ['steepest', 'loss map: direction of the largest curvature'],
];

const BORDER = 2;

/** Columns of the keys and of the words. */
const FIRST = 20;

/** Columns by which an explanation is indented that has to stand below its word. */
const INDENT = 4;

const HEADING = { bold: true };

/** Every entry: headings alone, words with what they mean. */
const entries: readonly (readonly [word: string, meaning?: string])[] = [
  ...keyGroups.flatMap(({ name, bindings }) => [
    [name] as const,
    ...bindings.map(({ keys, help }) => [`  ${keys.map(keyLabel).join(' ')}`, help] as const),
  ]),
  ['  A-Z', 'the same as small letters, unless listed above'],
  ['On the screen'],
  ...glossary.map(([name, meaning]) => [`  ${name}`, meaning] as const),
];

/** Columns of the longest entry. */
const WHOLE = FIRST + Math.max(...entries.map(([, meaning = '']) => meaning.length));

/** The help in lines of at most `columns` columns: meanings beside their words or below them. */
function linesFor(columns: number): Line[] {
  return entries.flatMap(([word, meaning]) => {
    if (meaning === undefined) {
      return [line(word, HEADING)];
    }
    if (columns >= WHOLE) {
      return [[span(word.padEnd(FIRST), HEADING), span(meaning)]];
    }
    // Asked for also while the screen is too small to show anything.
    const below = wrap(meaning, Math.max(1, columns - INDENT));
    return [line(word, HEADING), ...below.map((text) => line(' '.repeat(INDENT) + text))];
  });
}

/** Lines of the help that a screen shows at once: header and footer stay, and it has a border. */
function visibleRows(screen: Size): number {
  return Math.max(1, Math.min(screen.rows - 4, linesFor(screen.columns - BORDER).length));
}

/** Lines that the help can be scrolled by on a screen of the given size. */
export function helpScrollLimit(screen: Size): number {
  return linesFor(screen.columns - BORDER).length - visibleRows(screen);
}

/** The state with the open help scrolled no further than to its end. */
export function scrolledWithin(state: State): State {
  if (state.help === null) {
    return state;
  }
  const help = Math.min(state.help, helpScrollLimit(state.size));
  return help === state.help ? state : { ...state, help };
}

/** Where the overlay stands on a screen of the given size, its border included. */
export function helpRect(screen: Size): Rect {
  const columns = Math.min(screen.columns, WHOLE + BORDER);
  const rows = visibleRows(screen) + BORDER;
  return {
    left: Math.floor((screen.columns - columns) / 2),
    top: Math.floor((screen.rows - rows) / 2),
    columns,
    rows,
  };
}

/** The help scrolled by `offset` lines, for an inside of the given size. */
export function help(offset: number, { columns, rows }: Size): Panel {
  const lines = linesFor(columns);
  const from = Math.min(offset, Math.max(0, lines.length - rows));
  const below = lines.length - from - rows;
  return {
    title: below > 0 ? `Help: Down shows ${below} more` : 'Help',
    lines: lines.slice(from, from + rows),
  };
}
