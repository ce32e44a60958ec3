/** Styled text, independent of how a terminal writes it. */

/** The colours in use; `theme.ts` maps them to the terminal's palette. */
export type Color = 'red' | 'blue' | 'magenta' | 'green' | 'cyan' | 'yellow';

export interface Style {
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly color?: Color;
}

/** Text in one style. Every character is one column wide. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One row of the screen or of a panel. */
export type Line = readonly Span[];

const plain: Style = {};

/** Text in the given style. */
export function span(text: string, style: Style = plain): Span {
  return { text, style };
}

/** A line in one style. */
export function line(text: string, style: Style = plain): Line {
  return [span(text, style)];
}

/** Builds a line cell by cell, and joins neighbours of the same style into one span. */
export class LineBuilder {
  readonly #spans: { text: string; readonly style: Style }[] = [];
  #last: { text: string; readonly style: Style } | undefined;

  /** The line so far. */
  get spans(): Line {
    return this.#spans;
  }

  add(text: string, style: Style = plain): void {
    if (text === '') {
      return;
    }
    if (this.#last?.style === style) {
      this.#last.text += text;
    } else {
      this.#last = { text, style };
      this.#spans.push(this.#last);
    }
  }
}

/** Whether two lines consist of the same spans. */
export function sameLine(one: Line, other: Line): boolean {
  if (one.length !== other.length) {
    return false;
  }
  for (let i = 0; i < one.length; i++) {
    const { text, style } = one[i]!;
    if (text !== other[i]!.text || !sameStyle(style, other[i]!.style)) {
      return false;
    }
  }
  return true;
}

function sameStyle(one: Style, other: Style): boolean {
  return (
    one === other ||
    (one.color === other.color && one.bold === other.bold && one.inverse === other.inverse)
  );
}

/** How many columns a line takes. */
export function width(spans: Line): number {
  return spans.reduce((columns, { text }) => columns + text.length, 0);
}

/** The line at exactly `columns` columns: padded with spaces, or cut off at the end. */
export function fit(spans: Line, columns: number): Line {
  const missing = columns - width(spans);
  if (missing >= 0) {
    return missing === 0 ? spans : [...spans, span(' '.repeat(missing))];
  }
  const kept: Span[] = [];
  let room = columns;
  for (const { text, style } of spans) {
    if (room <= 0) {
      break;
    }
    kept.push({ text: text.slice(0, room), style });
    room -= text.length;
  }
  return kept;
}

/** The first text that fits; empty if none does. */
export function fitting(texts: readonly string[], columns: number): string {
  return texts.find(({ length }) => length <= columns) ?? '';
}

/** Puts `left` and `right` at the ends of a line of `columns` columns; drops `right` if both do not fit. */
export function justify(left: Line, right: Line, columns: number): Line {
  const gap = columns - width(left) - width(right);
  return gap >= 1 ? [...left, span(' '.repeat(gap)), ...right] : fit(left, columns);
}

/** Centres a line in `columns` columns. */
export function center(spans: Line, columns: number): Line {
  const left = Math.max(0, Math.floor((columns - width(spans)) / 2));
  return fit([span(' '.repeat(left)), ...spans], columns);
}
