/** The help overlay: every key of the key table, and what each number on the screen means. */

import { wrap } from '../../text/wrap.js';
import { keyLabel } from '../input/keyNames.js';
import { keyGroups } from '../input/keyTable.js';
import type { Rect, Size, State } from '../model/state.js';
import { memoizeLast } from '../style/memoizeLast.js';
import type { Panel } from '../style/panel.js';
import { type Line, line, span } from '../style/text.js';

/** What the words on the screen mean, in the order in which they appear. */
const glossary: readonly (readonly [name: string, meaning: string])[] = [
  ['iteration', 'updates done; the tutorial prints the same number'],
  ['record', 'the state every --every iterations'],
  ['loss', 'sum of the squared errors over all points'],
  ['best', 'best possible, found by least squares'],
  ['above', 'how far the loss is above the best possible'],
  ['value', 'the coefficients at the iteration shown'],
  ['gradient', 'slope of the loss along each coefficient'],
  ['velocity', 'all gradients so far, each fading by beta a step'],
  ['2nd moment', 'mean square of the gradients so far'],
  ['still to go', 'distance to the best, as a share of that at the start'],
  ['Taylor', "sin's Taylor coefficients: not the best fit here"],
  ['direction', 'mix of coefficients, learned at a speed of its own'],
  ['steps to halve', 'steps that halve what is still to go'],
  ['swings', 'each step lands on the other side, but nearer: harmless'],
  ['rings', 'momentum swings past the best and back, ever less'],
  ['each step', 'factor of that distance: 1 - rate x curvature'],
  ['of the loss', 'its share of the loss above the best'],
  ['rate', 'learning rate: the step is rate times gradient'],
  ['limit', 'training diverges above it: 2/lambda max, rounded down'],
  ['on mean', 'the same rate, if the loss were a mean, not a sum'],
  ['next', 'the next change of the schedule'],
  ['within 1 %', 'forecast: when the loss is within 1 % of the best'],
  ['1/1000', 'forecast: 1/1000 of the initial loss, if the best is 0'],
  ['sim.', 'forecast of RMSprop and Adam, by simulating ahead'],
  [': 1', 'condition: steepest over flattest curvature'],
  ['rms error', 'square root of the mean squared error'],
  ['steps/s', 'steps a second: reached, and wanted'],
  ['trained', 'time spent training, without pauses'],
  ['left', 'time to the end of the run at the pace reached'],
  ['seed', 'as in NumPy; the same seed gives the same start'],
  ['points', 'number of points of the sine to fit'],
  ['engine', 'how the gradient is computed: --engine'],
  ['every', 'iterations between two reports'],
  ['A, B, ...', 'runs side by side, each with its colour and dashes'],
  ['1, 2, ...', 'runs, in order of start'],
  ['dots', 'loss chart: forecast, if the rate is left alone'],
  ['dashes', 'loss chart: the best; long ones are earlier runs'],
  ['^ on axis', 'the learning rate changed here'],
  ['gap', "from sine to fit: ' from 0.02, : from 0.1, | from 0.5"],
  ['shades', 'loss map: how far the loss is above the best'],
  ['beta and rate', 'plane: iterations to near the best; ! diverges'],
  ['steepest', 'loss map: direction of the largest curvature'],
];

const BORDER = 2;

/** Columns of the keys and words. */
const FIRST = 20;

/** Columns by which an explanation below its word is indented. */
const INDENT = 4;

const HEADING = { bold: true };

/** All entries: headings, and words with their meaning. */
const entries: readonly (readonly [word: string, meaning?: string])[] = [
  ...keyGroups.flatMap(({ name, bindings }) => [
    [name] as const,
    ...bindings.map(({ keys, help }) => [`  ${keys.map(keyLabel).join(' ')}`, help] as const),
  ]),
  ['  A-Z', 'the same as small letters, unless listed above'],
  ['On the screen'],
  ...glossary.map(([name, meaning]) => [`  ${name}`, meaning] as const),
];

/** Columns that the longest entry takes. */
const WHOLE = FIRST + Math.max(...entries.map(([, meaning = '']) => meaning.length));

/** The help in lines of at most `columns` columns, with meanings beside or below their words. */
const linesFor = memoizeLast((columns: number): readonly Line[] =>
  entries.flatMap(([word, meaning]) => {
    if (meaning === undefined) {
      return [line(word, HEADING)];
    }
    if (columns >= WHOLE) {
      return [[span(word.padEnd(FIRST), HEADING), span(meaning)]];
    }
    // This is called even while the screen is too small to show anything.
    const below = wrap(meaning, Math.max(1, columns - INDENT));
    return [line(word, HEADING), ...below.map((text) => line(' '.repeat(INDENT) + text))];
  }),
);

/** How many lines of the help a screen shows at once, besides header, footer and border. */
function visibleRows(screen: Size): number {
  return Math.max(1, Math.min(screen.rows - 4, linesFor(screen.columns - BORDER).length));
}

/** How many lines the help can be scrolled by on a screen of this size. */
export function helpScrollLimit(screen: Size): number {
  return linesFor(screen.columns - BORDER).length - visibleRows(screen);
}

/** The state, with open help scrolled no further than to its end. */
export function scrolledWithin(state: State): State {
  if (state.help === null) {
    return state;
  }
  const help = Math.min(state.help, helpScrollLimit(state.size));
  return help === state.help ? state : { ...state, help };
}

/** Where the overlay goes on a screen of this size, including its border. */
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

/** The help, scrolled by `offset` lines. */
export function help(offset: number, { columns, rows }: Size): Panel {
  const lines = linesFor(columns);
  const from = Math.min(offset, Math.max(0, lines.length - rows));
  const below = lines.length - from - rows;
  return {
    title: below > 0 ? `Help: Down shows ${below} more` : 'Help',
    lines: lines.slice(from, from + rows),
  };
}
