/** Axes as text around a plot. */

import { memoizeLast } from '../style/memoizeLast.js';
import { type Line, line } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import type { Axis } from './axis.js';

/** One line per row, with the label of its tick, if any, in the first `left` columns. */
export const verticalAxis = memoizeLast(verticalAxisOf);

function verticalAxisOf(axis: Axis, left: number, rows: number, { glyphs }: Theme): Line[] {
  const labels = new Map<number, string>();
  for (const { value, label } of axis.ticks) {
    labels.set(Math.round((1 - (axis.position(value) ?? 0)) * (rows - 1)), label);
  }
  return Array.from({ length: rows }, (_, row) => {
    const label = labels.get(row);
    return label === undefined
      ? line(' '.repeat(left) + glyphs.vertical)
      : line(label.padStart(left) + glyphs.tickLeft);
  });
}

/** A value to mark on an axis, and its labels, longest first. */
export interface Mark {
  readonly value: number;
  readonly labels: readonly string[];
}

/**
 * The axis, `left` columns in, with its ticks, and below it as many labels as do not touch.
 *
 * @param marks values to mark on the axis itself, each with the longest label that has room.
 */
export const horizontalAxis = memoizeLast(horizontalAxisOf);

function horizontalAxisOf(
  axis: Axis,
  left: number,
  columns: number,
  { glyphs }: Theme,
  marks: readonly Mark[] = [],
): Line[] {
  const rule = Array.from({ length: columns }, () => glyphs.horizontal);
  const columnOf = (value: number) => Math.round((axis.position(value) ?? 0) * (columns - 1));
  const { text, shown } = labelLine(
    axis.ticks.map(({ value, label }) => ({ column: left + 1 + columnOf(value), label })),
    left + 1 + columns,
  );
  for (const { column } of shown) {
    rule[column - left - 1] = glyphs.tickBelow;
  }
  const shownMarks = marks.filter(({ value }) => axis.position(value) !== null);
  for (const [i, { value, labels }] of shownMarks.entries()) {
    const next = shownMarks[i + 1];
    const room = (next ? columnOf(next.value) : columns) - columnOf(value);
    const texts = labels.map((label) => `^${label} `);
    const written = texts.find(({ length }) => length <= room) ?? '^';
    rule.splice(columnOf(value), written.length, ...written);
  }
  return [line(' '.repeat(left) + glyphs.bottomLeft + rule.join('')), line(text)];
}

export interface PlacedLabel {
  readonly column: number;
  readonly label: string;
}

/**
 * Centres labels below their columns in a text of `columns` columns. Moves those at the edges inwards,
 * and omits labels that would touch the one before.
 */
export function labelLine(
  labels: readonly PlacedLabel[],
  columns: number,
): { readonly text: string; readonly shown: readonly PlacedLabel[] } {
  let text = '';
  const shown = labels.filter(({ column, label }) => {
    const centred = column - Math.floor(label.length / 2);
    const start = Math.max(0, Math.min(centred, columns - label.length));
    const fits = start >= text.length + (text === '' ? 0 : 1);
    if (fits) {
      text = text.padEnd(start) + label;
    }
    return fits;
  });
  return { text: text.padEnd(columns), shown };
}
