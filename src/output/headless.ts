import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import { gramPolynomials, hessianTrace, powersInGram } from '../fit/gramPolynomials.js';
import type { RunSettings } from '../options/start.js';
import type { Recorder } from '../recording/recorder.js';
import { divergenceText, type EndedRun, endedRun } from '../runs/divergence.js';
import {
  type EventFormat,
  type Outcome,
  type RunEvent,
  reportedOutcome,
  worst,
} from '../runs/events.js';
import { isRecord } from '../runs/records.js';
import { now } from '../system/clock.js';
import { type Target, writeMessage, writeText } from '../system/standardStreams.js';

/** Milliseconds of training before the event loop gets a turn. */
const SLICE = 10;
/** Points evaluated before the clock is read again. */
const POINTS_PER_LOOK = 100_000;

/** Where a headless run writes, and what may stop it. */
export interface HeadlessWorld {
  /** Receives the records. */
  readonly stdout: Target;
  /** Receives a line about each run that does not converge. */
  readonly stderr: Target;
  readonly interruption: AbortSignal;
  /** Receives every event before it is printed; an error that it throws ends training. */
  readonly record?: Recorder | null;
}

/**
 * Trains runs of the same problem one after the other at full speed, and prints every record and
 * every end. The numbers do not depend on how the work is sliced.
 *
 * @param runs differ only in their learning rates and optimizers; those after an interruption stay at their start.
 * @returns interrupted if that happened, else diverged if any run diverged or cannot converge, else
 *   finished.
 * @throws stdout's error if it cannot be written.
 */
export async function trainHeadless(
  runs: readonly RunSettings[],
  format: EventFormat,
  { stdout, stderr, interruption, record }: HeadlessWorld,
): Promise<Outcome> {
  const { engine, samples, interval, degree, iterations, every } = runs[0]!;
  const stepsPerLook = Math.ceil(POINTS_PER_LOOK / samples);
  let events: RunEvent[] = [];
  await print(format.head);

  const objective = createObjective(engine, samples, interval, degree);
  const statuses: Outcome[] = [];
  for (const [run, { initial, learningRate, schedule, optimizer }] of runs.entries()) {
    const descent = new Descent(objective, initial, learningRate, 0, schedule, optimizer);
    const startLoss = descent.snapshot().loss;
    recordIfDue(run, descent);
    while (!hasEnded(descent)) {
      trainSlice(run, descent);
      await flush();
      await new Promise(setImmediate);
    }
    const status = statusOf(descent);
    const ended = { type: 'ended', run, status, state: descent.snapshot() } as const;
    events.push(ended);
    await flush();
    const problem = await divergenceOf(endedRun(ended, learningRate, schedule, startLoss));
    statuses.push(reportedOutcome(status, problem));
    if (problem !== null) {
      await writeMessage(stderr, `sinfit-tui: ${problem}\n`);
    }
  }
  return worst(statuses);

  function trainSlice(run: number, descent: Descent): void {
    const sliceEnd = now() + SLICE;
    do {
      const lookAt = Math.min(descent.iteration + stepsPerLook, iterations);
      while (descent.iteration < lookAt && descent.step()) {
        recordIfDue(run, descent);
      }
    } while (!hasEnded(descent) && now() < sliceEnd);
  }

  function recordIfDue(run: number, descent: Descent): void {
    const { iteration } = descent;
    if (!descent.diverged && iteration < iterations && isRecord(iteration, every)) {
      events.push({ type: 'record', run, state: descent.snapshot() });
    }
  }

  function hasEnded(descent: Descent): boolean {
    return descent.diverged || descent.iteration >= iterations || interruption.aborted;
  }

  function statusOf({ diverged, iteration }: Descent): Outcome {
    if (diverged) {
      return 'diverged';
    }
    return iteration >= iterations ? 'finished' : 'interrupted';
  }

  /**
   * 2/trace is a lower bound of the stability limit, because no eigenvalue of the Hessian exceeds the
   * sum of all, and costs almost nothing. Only a run that fails against this bound needs the limit
   * itself, whose module loads slowly.
   */
  async function divergenceOf(run: EndedRun): Promise<string | null> {
    const factor = powersInGram(gramPolynomials(samples, interval, degree + 1), degree + 1);
    if (divergenceText(run, { stabilityLimit: 2 / hessianTrace(factor), samples }) === null) {
      return null;
    }
    const analysis = await import('../fit/analysis.js');
    const stabilityLimit = analysis.stabilityLimit(samples, interval, degree);
    return divergenceText(run, { stabilityLimit, samples });
  }

  async function flush(): Promise<void> {
    const taken = events;
    events = [];
    record?.(taken);
    await print(taken.map(format.text).join(''));
  }

  async function print(text: string): Promise<void> {
    if (text !== '') {
      await writeText(stdout, text);
    }
  }
}
