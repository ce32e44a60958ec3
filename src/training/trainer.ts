import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import type { Objective } from '../fit/objective.js';
import type { RunSettings } from '../options/start.js';
import { Pacer, SLICE } from './pacer.js';
import type { Command, Progress, StartingPoint, TrainingStart } from './protocol.js';
import { Reports } from './reports.js';
import { overdueAt, sliceWait } from './sliceWait.js';
import { Trace } from './trace.js';
import { type RunStart, TrainingRun } from './trainingRun.js';

/** What a trainer needs from its surroundings. */
export interface TrainerWorld {
  /** The time in milliseconds, which never goes back. */
  now(): number;
  /** Sends progress to the main thread. */
  send(progress: Progress): void;
}

/**
 * Trains one run at a time in slices of a few milliseconds. It has no threads or timers: the caller
 * passes commands, and calls `slice` again after the wait that it returns.
 */
export class Trainer {
  readonly #settings: RunSettings;
  readonly #world: TrainerWorld;
  readonly #objective: Objective;
  readonly #pacer: Pacer;
  readonly #reports = new Reports();
  readonly #trace: Trace | null;
  #run: TrainingRun;

  /**
   * Begins a run and sends its first progress.
   *
   * @throws RangeError when the settings are out of range.
   */
  constructor(
    { run, settings, pace, paused, watched }: Omit<TrainingStart, 'analyse'>,
    world: TrainerWorld,
    traceCapacity?: number,
  ) {
    this.#settings = settings;
    this.#world = world;
    const { engine, samples, interval, degree, initial, iterations } = settings;
    this.#objective = createObjective(engine, samples, interval, degree);
    this.#pacer = new Pacer(pace);
    this.#trace = watched ? new Trace(traceCapacity) : null;
    const from = { ...settings, iteration: 0, coefficients: initial };
    this.#run = this.#newRun({ run, from, iterations, paused });
    this.#begin(world.now());
    this.#recordIfDue();
    this.#endIfReached(world.now());
    this.#report();
  }

  /**
   * Applies a command and sends the reply. At a finite pace, first trains up to where the run should
   * be by now, so that a pause stops exactly there.
   *
   * @throws RangeError when the initial coefficients of a restart do not match the settings.
   */
  handle(command: Command): void {
    if (command.type === 'acknowledge') {
      this.#reports.acknowledge();
      return;
    }
    this.#leaveOutLostTime();
    if (!this.#run.isStepping && this.#pacer.pace !== Number.POSITIVE_INFINITY) {
      this.#train();
    }
    this.#apply(command, this.#world.now());
    this.#report();
  }

  /**
   * Trains what is due, for a few milliseconds or for one iteration if that takes longer, and sends
   * progress if due.
   *
   * @returns whole milliseconds until the next slice, 0 for at once; null if there is nothing to do
   *   before the next command.
   */
  slice(): number | null {
    this.#leaveOutLostTime();
    this.#train();
    const parts = {
      run: this.#run,
      pacer: this.#pacer,
      reports: this.#reports,
      trace: this.#trace,
    };
    const { status } = this.#run;
    let now = this.#world.now();
    const isDue = this.#reports.isDue(now, status);
    if (isDue || (status === 'running' && now >= overdueAt(parts))) {
      // If it is due, reports the newest record, so that the screen moves in steps of records.
      this.#report(isDue && status === 'running' ? this.#reports.newestState : undefined);
      now = this.#world.now();
    }
    const wait = sliceWait(now, this.#goal(now), parts);
    this.#pacer.wakeAt(now + (wait ?? Number.POSITIVE_INFINITY));
    return wait;
  }

  #apply(command: Exclude<Command, { type: 'acknowledge' }>, now: number): void {
    const run = this.#run;
    switch (command.type) {
      case 'pause':
        run.pause(now);
        break;
      case 'resume':
        if (run.resume(now)) {
          this.#begin(now);
        }
        break;
      case 'step':
        run.step(command.iterations, now);
        if (run.isStepping) {
          this.#pacer.stopMeasuring();
        }
        break;
      case 'restart':
        // Sends the rest of the old run first, because the new one replaces it.
        if (this.#reports.hasEvents) {
          this.#report();
        }
        this.#trace?.take(Number.POSITIVE_INFINITY);
        this.#run = this.#newRun(command);
        this.#begin(now);
        if (!command.isBranch) {
          this.#recordIfDue();
        }
        this.#endIfReached(now);
        break;
      case 'learningRate':
      case 'optimizer':
        if (run.change(command)) {
          this.#reports.add({ type: 'changed', run: run.number, state: run.snapshot() });
        }
        break;
      case 'pace':
        this.#pacer.pace = command.pace;
        if (!run.isStepping) {
          this.#begin(now);
        }
        break;
      case 'extend':
        if (run.extend(command.iterations, now)) {
          this.#recordIfDue();
          this.#begin(now);
        }
        break;
    }
  }

  #newRun(start: RunStart & { readonly from: StartingPoint }): TrainingRun {
    const { iteration, coefficients, learningRate, optimizer } = start.from;
    const { schedule, every } = this.#settings;
    const descent = new Descent(
      this.#objective,
      coefficients,
      learningRate,
      iteration,
      schedule,
      optimizer,
    );
    return new TrainingRun(descent, start, every, this.#trace, this.#world.now());
  }

  /** Starts the schedule of a finite pace where the run is now. */
  #begin(now: number): void {
    this.#pacer.begin(now, this.#run.iteration, this.#run.elapsed(now));
  }

  #leaveOutLostTime(): void {
    this.#run.leaveOut(this.#pacer.leaveOutLostTime(this.#world.now()));
  }

  #train(): void {
    const run = this.#run;
    if (run.status !== 'running') {
      return;
    }
    let now = this.#world.now();
    const goal = this.#goal(now);
    const deadline = now + SLICE;
    while (run.status === 'running' && this.#canTrainTo(goal) && now < deadline) {
      const begun = now;
      const { iteration } = run;
      const chunkEnd = Math.min(goal, run.iteration + this.#pacer.chunk);
      while (this.#canTrainTo(chunkEnd) && run.trainTo(Math.min(chunkEnd, run.nextRecord))) {
        this.#recordIfDue();
      }
      now = this.#world.now();
      this.#pacer.fitChunk(now - begun, run.iteration - iteration);
      this.#endIfReached(now);
    }
    this.#pacer.forgive(now, run.iteration);
  }

  /** The iteration to train up to by now. A step ignores the pace. */
  #goal(now: number): number {
    const { isStepping, end } = this.#run;
    return isStepping ? end : Math.min(end, this.#pacer.due(now));
  }

  #canTrainTo(goal: number): boolean {
    return this.#run.iteration < goal && !this.#reports.isFull;
  }

  #recordIfDue(): void {
    const state = this.#run.recordDue();
    if (state !== null) {
      this.#reports.add({ type: 'record', run: this.#run.number, state });
    }
  }

  #endIfReached(now: number): void {
    const status = this.#run.endIfReached(now);
    if (status !== null) {
      const { number } = this.#run;
      this.#reports.add({ type: 'ended', run: number, status, state: this.#run.snapshot() });
    }
  }

  #report(present = this.#run.snapshot()): void {
    const { number, status, iteration, iterations } = this.#run;
    const now = this.#world.now();
    const elapsed = this.#run.elapsed(now);
    this.#world.send({
      run: number,
      status,
      events: this.#reports.take(now, status),
      trace: this.#trace?.take(present.iteration) ?? [],
      present,
      iterations,
      elapsed,
      paceReached: this.#pacer.paceReached(iteration, elapsed),
    });
  }
}
