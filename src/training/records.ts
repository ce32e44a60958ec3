/** Whether the state at this iteration is a record: t mod every = every − 1, as the tutorial prints. */
export function isRecord(iteration: number, every: number): boolean {
  return iteration % every === every - 1;
}
