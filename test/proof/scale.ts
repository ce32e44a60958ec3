/** How long the proofs are: short among the other tests, long in `npm run soak`. */

/** Whether `npm run soak` is running. */
export const SOAKING = process.env.SOAK === '1';

/** The first in a test run, the second in a soak. */
export function scaled<T>(short: T, long: T): T {
  return SOAKING ? long : short;
}
