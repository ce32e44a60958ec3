/**
 * Whether the state at this iteration is a record: t mod every = every − 1, as the tutorial prints,
 * which prints before the update. So the state at the end of a run is none until the run goes on.
 */
export function isRecord(iteration: number, every: number): boolean {
  return iteration % every === every - 1;
}
