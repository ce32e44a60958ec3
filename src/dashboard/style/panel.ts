/** What a panel is: text, and perhaps curves, for a given size. */

import type { Line, Style } from './text.js';

/** How a curve is drawn: its style, its dashes, and its character where there is no braille. */
export interface Pen {
  readonly style: Style;
  readonly mark: string;
  /** Of every `period` dots the first `on` are drawn; a solid line without it. */
  readonly dash?: { readonly on: number; readonly period: number };
}

/** A polyline in dots, two to a column and four to a row, from the top left of its canvas. */
export interface Stroke {
  readonly pen: Pen;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A word among the curves, in columns and rows of their canvas; it covers them. */
export interface Label {
  readonly left: number;
  readonly top: number;
  readonly text: string;
  readonly style: Style;
}

/** A part of a panel that curves are drawn on; in columns and rows of the panel's inside. */
export interface Canvas {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly strokes: readonly Stroke[];
  readonly labels: readonly Label[];
}

/** The inside of a panel, without its border. */
export interface Panel {
  readonly title: string;
  /** In place of a title that is too long for the panel. */
  readonly shortTitle?: string;
  readonly lines: readonly Line[];
  readonly canvas?: Canvas;
}

/** The first of the titles that an upper edge of so many columns has room for, else the last. */
export function firstFitting(titles: readonly string[], inner: number): string {
  return titles.find(({ length }) => length + 3 <= inner) ?? titles.at(-1)!;
}

/** The title that an upper edge of so many columns between its corners has room for. */
export function fittingTitle(
  { title, shortTitle = title }: Pick<Panel, 'title' | 'shortTitle'>,
  inner: number,
): string {
  return title.length + 3 <= inner ? title : shortTitle;
}
