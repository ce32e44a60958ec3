/** What a terminal shows, as values to draw pictures from. */

/** The names of colours 0 to 15. */
export const COLOUR_NAMES = [
  ...['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'],
  ...['bright-black', 'bright-red', 'bright-green', 'bright-yellow'],
  ...['bright-blue', 'bright-magenta', 'bright-cyan', 'bright-white'],
] as const;

/** How a cell is drawn. */
export interface Style {
  readonly bold: boolean;
  readonly inverse: boolean;
  /** One of COLOUR_NAMES, or null for the default. */
  readonly foreground: string | null;
}

/** Neighbouring cells of a row in the same style. */
export interface Segment {
  /** The first cell's column. */
  readonly column: number;
  /** One character for each cell. */
  readonly text: string;
  readonly style: Style;
}

/** What a terminal shows at one moment. */
export interface Screen {
  readonly columns: number;
  /** The segments of each row from left to right; cells with nothing visible are in none. */
  readonly rows: readonly (readonly Segment[])[];
}

/** The screen's characters, one line for each row, without trailing spaces. */
export function screenText({ rows }: Screen): string {
  return rows.map((segments) => `${rowText(segments)}\n`).join('');
}

function rowText(segments: readonly Segment[]): string {
  let text = '';
  for (const segment of segments) {
    text = text.padEnd(segment.column) + segment.text;
  }
  return text.trimEnd();
}
