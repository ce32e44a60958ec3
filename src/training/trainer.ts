import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import type { Objective } from '../fit/objective.js';
import { isRecord } from '../runs/records.js';
import {
  type Command,
  FIRST_RUN,
  type Progress,
  type RunSettings,
  type Snapshot,
  type StartingPoint,
  type TrainingStart,
  type TrainingStatus,
} from './protocol.js';

/** Milliseconds of training after which the mailbox is looked at again. */
const SLICE = 4;

/** Milliseconds that the iterations between two looks at the clock should take at most. */
const CHUNK = 1;
const MAX_CHUNK_ITERATIONS = 1024;

/** Least milliseconds between two progresses that answer no command. */
const PROGRESS_INTERVAL = 33;

/** Progresses on their way, not yet acknowledged, at which no other is sent but an answer. */
const MAX_UNACKNOWLEDGED = 2;

/** Records waiting to be sent at which training waits too. */
export const MAX_WAITING_RECORDS = 16_384;

/** Longest sleep in milliseconds; timers cannot sleep for more than 2^31. */
const MAX_SLEEP = 60_000;

/** Milliseconds that a run may be behind its pace and still make up for. */
const GRACE = 100;

/** Least iterations that tell a pace: it is measured in whole ones, which makes few of them far off. */
const MEASURED_ITERATIONS = 10;

/** What a trainer needs of the world around it. */
export interface TrainerWorld {
  /** The time in milliseconds, never going back. */
  now(): number;
  /** Takes a progress on its way to the main thread. */
  send(progress: Progress): void;
}

/**
 * Trains one run at a time in slices of a few milliseconds, without threads or timers of its own:
 * whoever drives it hands over commands and calls `slice` when that asks to be called.
 *
 * At a finite pace the iterations due follow from the time since training was last resumed or its
 * pace set. Time in which the machine could not keep up is not made up for: what is more than
 * `GRACE` behind is taken off the schedule.
 */
export class Trainer {
  readonly #settings: RunSettings;
  readonly #world: TrainerWorld;
  readonly #objective: Objective;

  // The run.
  #run = FIRST_RUN;
  #descent: Descent;
  #iterations = 0;
  #status: TrainingStatus = 'paused';
  /** Where a step in progress ends. */
  #stepEnd: number | null = null;
  #elapsedBefore = 0;
  #runningSince = 0;

  // The schedule at a finite pace: iteration #paceIteration was due at #paceTime.
  #pace: number;
  #paceTime = 0;
  #paceIteration = 0;
  /** Since when a call is late: the next slice was asked for then; time before it is settled. */
  #wakeTime = Number.POSITIVE_INFINITY;
  /** Where the measurement of the pace reached began; null while there is none. */
  #measuredFrom: { readonly iteration: number; readonly elapsed: number } | null = null;
  /** Iterations between two looks at the clock, found by trying. */
  #chunk = 1;

  // Reports.
  #records: Snapshot[] = [];
  #unacknowledged = 0;
  #reportTime = 0;
  #reportedStatus: TrainingStatus = 'paused';

  /**
   * Begins run `FIRST_RUN` and sends its first progress.
   *
   * @throws RangeError when the settings are out of range.
   */
  constructor({ settings, pace, paused }: Omit<TrainingStart, 'analyse'>, world: TrainerWorld) {
    this.#settings = settings;
    this.#world = world;
    this.#pace = pace;
    const { engine, samples, interval, degree, initial, learningRate, iterations } = settings;
    this.#objective = createObjective(engine, samples, interval, degree);
    this.#descent = this.#newDescent({ iteration: 0, coefficients: initial, learningRate });
    this.#begin(FIRST_RUN, iterations, paused);
    this.#report();
  }

