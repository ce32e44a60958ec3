import type { WriteStream } from 'node:tty';
import type { Size } from '../model/state.js';

/** For a terminal that does not report its size: the VT100's. */
const UNKNOWN_SIZE: Size = { columns: 80, rows: 24 };

/** Larger than any monitor. There is a limit because memory and time grow with the size. */
const LARGEST: Size = { columns: 1000, rows: 300 };

/**
 * The columns and rows to draw on: the terminal's, within limits. Some terminals, such as serial
 * lines, report a size of 0.
 */
export function sizeOf({ columns, rows }: Pick<WriteStream, 'columns' | 'rows'>): Size {
  return {
    columns: Math.min(columns || UNKNOWN_SIZE.columns, LARGEST.columns),
    rows: Math.min(rows || UNKNOWN_SIZE.rows, LARGEST.rows),
  };
}
