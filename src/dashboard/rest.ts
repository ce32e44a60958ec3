import { setFlagsFromString } from 'node:v8';

/**
 * Lets a dashboard at rest sleep; to be called before the workers start. V8 would collect a
 * worker's garbage for ten seconds and more after its last iteration, in threads woken again and
 * again for that. There is so little of it that the next run can do it.
 */
export function sleepAtRest(): void {
  setFlagsFromString('--no-memory-reducer');
}
