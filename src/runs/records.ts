/**
 * Whether the state at this iteration is a record: t mod every = every − 1. The tutorial prints
 * before it updates, so the state at the end of a run is not a record unless the run continues.
 */
export function isRecord(iteration: number, every: number): boolean {
  return iteration % every === every - 1;
}
