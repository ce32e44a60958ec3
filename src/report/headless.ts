import { now } from '../clock.js';
import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import { numberText } from '../numberText.js';
import type { RunSettings } from '../training/messages.js';
import { type Target, writeMessage, writeText } from './output.js';
import type { OutcomeStatus, RecordFormat } from './records.js';

/** Milliseconds of training between two looks at what else happens in the process. */
const SLICE = 10;
/** Points evaluated between two looks at the clock. */
const POINTS_PER_LOOK = 100_000;

/** Where a headless run writes to, and what may end it before its time. */
export interface HeadlessWorld {
  /** Takes the records. */
  readonly stdout: Target;
  /** Is told in one line of each run that diverges. */
  readonly stderr: Target;
  readonly interruption: AbortSignal;
}

/**
 * Trains runs of the same problem one after the other, as fast as the machine goes, and writes down
 * every record and every end. The numbers do not depend on how the work is sliced.
 *
 * @param runs differ in nothing but their learning rate; those after an interruption do not begin.
 * @returns interrupted if that happened, else diverged if any run did, else finished.
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
  let worst: OutcomeStatus = 'finished';
  for (const [run, { initial, learningRate, schedule }] of runs.entries()) {
    const descent = new Descent(objective, initial, learningRate, 0, schedule);
    while (!hasEnded(descent)) {
      trainSlice(run, descent);
      await flush();
      await new Promise(setImmediate);
    }
    const status = statusOf(descent);
    text += format.outcome(run, { status, present: descent.snapshot() });
    await flush();
    if (status === 'interrupted') {
      return status;
    }
    if (status === 'diverged') {
      worst = status;
      await writeMessage(stderr, divergedMessage(descent));
    }
  }
  return worst;

  function trainSlice(run: number, descent: Descent): void {
    const sliceEnd = now() + SLICE;
    do {
      const lookAt = Math.min(descent.iteration + stepsPerLook, iterations);
      while (!descent.diverged && descent.iteration < lookAt) {
        if (descent.iteration % every === every - 1) {
          text += format.record(run, descent.snapshot());
        }
        descent.step();
      }
    } while (!hasEnded(descent) && now() < sliceEnd);
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

  async function flush(): Promise<void> {
    if (text === '') {
      return;
    }
    const taken = text;
    text = '';
    await writeText(stdout, taken);
  }
}

function divergedMessage({ iteration, learningRate }: Descent): string {
  const what = `diverged at iteration ${iteration}: the numbers grew beyond all bounds`;
  return `sinfit-tui: ${what}; try a smaller --lr than ${numberText(learningRate)}\n`;
}
