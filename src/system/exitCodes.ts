/** How the program ends, for shells; 0 is done or quit. What a signal ends has 128 and its number. */

export const FAILURE = 1;
export const USAGE = 2;
/** A run without the dashboard has diverged, or cannot converge. */
export const DIVERGED = 3;
