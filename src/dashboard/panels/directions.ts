/** The directions of gradient descent, each with its own speed: they explain the kinks of the loss curve. */

import type { Analysis } from '../../fit/analysis.js';
import type { Direction } from '../../fit/directions.js';
import { OPTIMIZERS } from '../../fit/optimizers.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { leftBar } from '../style/bar.js';
import { significant } from '../style/format.js';
import { madeOf } from '../style/madeOf.js';
import { memoizeLast } from '../style/memoizeLast.js';
import type { Panel } from '../style/panel.js';
import { fitting, type Line, line } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';
import { directionsAt } from './moment.js';

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** The least width of each column; a column without room is left out. */
const widths = {
  direction: 11,
  'still to go': 13,
  'steps to halve': 14,
  'each step': 13,
  'of the loss': 13,
} as const;

type Column = keyof typeof widths;

/** Shown for a direction whose distance is not known. */
const LOST = 'lost in rounding errors';

/** What a direction is, from long to short; shown below the table where there is room. */
const meanings = [
  'Each direction, a mix of coefficients, is learned at its own speed.',
  'Each direction, a mix of coefficients, has its own speed.',
  'Each is a mix and has its own speed.',
];

/** Why directions have no speed with RMSprop and Adam, from long to short. */
const mixed = [
  'RMSprop and Adam scale coefficients, not directions: no direction has its own speed.',
  'Coefficients are scaled, not directions.',
  'Coefficients are scaled.',
];

/** The columns that get what is left over, one after the other, up to these widths. */
const growth = [
  ['still to go', 16],
  ['direction', 22],
  ['still to go', 34],
] as const;

/** The table of the directions, and what these are if there is a line to spare. */
export function directionsPanel(state: State, { columns, rows }: Size, { glyphs }: Theme): Panel {
  const { analysis, settings } = state;
  const title = heading(settings.degree + 1);
  const shown = shownSnapshot(state);
  if (!analysis || !shown) {
    return { title, lines: [] };
  }
  const { coefficients, learningRate, optimizer = OPTIMIZERS.sgd } = shown;
  const { initial } = focusedRun(state);
  const all = directionsAt(analysis, initial, coefficients, learningRate, optimizer);
  const room = columnWidths(columns);
  const names = Object.keys(room) as Column[];
  const mixes = mixesOf(analysis.eigenvectors, room.direction!);
  const head = names.map((name) =>
    name === 'direction' || name === 'still to go'
      ? name.padEnd(room[name]!)
      : name.padStart(room[name]!),
  );
  return {
    title,
    lines: [
      line(head.join(''), { bold: true }),
      ...all.map((direction, i): Line => {
        const cells = names.map((name) =>
          name === 'direction' ? mixes[i]! : cell(name, direction, room[name]!, glyphs),
        );
        return line(direction.left === null ? `${cells[0]}${LOST}` : cells.join(''));
      }),
      line(fitting(all.some(({ course }) => course === 'unknown') ? mixed : meanings, columns)),
    ].slice(0, rows),
  };
}

function heading(count: number): string {
  return count === 1 ? 'One direction' : `${words[count]} directions, steepest first`;
}

/** The columns that have room, with their widths. */
const columnWidths = memoizeLast(columnWidthsOf);

function columnWidthsOf(columns: number): Partial<Record<Column, number>> {
  const room: Partial<Record<Column, number>> = {};
  let left = columns;
  for (const [name, least] of Object.entries(widths) as [Column, number][]) {
    if (least <= left) {
      room[name] = least;
      left -= least;
    }
  }
  for (const [name, most] of growth) {
    const more = Math.max(0, Math.min(left, most - room[name]!));
    room[name]! += more;
    left -= more;
  }
  return room;
}

/** What each direction is made of. */
const mixesOf = memoizeLast((eigenvectors: Analysis['eigenvectors'], width: number): string[] =>
  eigenvectors.map((components) => madeOf(components, width - 1).padEnd(width)),
);

function cell(
  column: Exclude<Column, 'direction'>,
  direction: Direction,
  width: number,
  glyphs: Glyphs,
): string {
  const { left, share } = direction;
  switch (column) {
    case 'still to go':
      return leftBar(left ?? 0, width, glyphs);
    case 'steps to halve':
      return speed(direction).padStart(width);
    case 'each step':
      return eachStep(direction).padStart(width);
    case 'of the loss':
      return (share === null ? '-' : `${Math.round(share * 100)} %`).padStart(width);
  }
}

/** More steps than anyone would wait for. */
const NEVER = 1e15;

/** The steps in which the distance halves, with a word if it does not simply shrink. */
function speed({ course, iterations }: Direction): string {
  const steps = iterations > NEVER ? 'never' : readable(iterations);
  switch (course) {
    case 'shrinks':
      return steps;
    case 'overshoots':
      return `swings, ${steps}`;
    case 'rings':
      return `rings, ${steps}`;
    case 'stays':
      return 'never';
    case 'grows':
      return 'grows!';
    case 'unknown':
      return '-';
  }
}

/** The factor of the distance or, if it rings, the steps of a swing to and fro. */
function eachStep({ factor, period }: Direction): string {
  if (period !== null) {
    return `swing in ${readable(period)}`;
  }
  return Number.isNaN(factor) ? '-' : `x ${significant(factor, 3)}`;
}

function readable(iterations: number): string {
  if (iterations < 9.95) {
    return iterations.toFixed(1);
  }
  return iterations < 99999.5 ? String(Math.round(iterations)) : significant(iterations, 1);
}
