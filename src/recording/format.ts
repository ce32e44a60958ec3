/** What the first line of a recording says of its format; read without what writing needs. */

/** The name of the program. */
export const PROGRAM = 'sinfit-tui';

/** The version of the format, which docs/records.schema.json describes. */
export const SCHEMA = 1;
