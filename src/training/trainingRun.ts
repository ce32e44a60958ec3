import type { Descent } from '../fit/descent.js';
import type { RunId } from '../runs/events.js';
import { isRecord } from '../runs/records.js';
import type { Snapshot, TrainingStatus } from './protocol.js';
import type { Trace } from './trace.js';

/** How a run starts. */
export interface RunStart {
  readonly run: RunId;
  /** The iteration at which it ends. */
  readonly iterations: number;
  readonly paused: boolean;
}

/**
 * A descent with its last iteration, its status and its running time. Has no clock: callers pass the
 * time in milliseconds.
 */
export class TrainingRun {
  readonly number: RunId;
  readonly #descent: Descent;
  readonly #every: number;
  readonly #trace: Trace | null;
  #iterations: number;
  #status: TrainingStatus;
  /** Where a step in progress ends. */
  #stepEnd: number | null = null;
  #elapsedBefore = 0;
  #runningSince: number;

  /**
   * @param every iterations from one record to the next.
   * @param trace what sees every iteration; null where nobody watches.
   */
  constructor(
    descent: Descent,
    { run, iterations, paused }: RunStart,
    every: number,
    trace: Trace | null,
    now: number,
  ) {
    this.number = run;
    this.#descent = descent;
    this.#every = every;
    this.#trace = trace;
    this.#iterations = iterations;
    this.#status = paused ? 'paused' : 'running';
    this.#runningSince = now;
  }

  get status(): TrainingStatus {
    return this.#status;
  }

  get iteration(): number {
    return this.#descent.iteration;
  }

  /** The iteration at which the run finishes. */
  get iterations(): number {
    return this.#iterations;
  }

  /** The iteration at which the run stops by itself, unless it diverges before. */
  get end(): number {
    return this.#stepEnd ?? this.#iterations;
  }

  get isStepping(): boolean {
    return this.#stepEnd !== null;
  }

  /** The next iteration whose state is a record, even if beyond the end. */
  get nextRecord(): number {
    const { iteration } = this.#descent;
    return iteration + this.#every - ((iteration + 1) % this.#every);
  }

  /** Milliseconds spent running. */
  elapsed(now: number): number {
    return this.#elapsedBefore + (this.#status === 'running' ? now - this.#runningSince : 0);
  }

  /** Subtracts these milliseconds from the running time. */
  leaveOut(milliseconds: number): void {
    this.#runningSince += milliseconds;
  }

  /** A copy of the present state. */
  snapshot(): Snapshot {
    return this.#descent.snapshot();
  }

  /** The present state if it is a record and the run continues from there; otherwise null. */
  recordDue(): Snapshot | null {
    const { iteration, diverged } = this.#descent;
    const goesOn = !diverged && iteration < this.#iterations;
    return goesOn && isRecord(iteration, this.#every) ? this.#descent.snapshot() : null;
  }

  pause(now: number): void {
    if (this.#status === 'running') {
      this.#setStatus('paused', now);
    }
  }

  /** @returns whether the run was paused or stepping. */
  resume(now: number): boolean {
    const resumes = this.#status === 'paused' || this.isStepping;
    if (resumes) {
      this.#setStatus('running', now);
    }
    return resumes;
  }

  /** A paused run is running for so many iterations; one that is doing so for as many more. */
  step(iterations: number, now: number): void {
    if (this.#status === 'paused') {
      this.#setStatus('running', now);
      this.#stepEnd = Math.min(this.iteration + iterations, this.#iterations);
    } else if (this.#stepEnd !== null) {
      this.#stepEnd = Math.min(this.#stepEnd + iterations, this.#iterations);
    }
  }

  /**
   * The rate of the updates to come; a diverged run keeps the one that explains it.
   *
   * @returns whether it is another one than before.
   */
  setLearningRate(learningRate: number): boolean {
    const changes = !this.#descent.diverged && learningRate !== this.#descent.learningRate;
    if (changes) {
      this.#descent.learningRate = learningRate;
    }
    return changes;
  }

  /** @returns whether the run was finished and now continues. */
  extend(iterations: number, now: number): boolean {
    this.#iterations = Math.max(this.#iterations, iterations);
    const goesOn = this.#status === 'finished' && this.#descent.iteration < this.#iterations;
    if (goesOn) {
      this.#setStatus('running', now);
    }
    return goesOn;
  }

  /** @returns false when the run has diverged. */
  trainTo(iteration: number): boolean {
    while (this.#descent.iteration < iteration) {
      if (!this.#descent.step()) {
        return false;
      }
      this.#trace?.see(this.#descent);
    }
    return true;
  }

  /**
   * Sets the status of a run that has diverged, is finished or has done its step.
   *
   * @returns how it has ended; null when it has not.
   */
  endIfReached(now: number): 'finished' | 'diverged' | null {
    const { iteration, diverged } = this.#descent;
    if (diverged || iteration >= this.#iterations) {
      const outcome = diverged ? 'diverged' : 'finished';
      this.#setStatus(outcome, now);
      return outcome;
    }
    if (iteration === this.#stepEnd) {
      this.#setStatus('paused', now);
    }
    return null;
  }

  #setStatus(status: TrainingStatus, now: number): void {
    this.#elapsedBefore = this.elapsed(now);
    this.#runningSince = now;
    this.#status = status;
    this.#stepEnd = null;
  }
}
