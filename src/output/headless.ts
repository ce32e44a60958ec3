import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import { divergenceText, type EndedRun, lastUpdateRate } from '../runs/divergence.js';
import { type OutcomeStatus, type RecordFormat, worst } from '../runs/format.js';
import { isRecord } from '../runs/records.js';
import { now } from '../system/clock.js';
import { type Target, writeMessage, writeText } from '../system/stdout.js';
import type { RunSettings } from '../training/protocol.js';

/** Milliseconds of training between two looks at what else happens in the process. */
const SLICE = 10;
/** Points evaluated between two looks at the clock. */
const POINTS_PER_LOOK = 100_000;

/** Where a headless run writes to, and what may end it before its time. */
export interface HeadlessWorld {
  /** Takes the records. */
  readonly stdout: Target;
  /** Is told in one line of each run that does not converge. */
  readonly stderr: Target;
  readonly interruption: AbortSignal;
}

/**
 * Trains runs of the same problem one after the other, as fast as the machine goes, and writes down
 * every record and every end. The numbers do not depend on how the work is sliced.
 *
 * @param runs differ in nothing but their learning rate; those after an interruption stay where they
 *   start.
 * @returns interrupted if that happened, else diverged if any run did or does not converge, else
 *   finished.
 * @throws the error of stdout if it cannot be written.
 */
export async function trainHeadless(
  runs: readonly RunSettings[],
  format: RecordFormat,
  { stdout, stderr, interruption }: HeadlessWorld,
): Promise<OutcomeStatus> {
  const { engine, samples, interval, degree, iterations, every } = runs[0]!;
  const stepsPerLook = Math.ceil(POINTS_PER_LOOK / samples);
  let text = format.head;
  await flush();

  const objective = createObjective(engine, samples, interval, degree);
  const statuses: OutcomeStatus[] = [];
  for (const [run, { initial, learningRate, schedule }] of runs.entries()) {
    const descent = new Descent(objective, initial, learningRate, 0, schedule);
    const startLoss = descent.snapshot().loss;
    recordIfDue(run, descent);
    while (!hasEnded(descent)) {
      trainSlice(run, descent);
      await flush();
      await new Promise(setImmediate);
    }
    const status = statusOf(descent);
    const present = descent.snapshot();
    text += format.outcome(run, { status, present });
    await flush();
    const lastRate = lastUpdateRate(present, learningRate, schedule ?? []);
    const problem = await divergenceOf({
      diverged: descent.diverged,
      present: { ...present, learningRate: lastRate },
      startLoss,
    });
    statuses.push(status === 'finished' && problem !== null ? 'diverged' : status);
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
      text += format.record(run, descent.snapshot());
    }
  }

  function hasEnded(descent: Descent): boolean {
    return descent.diverged || descent.iteration >= iterations || interruption.aborted;
  }

  function statusOf({ diverged, iteration }: Descent): OutcomeStatus {
    if (diverged) {
      return 'diverged';
    }
    return iteration >= iterations ? 'finished' : 'interrupted';
  }

  /** The limit is loaded and computed only now: the first lines come sooner. */
  async function divergenceOf(run: EndedRun): Promise<string | null> {
    const { stabilityLimit } = await import('../fit/analysis.js');
    return divergenceText(run, stabilityLimit(samples, interval, degree), samples);
  }

  async function flush(): Promise<void> {
    if (text === '') {
      return;
    }
    const taken = text;
    text = '';
    await writeText(stdout, taken);
  }
}
