/** How long the proofs are, short among the other tests and long in `npm run soak`; their seed. */

import fc from 'fast-check';

/** Whether `npm run soak` is running. */
export const SOAKING = process.env.SOAK === '1';

/** The first in a test run, the second in a soak. */
export function scaled<T>(short: T, long: T): T {
  return SOAKING ? long : short;
}

/** The seed of all random sequences. A failure prints it, and the variable SEED repeats them. */
export const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** Less than a test file may take: a failure is made smaller up to then, and tells its seed. */
const LIMIT = scaled(120_000, 3_600_000);

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: SEED,
  interruptAfterTimeLimit: LIMIT,
  markInterruptAsFailure: true,
});
