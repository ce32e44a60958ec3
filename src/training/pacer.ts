/** Milliseconds of training before the mailbox is read again. */
export const SLICE = 4;

/** The most milliseconds that training should take before the clock is read again. */
const CHUNK = 1;
const MAX_CHUNK_ITERATIONS = 1024;

/** How many milliseconds behind its pace a run may be and still catch up. */
const GRACE = 100;

/** The fewest iterations to measure a pace by: with fewer, whole iterations are too coarse. */
const MEASURED_ITERATIONS = 10;

/**
 * Knows which iteration is due when, measures the pace reached, and decides how many iterations to
 * train before reading the clock again. Has no clock: callers pass the time in milliseconds.
 *
 * At a finite pace, the iteration due follows from the time since `begin`. A run that falls more than
 * `GRACE` behind does not catch up: its schedule is moved instead.
 */
export class Pacer {
  /** Target iterations per second; Infinity is full speed. */
  pace: number;
  // Iteration #beginIteration was due at #beginTime.
  #beginTime = 0;
  #beginIteration = 0;
  /** When the next slice was requested; a later call is late. */
  #wakeTime = Number.POSITIVE_INFINITY;
  /** Where measuring the pace reached began; null while it is not measured. */
  #measuredFrom: { readonly iteration: number; readonly elapsed: number } | null = null;
  #chunk = 1;
  /** The least milliseconds that an iteration has taken: what it takes on an idle machine. */
  #iterationTime = Number.POSITIVE_INFINITY;

  constructor(pace: number) {
    this.pace = pace;
  }

  /**
   * Starts the schedule and the measurement of the pace reached.
   *
   * @param elapsed milliseconds that the run has been running.
   */
  begin(now: number, iteration: number, elapsed: number): void {
    this.#beginTime = now;
    this.#beginIteration = iteration;
    this.#measuredFrom = { iteration, elapsed };
  }

  /** Stops measuring: the pace reached is unknown until the next `begin`. */
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
    return this.#beginTime + this.timeFor(iteration - this.#beginIteration);
  }

  /** Milliseconds that this many iterations take at this pace. */
  timeFor(iterations: number): number {
    return (iterations * 1000) / this.pace;
  }

  /** Moves the schedule if a run at this iteration is too far behind to catch up. */
  forgive(now: number, iteration: number): void {
    const behind = now - this.dueTime(iteration + 1);
    this.#beginTime += Math.max(0, behind - GRACE);
  }

  /** Notes when the next slice is requested; Infinity for none. */
  wakeAt(time: number): void {
    this.#wakeTime = time;
  }

  /**
   * Moves the schedule by the time that a call is late, as after the process was suspended.
   *
   * @returns these milliseconds, which were not training.
   */
  leaveOutLostTime(now: number): number {
    const lost = Math.max(0, now - this.#wakeTime - GRACE);
    this.#wakeTime = Math.max(this.#wakeTime, now);
    this.#beginTime += lost;
    return lost;
  }

  /** Iterations to train before reading the clock again, found by trial. */
  get chunk(): number {
    return this.#chunk;
  }

  /** How many iterations a slice can do. */
  get iterationsPerSlice(): number {
    return (SLICE / CHUNK) * this.#chunk;
  }

  /**
   * Whether a run can train so many iterations within `GRACE`, whatever its pace. A machine that is
   * busy for a moment changes nothing.
   */
  canCatchUp(iterations: number): boolean {
    return iterations * this.#iterationTime <= GRACE;
  }

  /**
   * Keeps a chunk's duration between a quarter of CHUNK and CHUNK, if iterations are short enough.
   *
   * @param iterations how many were trained in these milliseconds.
   */
  fitChunk(duration: number, iterations: number): void {
    this.#iterationTime = Math.min(this.#iterationTime, duration / iterations);
    if (duration > CHUNK) {
      this.#chunk = Math.max(1, this.#chunk >> 1);
    } else if (duration < CHUNK / 4) {
      this.#chunk = Math.min(MAX_CHUNK_ITERATIONS, this.#chunk * 2);
    }
  }
}
