/** What the first line of a recording says about its format; a file of its own, so that readers load only this. */

export const PROGRAM = 'sinfit-tui';

/** The version of the format, which docs/records.schema.json describes. */
export const SCHEMA = 1;
