import type { WriteStream } from 'node:tty';
import type { Size } from '../model/state.js';

/** The size of a terminal that does not tell: that of the VT100, which others are compatible to. */
const UNKNOWN_SIZE: Size = { columns: 80, rows: 24 };

/** Larger than any monitor shows; what a screen takes in memory and time grows with it. */
const LARGEST: Size = { columns: 1000, rows: 300 };

/**
 * Columns and rows of the terminal that are drawn on: all but for sizes that can only be a mistake.
 * Some terminals, as on a serial line, say that they have none.
 */
export function sizeOf({ columns, rows }: Pick<WriteStream, 'columns' | 'rows'>): Size {
  return {
    columns: Math.min(columns || UNKNOWN_SIZE.columns, LARGEST.columns),
    rows: Math.min(rows || UNKNOWN_SIZE.rows, LARGEST.rows),
  };
}
