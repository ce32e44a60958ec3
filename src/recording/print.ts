import { type Target, writeText } from '../report/output.js';
import { tutorialFormat } from '../report/tutorial.js';
import { createCompleteness } from './completeness.js';
import type { Recording } from './open.js';

/** What there is to say of a recording that was printed. */
export interface Printed {
  /** Whether a run of it has diverged. */
  readonly diverged: boolean;
  /** What is missing, in words for a message; null where nothing is. */
  readonly missing: string | null;
  /** The iteration of the last line that is whole. */
  readonly newest: number;
}

/**
 * Prints the lines that the tutorial would have printed of the recorded runs, in the order in which
 * they were recorded. With several learning rates every line begins with its own.
 *
 * @throws as `Recording.batches` does, and the error of stdout if it cannot be written.
 */
export async function printRecording(recording: Recording, stdout: Target): Promise<Printed> {
  const { learningRates, every } = recording.problem.options;
  const format = tutorialFormat(learningRates);
  const lanes = new Map(learningRates.map((_, lane) => [lane, lane]));
  /** The iteration of every run after which its lines are new. */
  const told = new Map<number, number>();
  const completeness = createCompleteness(learningRates.length, every);
  let diverged = false;
  let newest = 0;
  let cutOff = false;
  for await (const batch of recording.batches) {
    let text = '';
    for (const line of batch.lines) {
      completeness.take(line);
      switch (line.type) {
        case 'run':
          lanes.set(line.run, line.later.lane);
          told.set(line.run, line.later.branch?.iteration ?? -1);
          break;
        case 'record':
          newest = line.state.iteration;
          // There are more records where a learning rate was turned or a branch begins.
          if (newest % every === every - 1 && newest > (told.get(line.run) ?? -1)) {
            told.set(line.run, newest);
            text += format.record(lanes.get(line.run)!, line.state);
          }
          break;
        case 'outcome':
          newest = line.state.iteration;
          diverged ||= line.status === 'diverged';
          text += format.outcome(lanes.get(line.run)!, {
            status: line.status,
            present: line.state,
          });
          break;
      }
    }
    cutOff = batch.cutOff;
    if (text !== '') {
      await writeText(stdout, text);
    }
  }
  return {
    diverged,
    missing: cutOff ? 'the last line is cut off' : completeness.missing(),
    newest,
  };
}
