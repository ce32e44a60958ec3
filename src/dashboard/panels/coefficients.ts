/** The coefficients, their gradients, where they should be, and how far that still is. */

import { coefficientNames } from '../../fit/polynomial.js';
import { significantCoefficients, significantGradient } from '../../fit/rounding.js';
import { sineTaylorCoefficients } from '../../fit/taylor.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { leftBar } from '../style/bar.js';
import { aligned, scientific } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { powerOfX } from '../style/powerOfX.js';
import { line } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';

/**
 * Least and greatest width of each column, in the order in which they come with the room; beyond the
 * greatest come digits that a double does not have.
 */
const widths = {
  value: [8, 20],
  gradient: [9, 16],
  best: [8, 20],
  'still to go': [9, 34],
  Taylor: [8, 12],
} as const;

type Column = keyof typeof widths;

/** Lines that the table takes at a degree: its head and one for each coefficient. */
export function coefficientRows(degree: number): number {
  return degree + 2;
}

/** The coefficient table for a panel whose inside has the given size. */
export function coefficientTable(state: State, { columns }: Size, { glyphs }: Theme): Panel {
  const { degree } = state.settings;
  const { analysis } = state;
  const { initial } = focusedRun(state);
  const present = shownSnapshot(state);
  const optimum = analysis?.optimum.coefficients;
  const gradient =
    present && analysis ? significantGradient(analysis, present.gradient) : present?.gradient;
  // Beside a best of 0 a rounding error is no way to go.
  const reached =
    present && analysis ? significantCoefficients(analysis, present.coefficients) : undefined;
  const taylor = sineTaylorCoefficients(degree);
  const names = rowNames(degree, columns, glyphs);
  const room = columnWidths(columns - names[0]!.length);
  const head = (Object.keys(room) as Column[]).map((name) => headOf(name, room[name]!)).join('');
  const rows = names.map((name, k) => {
    const best = optimum?.[k];
    const value = present?.coefficients[k];
    const cells: Record<Column, (width: number) => string> = {
      value: (width) => cell(value, width, (each, room) => aligned(each, room, 2, best || 1)),
      gradient: (width) => cell(gradient?.[k], width, scientific),
      best: (width) => cell(best, width, aligned),
      'still to go': (width) =>
        reached === undefined || best === undefined
          ? ' '.repeat(width)
          : ` ${leftBar(leftOf(reached[k]!, initial[k]!, best), width - 1, glyphs)}`,
      Taylor: (width) => cell(taylor[k], width, (each, room) => aligned(each, room, 1)),
    };
    return line(
      name + (Object.keys(room) as Column[]).map((column) => cells[column](room[column]!)).join(''),
    );
  });
  return {
    title: 'Coefficients',
    lines: [line(' '.repeat(names[0]!.length) + head, { bold: true }), ...rows],
  };
}

function headOf(column: Column, width: number): string {
  if (column !== 'still to go') {
    return column.padStart(width);
  }
  return (width > column.length ? ` ${column}` : ' to go').padEnd(width);
}

/** From this width on the names say which power of x they belong to. */
const NAMED = 46;

/** `d`, or `d x³` where there is room, all equally wide. */
function rowNames(degree: number, columns: number, glyphs: Glyphs): string[] {
  const names = coefficientNames(degree).map((name, k) =>
    columns < NAMED ? name : `${name} ${powerOfX(k, glyphs)}`,
  );
  const width = Math.max(...names.map(({ length }) => length));
  return names.map((name) => name.padEnd(width));
}

/** The distance to the best value as a share of that from the start; 0 where there is none. */
function leftOf(value: number, initial: number, best: number): number {
  return value === best ? 0 : Math.abs(value - best) / Math.abs(initial - best);
}

/** The columns there is room for; what is left over is shared by those that can use it. */
function columnWidths(columns: number): Partial<Record<Column, number>> {
  const room: Partial<Record<Column, number>> = {};
  let left = columns;
  for (const [name, [least]] of Object.entries(widths) as [Column, readonly [number, number]][]) {
    if (least <= left) {
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

/** A number after at least one blank; a dash while it is not known. */
function cell(
  value: number | undefined,
  columns: number,
  format: (value: number, columns: number) => string,
): string {
  return value === undefined ? '-'.padStart(columns) : ` ${format(value, columns - 1)}`;
}
