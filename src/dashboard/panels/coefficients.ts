/** The coefficients, their gradients, where they should be, and what Taylor would say. */

import { coefficientNames } from '../../fit/polynomial.js';
import { significantGradient } from '../../fit/rounding.js';
import { sineTaylorCoefficients } from '../../fit/taylor.js';
import { shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { aligned, scientific } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { line } from '../style/text.js';

/** Least and greatest width of each column; beyond that come digits that a double does not have. */
const widths = {
  value: [9, 20],
  gradient: [10, 16],
  optimum: [9, 20],
  Taylor: [8, 12],
} as const;

type Column = keyof typeof widths;

/** Lines that the table takes at a degree: its head and one for each coefficient. */
export function coefficientRows(degree: number): number {
  return degree + 2;
}

/** The coefficient table for a panel whose inside has the given size. */
export function coefficientTable(state: State, { columns }: Size): Panel {
  const { degree } = state.settings;
  const { analysis } = state;
  const present = shownSnapshot(state);
  const optimum = analysis?.optimum.coefficients;
  const gradient =
    present && analysis ? significantGradient(analysis, present.gradient) : present?.gradient;
  const taylor = sineTaylorCoefficients(degree);
  const room = columnWidths(columns - 1);
  const head = (Object.keys(room) as Column[]).map((name) => name.padStart(room[name])).join('');
  const rows = coefficientNames(degree).map((name, k) => {
    const best = optimum?.[k];
    return line(
      name +
        cell(present?.coefficients[k], room.value, (value, width) =>
          aligned(value, width, 2, best || 1),
        ) +
        cell(gradient?.[k], room.gradient, scientific) +
        cell(best, room.optimum, aligned) +
        cell(taylor[k], room.Taylor, (value, width) => aligned(value, width, 1)),
    );
  });
  return { title: 'Coefficients', lines: [line(` ${head}`, { bold: true }), ...rows] };
}

/** The room shared out, an equal part of what is left to each column that can still use it. */
function columnWidths(columns: number): Record<Column, number> {
  const room = Object.fromEntries(
    Object.entries(widths).map(([name, [least]]) => [name, least]),
  ) as Record<Column, number>;
  let left = columns - Object.values(room).reduce((sum, width) => sum + width, 0);
  for (let grown = true; grown && left > 0; ) {
    grown = false;
    for (const [name, [, most]] of Object.entries(widths) as [Column, readonly number[]][]) {
      if (left > 0 && room[name] < most!) {
        room[name] += 1;
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
