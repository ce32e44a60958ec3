/**
 * Whether the state at this iteration is a record: t mod every = every − 1. The tutorial prints
 * before it updates, so the state at the end of a run is not a record unless the run continues.
 */
export function isRecord(iteration: number, every: number): boolean {
  return iteration % every === every - 1;
}

/** How many records a run has up to and including this iteration, from −1, before all of them. */
export function recordsUpTo(iteration: number, every: number): number {
  return Math.floor((iteration + 1) / every);
}
