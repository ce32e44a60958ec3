import type { Descent, Snapshot } from '../fit/descent.js';
import { isSameOptimizer } from '../fit/optimizers.js';
import type { RunId } from '../runs/events.js';
import { isRecord } from '../runs/records.js';
import type { Command, TrainingStatus } from './protocol.js';
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
  /** Iterations from one record to the next. */
  readonly every: number;
  readonly #descent: Descent;
  readonly #trace: Trace | null;
  #iterations: number;
  #status: TrainingStatus;
  /** Where a step in progress ends. */
  #stepEnd: number | null = null;
  #elapsedBefore = 0;
  #runningSince: number;

  /**
   * @param trace collects every iteration of a watched run; otherwise null.
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
    this.every = every;
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
    return iteration + this.every - ((iteration + 1) % this.every);
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
    return goesOn && isRecord(iteration, this.every) ? this.#descent.snapshot() : null;
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

  /** Runs a paused run for this many iterations, or lengthens a step in progress by as many. */
  step(iterations: number, now: number): void {
    if (this.#status === 'paused') {
      this.#setStatus('running', now);
      this.#stepEnd = Math.min(this.iteration + iterations, this.#iterations);
    } else if (this.#stepEnd !== null) {
      this.#stepEnd = Math.min(this.#stepEnd + iterations, this.#iterations);
    }
  }

  /**
   * Sets the learning rate and, where given, the optimizer of later updates; a diverged run keeps
   * those that explain why.
   *
   * @returns whether anything changed.
   */
  change(to: Extract<Command, { type: 'learningRate' | 'optimizer' }>): boolean {
    const descent = this.#descent;
    if (descent.diverged) {
      return false;
    }
    const changesRate = to.learningRate !== descent.learningRate;
    descent.learningRate = to.learningRate;
    const changesOptimizer =
      to.type === 'optimizer' && !isSameOptimizer(to.optimizer, descent.optimizer);
    if (changesOptimizer) {
      descent.optimizer = to.optimizer;
    }
    return changesRate || changesOptimizer;
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
   * Updates the status if the run has diverged, finished or completed its step.
   *
   * @returns how the run ended; null if it did not.
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
