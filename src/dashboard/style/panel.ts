/** What a panel returns for a given size: text, and perhaps curves. */

import type { Line, Style } from './text.js';

/** How to draw a curve: its style, its dashes, and its character if there is no braille. */
export interface Pen {
  readonly style: Style;
  readonly mark: string;
  /** Draws the first `on` of every `period` dots; without it, a solid line. */
  readonly dash?: { readonly on: number; readonly period: number };
}

/** A polyline. Its unit is dots, two per column and four per row, from the top left of the canvas. */
export interface Stroke {
  readonly pen: Pen;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A word over the curves, in columns and rows of their canvas. */
export interface Label {
  readonly left: number;
  readonly top: number;
  readonly text: string;
  readonly style: Style;
}

/** The part of a panel that curves are drawn on, in columns and rows of the panel's inside. */
export interface Canvas {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly strokes: readonly Stroke[];
  readonly labels: readonly Label[];
}

/** A panel without its border. */
export interface Panel {
  readonly title: string;
  /** Replaces a title that is too long for the panel. */
  readonly shortTitle?: string;
  readonly lines: readonly Line[];
  readonly canvas?: Canvas;
}

/** The first title that fits in a top edge of `inner` columns between the corners, or the last. */
export function firstFitting(titles: readonly string[], inner: number): string {
  return titles.find(({ length }) => length + 3 <= inner) ?? titles.at(-1)!;
}

/** The panel's title or, if that does not fit in the top edge, its short one. */
export function fittingTitle(
  { title, shortTitle = title }: Pick<Panel, 'title' | 'shortTitle'>,
  inner: number,
): string {
  return firstFitting([title, shortTitle], inner);
}