  /**
   * Applies a command and sends its answer. At a finite pace the run is first taken to where it
   * should be by now, so that a pause stops exactly there.
   *
   * @throws RangeError when the initial coefficients of a restart do not suit the settings.
   */
  handle(command: Command): void {
    if (command.type === 'acknowledge') {
      this.#unacknowledged -= 1;
      return;
    }
    this.#leaveOutLostTime();
    if (!this.#atFullSpeed()) {
      this.#train();
    }
    switch (command.type) {
      case 'pause':
        if (this.#status === 'running') {
          this.#setStatus('paused');
        }
        break;
      case 'resume':
        if (this.#status === 'paused' || this.#stepEnd !== null) {
          this.#setStatus('running');
          this.#schedule();
        }
        break;
      case 'step':
        if (this.#status === 'paused') {
          this.#setStatus('running');
          this.#stepEnd = Math.min(this.#nextRecord(), this.#iterations);
          this.#measuredFrom = null;
        } else if (this.#stepEnd !== null) {
          this.#stepEnd = Math.min(this.#stepEnd + this.#settings.every, this.#iterations);
        }
        break;
      case 'restart':
        // The run that is left is told to its end, before nobody asks for it any more.
        if (this.#records.length > 0) {
          this.#report();
        }
        this.#descent = this.#newDescent(command.from);
        this.#begin(command.run, command.iterations, command.paused);
        break;
      case 'learningRate':
        // A diverged run keeps the rate that explains it.
        if (!this.#descent.diverged) {
          this.#descent.learningRate = command.learningRate;
        }
        break;
      case 'pace':
        this.#pace = command.pace;
        if (this.#stepEnd === null) {
          this.#schedule();
        }
        break;
      case 'extend':
        this.#iterations = Math.max(this.#iterations, command.iterations);
        if (this.#status === 'finished' && this.#descent.iteration < this.#iterations) {
          this.#recordIfDue();
          this.#setStatus('running');
          this.#schedule();
        }
        break;
    }
    this.#report();
  }

  /**
   * Trains what is due, for a few milliseconds or one iteration if that takes longer, and sends
   * a progress if one is due.
   *
   * @returns milliseconds until the next slice is wanted, a whole number, 0 for at once; null
   *   when nothing is to be done before the next command.
   */
  slice(): number | null {
    this.#leaveOutLostTime();
    this.#train();
    if (this.#reportIsDue()) {
      // Unasked-for news is of records only, so that updates come every so many iterations.
      this.#report(this.#status === 'running' ? this.#records.at(-1) : undefined);
    }
    const now = this.#world.now();
    const wait = this.#wait(now);
    this.#wakeTime = now + (wait ?? Number.POSITIVE_INFINITY);
    return wait;
  }

  #newDescent({ coefficients, learningRate, iteration }: StartingPoint): Descent {
    const { schedule } = this.#settings;
    return new Descent(this.#objective, coefficients, learningRate, iteration, schedule);
  }

