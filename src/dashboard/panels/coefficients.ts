/** The coefficients with their gradients, their best values and how far they still have to go. */

import { memoryOf, type Optimizer } from '../../fit/optimizers.js';
import { coefficientNames } from '../../fit/polynomial.js';
import { significantCoefficients, significantGradient } from '../../fit/rounding.js';
import { sineTaylorCoefficients } from '../../fit/taylor.js';
import { shownOptimizer } from '../model/optimizers.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { leftBar } from '../style/bar.js';
import { aligned, scientific } from '../style/format.js';
import { memoizeLast } from '../style/memoizeLast.js';
import type { Panel } from '../style/panel.js';
import { powerOfX } from '../style/powerOfX.js';
import { fitting, line } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';

/**
 * The least and greatest width of each column; a column without room is left out. Wider ones would
 * show digits that a double does not have.
 */
const widths = {
  value: [8, 20],
  gradient: [9, 16],
  velocity: [9, 16],
  '2nd moment': [11, 16],
  best: [8, 20],
  'still to go': [12, 34],
  'Taylor of sin': [14, 14],
} as const;

type Column = keyof typeof widths;

/** What the bars are a share of, from long to short; shown below the table where there is room. */
const meanings = [
  'Still to go: how much of the way to the best value; at the start, 100 %.',
  'At the start, 100 % is still to go; above that, it moved away.',
  'At the start, 100 % is still to go.',
];

/** What the columns of an optimizer's memory hold, from long to short. */
const memories = {
  velocity: [
    'Velocity: the sum of all gradients so far, each fading by beta with every step.',
    'Velocity: gradients so far, fading.',
  ],
  '2nd moment': [
    '2nd moment: the mean square of the gradients so far, older ones counting less.',
    '2nd moment: mean square of gradients.',
  ],
} as const;

/** The column of what an optimizer remembers, and its values; null if it remembers nothing. */
function memoryColumn(optimizer: Optimizer): {
  readonly column: keyof typeof memories;
  readonly values: readonly number[] | undefined;
} | null {
  const { velocity, secondMoment } = memoryOf(optimizer);
  switch (optimizer.name) {
    case 'sgd':
      return null;
    case 'momentum':
    case 'nesterov':
      return { column: 'velocity', values: velocity };
    case 'rmsprop':
    case 'adam':
      return { column: '2nd moment', values: secondMoment };
  }
}

/** How many lines the table takes: its head and one for each coefficient. */
export function coefficientRows(degree: number): number {
  return degree + 2;
}

/** The coefficient table, and what its bars mean if there is a line to spare. */
export function coefficientTable(state: State, { columns, rows }: Size, { glyphs }: Theme): Panel {
  const { degree } = state.settings;
  const { analysis } = state;
  const { initial } = focusedRun(state);
  const present = shownSnapshot(state);
  const optimum = analysis?.optimum.coefficients;
  const gradient =
    present && analysis ? significantGradient(analysis, present.gradient) : present?.gradient;
  // If the best value is 0, a rounding error is not a distance still to go.
  const reached =
    present && analysis ? significantCoefficients(analysis, present.coefficients) : undefined;
  const taylor = sineTaylorCoefficients(degree);
  const names = rowNames(degree, columns, glyphs);
  const memory = memoryColumn(shownOptimizer(state, focusedRun(state)));
  const room = columnWidths(columns - names[0]!.length, memory?.column);
  const head = (Object.keys(room) as Column[]).map((name) => headOf(name, room[name]!)).join('');
  const body = names.map((name, k) => {
    const best = optimum?.[k];
    const value = present?.coefficients[k];
    const cells: Record<Column, (width: number) => string> = {
      value: (width) =>
        cell(value, width, (each, room) => aligned(each, room, placesIn(width), best || 1)),
      gradient: (width) => cell(gradient?.[k], width, scientific),
      velocity: (width) => cell(memory?.values?.[k], width, scientific),
      '2nd moment': (width) => cell(memory?.values?.[k], width, scientific),
      best: (width) => cell(best, width, (each, room) => aligned(each, room, placesIn(width))),
      'still to go': (width) =>
        reached === undefined || best === undefined
          ? ' '.repeat(width)
          : ` ${leftBar(leftOf(reached[k]!, initial[k]!, best), width - 1, glyphs)}`,
      'Taylor of sin': (width) => cell(taylor[k], width, (each, room) => aligned(each, room, 1)),
    };
    return line(
      name + (Object.keys(room) as Column[]).map((column) => cells[column](room[column]!)).join(''),
    );
  });
  return {
    title: 'Coefficients',
    lines: [
      line(' '.repeat(names[0]!.length) + head, { bold: true }),
      ...body,
      line(fitting(memory ? memories[memory.column] : meanings, columns)),
    ].slice(0, rows),
  };
}

function headOf(column: Column, width: number): string {
  return column === 'still to go' ? ` ${column}`.padEnd(width) : column.padStart(width);
}

/** Places before the point of values that are aligned at it; one in the narrowest column. */
function placesIn(width: number): number {
  return width > widths.value[0] ? 2 : 1;
}

/** The least width for names with their power of x. */
const NAMED = 46;

/** `d` or, if there is room, `d x³`, all equally wide. */
const rowNames = memoizeLast(rowNamesOf);

function rowNamesOf(degree: number, columns: number, glyphs: Glyphs): string[] {
  const names = coefficientNames(degree).map((name, k) =>
    columns < NAMED ? name : `${name} ${powerOfX(k, glyphs)}`,
  );
  const width = Math.max(...names.map(({ length }) => length));
  return names.map((name) => name.padEnd(width));
}

/** The distance to the best value as a share of that at the start; 0 if there is none. */
function leftOf(value: number, initial: number, best: number): number {
  return value === best ? 0 : Math.abs(value - best) / Math.abs(initial - best);
}

/** The columns that have room, with their widths; those that can use more share the rest. */
const columnWidths = memoizeLast(columnWidthsOf);

function columnWidthsOf(
  columns: number,
  memory: keyof typeof memories | undefined,
): Partial<Record<Column, number>> {
  const room: Partial<Record<Column, number>> = {};
  let left = columns;
  for (const [name, [least]] of Object.entries(widths) as [Column, readonly [number, number]][]) {
    if (least <= left && (name === memory || !(name in memories))) {
      room[name] = least;
      left -= least;
    }
  }
  for (let grown = true; grown && left > 0; ) {
    grown = false;
    for (const name of Object.keys(room) as Column[]) {
      if (left > 0 && room[name]! < widths[name][1]) {
        room[name]! += 1;
        left -= 1;
        grown = true;
      }
    }
  }
  return room;
}

/** A number after at least one space, or a dash if it is not known. */
function cell(
  value: number | undefined,
  columns: number,
  format: (value: number, columns: number) => string,
): string {
  return value === undefined ? '-'.padStart(columns) : ` ${format(value, columns - 1)}`;
}
