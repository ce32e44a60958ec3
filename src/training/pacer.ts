/** Milliseconds of training after which the mailbox is looked at again. */
export const SLICE = 4;

/** Milliseconds that the iterations between two looks at the clock should take at most. */
const CHUNK = 1;
const MAX_CHUNK_ITERATIONS = 1024;

/** Milliseconds that a run may be behind its pace and still make up for. */
const GRACE = 100;

/** Least iterations that tell a pace: it is measured in whole ones, which makes few of them far off. */
const MEASURED_ITERATIONS = 10;

/**
 * What paces: which iteration is due when, the pace reached, and how many iterations to train
 * between two looks at the clock. It has no clock: callers pass the time in milliseconds.
 *
 * At a finite pace the iterations due follow from the time since `begin`. Time in which the machine
 * could not keep up is not made up for: what is more than `GRACE` behind is taken off the schedule.
 */
export class Pacer {
  /** Iterations per second wanted; Infinity is as fast as the machine goes. */
  pace: number;
  // Iteration #beginIteration was due at #beginTime.
  #beginTime = 0;
  #beginIteration = 0;
  /** The next slice was asked for then: a call is late by the time since. */
  #wakeTime = Number.POSITIVE_INFINITY;
  /** Where the measurement of the pace reached began; null while there is none. */
  #measuredFrom: { readonly iteration: number; readonly elapsed: number } | null = null;
  #chunk = 1;

  constructor(pace: number) {
    this.pace = pace;
  }

  /**
   * The schedule, and the measurement of the pace reached, begin here and now.
   *
   * @param elapsed milliseconds that the run has been running.
   */
  begin(now: number, iteration: number, elapsed: number): void {
    this.#beginTime = now;
    this.#beginIteration = iteration;
    this.#measuredFrom = { iteration, elapsed };
  }

  /** The pace reached is unknown until the next `begin`. */
  stopMeasuring(): void {
    this.#measuredFrom = null;
  }

  /** Iterations per second since `begin`; null when unknown, as in the first few iterations. */
  paceReached(iteration: number, elapsed: number): number | null {
    if (this.#measuredFrom === null) {
      return null;
    }
    const iterations = iteration - this.#measuredFrom.iteration;
    const milliseconds = elapsed - this.#measuredFrom.elapsed;
    return iterations >= MEASURED_ITERATIONS && milliseconds > 0
      ? (iterations * 1000) / milliseconds
      : null;
  }

  /** The iteration due by now: Infinity at an infinite pace. */
  due(now: number): number {
    return this.pace === Number.POSITIVE_INFINITY
      ? this.pace
      : this.#beginIteration + Math.floor(((now - this.#beginTime) * this.pace) / 1000);
  }

  /** When an iteration is due. */
  dueTime(iteration: number): number {
    return this.#beginTime + ((iteration - this.#beginIteration) * 1000) / this.pace;
  }

  /** Takes off the schedule what a run at this iteration is too far behind to make up for. */
  forgive(now: number, iteration: number): void {
    const behind = now - this.dueTime(iteration + 1);
    this.#beginTime += Math.max(0, behind - GRACE);
  }

  /** The next slice is wanted at this time: Infinity for none. */
  wakeAt(time: number): void {
    this.#wakeTime = time;
  }

  /**
   * Takes off the schedule the time by which a call is too late, as after the process was stopped.
   *
   * @returns these milliseconds: they were no training.
   */
  leaveOutLostTime(now: number): number {
    const lost = Math.max(0, now - this.#wakeTime - GRACE);
    this.#wakeTime = Math.max(this.#wakeTime, now);
    this.#beginTime += lost;
    return lost;
  }

  /** Iterations between two looks at the clock, found by trying. */
  get chunk(): number {
    return this.#chunk;
  }

  /** Iterations that a slice can do. */
  get iterationsPerSlice(): number {
    return (SLICE / CHUNK) * this.#chunk;
  }

  /** Keeps a chunk's duration between a quarter of CHUNK and CHUNK, if iterations are so short. */
  fitChunk(duration: number): void {
    if (duration > CHUNK) {
      this.#chunk = Math.max(1, this.#chunk >> 1);
    } else if (duration < CHUNK / 4) {
      this.#chunk = Math.min(MAX_CHUNK_ITERATIONS, this.#chunk * 2);
    }
  }
}