  #begin(run: number, iterations: number, paused: boolean): void {
    this.#run = run;
    this.#iterations = iterations;
    this.#setStatus(paused ? 'paused' : 'running');
    this.#elapsedBefore = 0;
    this.#schedule();
    this.#recordIfDue();
    this.#endIfReached();
  }

  /** Called later than asked for, as after the process was stopped: that was no training. */
  #leaveOutLostTime(): void {
    const now = this.#world.now();
    const lost = Math.max(0, now - this.#wakeTime - GRACE);
    this.#wakeTime = Math.max(this.#wakeTime, now);
    this.#paceTime += lost;
    this.#runningSince += lost;
  }

  #train(): void {
    if (this.#status !== 'running') {
      return;
    }
    let now = this.#world.now();
    const goal = this.#goal(now);
    const deadline = now + SLICE;
    while (this.#status === 'running' && this.#canTrainTo(goal) && now < deadline) {
      const begun = now;
      const chunkEnd = Math.min(goal, this.#descent.iteration + this.#chunk);
      while (this.#canTrainTo(chunkEnd) && this.#stepTo(Math.min(chunkEnd, this.#nextRecord()))) {
        this.#recordIfDue();
      }
      now = this.#world.now();
      this.#fitChunk(now - begun);
      this.#endIfReached();
    }
    const behind = now - this.#dueTime(this.#descent.iteration + 1);
    this.#paceTime += Math.max(0, behind - GRACE);
  }

  /** @returns false when the run has diverged. */
  #stepTo(end: number): boolean {
    while (this.#descent.iteration < end) {
      if (!this.#descent.step()) {
        return false;
      }
    }
    return true;
  }

  #canTrainTo(goal: number): boolean {
    return this.#descent.iteration < goal && this.#records.length < MAX_WAITING_RECORDS;
  }

  /** Keeps a chunk's duration between a quarter of CHUNK and CHUNK, if iterations are so short. */
  #fitChunk(duration: number): void {
    if (duration > CHUNK) {
      this.#chunk = Math.max(1, this.#chunk >> 1);
    } else if (duration < CHUNK / 4) {
      this.#chunk = Math.min(MAX_CHUNK_ITERATIONS, this.#chunk * 2);
    }
  }

  #recordIfDue(): void {
    const { iteration, diverged } = this.#descent;
    const goesOn = !diverged && iteration < this.#iterations;
    if (goesOn && isRecord(iteration, this.#settings.every)) {
      this.#records.push(this.#descent.snapshot());
    }
  }

  #nextRecord(): number {
    const { every } = this.#settings;
    const { iteration } = this.#descent;
    return iteration + every - ((iteration + 1) % every);
  }

  #endIfReached(): void {
    if (this.#descent.diverged) {
      this.#setStatus('diverged');
    } else if (this.#descent.iteration >= this.#iterations) {
      this.#setStatus('finished');
    } else if (this.#descent.iteration === this.#stepEnd) {
      this.#setStatus('paused');
    }
  }

  #setStatus(status: TrainingStatus): void {
    const now = this.#world.now();
    if (this.#status === 'running') {
      this.#elapsedBefore += now - this.#runningSince;
    }
    this.#runningSince = now;
    this.#status = status;
    this.#stepEnd = null;
  }

  #elapsed(): number {
    const running = this.#status === 'running' ? this.#world.now() - this.#runningSince : 0;
    return this.#elapsedBefore + running;
  }

  /** The schedule, and the measurement of the pace reached, begin here and now. */
  #schedule(): void {
    this.#paceTime = this.#world.now();
    this.#paceIteration = this.#descent.iteration;
    this.#measuredFrom = { iteration: this.#descent.iteration, elapsed: this.#elapsed() };
  }

  #atFullSpeed(): boolean {
    return this.#stepEnd !== null || this.#pace === Number.POSITIVE_INFINITY;
  }

  #goal(now: number): number {
    if (this.#stepEnd !== null) {
      return this.#stepEnd;
    }
    if (this.#atFullSpeed()) {
      return this.#iterations;
    }
    const due = Math.floor(((now - this.#paceTime) * this.#pace) / 1000);
    return Math.min(this.#iterations, this.#paceIteration + due);
  }

  #dueTime(iteration: number): number {
    return this.#paceTime + ((iteration - this.#paceIteration) * 1000) / this.#pace;
  }

  #mayReport(): boolean {
    return this.#unacknowledged < MAX_UNACKNOWLEDGED;
  }

  #reportIsDue(): boolean {
    if (!this.#mayReport()) {
      return false;
    }
    if (this.#status !== this.#reportedStatus) {
      return true;
    }
    const isNews = this.#records.length > 0;
    return isNews && this.#world.now() >= this.#reportTime + PROGRESS_INTERVAL;
  }

  #wait(now: number): number | null {
    if (this.#status !== 'running') {
      return null;
    }
    const mayReportAt = this.#reportTime + PROGRESS_INTERVAL;
    if (this.#records.length >= MAX_WAITING_RECORDS) {
      return this.#mayReport() ? wholeMilliseconds(mayReportAt - now) : null;
    }
    const { iteration } = this.#descent;
    if (this.#atFullSpeed() || this.#goal(now) > iteration) {
      return 0;
    }
    const nextReport =
      this.#records.length > 0 && this.#mayReport()
        ? mayReportAt
        : Math.max(mayReportAt, this.#dueTime(this.#nextRecord()));
    const wake = Math.min(
      nextReport,
      this.#dueTime(this.#iterations),
      // Not more is left to a slice than it can do.
      this.#dueTime(iteration + (SLICE / CHUNK) * this.#chunk),
      now + MAX_SLEEP,
    );
    return wholeMilliseconds(wake - now);
  }

  #report(present: Snapshot = this.#descent.snapshot()): void {
    const progress: Progress = {
      run: this.#run,
      status: this.#status,
      records: this.#records,
      present,
      iterations: this.#iterations,
      elapsed: this.#elapsed(),
      paceReached: this.#paceReached(),
    };
    this.#records = [];
    this.#unacknowledged += 1;
    this.#reportTime = this.#world.now();
    this.#reportedStatus = this.#status;
    this.#world.send(progress);
  }

  #paceReached(): number | null {
    if (this.#measuredFrom === null) {
      return null;
    }
    const iterations = this.#descent.iteration - this.#measuredFrom.iteration;
    const milliseconds = this.#elapsed() - this.#measuredFrom.elapsed;
    return iterations >= MEASURED_ITERATIONS && milliseconds > 0
      ? (iterations * 1000) / milliseconds
      : null;
  }
}

/** Rounded up, so that what the wait was for has come when it is over. */
function wholeMilliseconds(wait: number): number {
  return Math.max(1, Math.ceil(wait));
}
