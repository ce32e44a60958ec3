import type { WriteStream } from 'node:tty';
import type { Size } from './state.js';

/** The size of a terminal that does not tell: that of the VT100, which others are compatible to. */
const UNKNOWN_SIZE: Size = { columns: 80, rows: 24 };

/** Columns and rows of the terminal; some, as on a serial line, say that they have none. */
export function sizeOf({ columns, rows }: Pick<WriteStream, 'columns' | 'rows'>): Size {
  return { columns: columns || UNKNOWN_SIZE.columns, rows: rows || UNKNOWN_SIZE.rows };
}
