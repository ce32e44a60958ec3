/** Styled text: what panels return, before anything knows how a terminal writes it. */

/** The colours in use; which of the terminal's own they are says `theme.ts`. */
export type Color = 'red' | 'blue' | 'magenta' | 'green' | 'cyan' | 'yellow';

export interface Style {
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly color?: Color;
}

/** A stretch of text in one style. Every character is one column wide. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One row of the screen, or of a panel. */
export type Line = readonly Span[];

const plain: Style = {};

/** A stretch of text in the given style. */
export function span(text: string, style: Style = plain): Span {
  return { text, style };
}

/** A line of one style. */
export function line(text: string, style: Style = plain): Line {
  return [span(text, style)];
}

/** Makes a line cell by cell, with neighbours of the same style as one stretch. */
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

/** Whether two lines are made of the same stretches. */
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

/** Columns that a line takes. */
export function width(spans: Line): number {
  return spans.reduce((columns, { text }) => columns + text.length, 0);
}

/** The line with exactly `columns` columns: blanks are added on the right, or its end cut off. */
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

/** `left` and `right` at the two ends of a line of `columns` columns; `right` gives way. */
export function justify(left: Line, right: Line, columns: number): Line {
  const gap = columns - width(left) - width(right);
  return gap >= 1 ? [...left, span(' '.repeat(gap)), ...right] : fit(left, columns);
}

/** The line in the middle of `columns` columns. */
export function center(spans: Line, columns: number): Line {
  const left = Math.max(0, Math.floor((columns - width(spans)) / 2));
  return fit([span(' '.repeat(left)), ...spans], columns);
}
