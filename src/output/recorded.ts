import { INTERVAL } from '../options/start.js';
import { createCompleteness } from '../recording/completeness.js';
import type { RecordingError } from '../recording/members.js';
import type { Recording } from '../recording/open.js';
import { endingText } from '../runs/divergence.js';
import { type Ended, firstRuns, type RunId } from '../runs/events.js';
import { type Target, writeText } from '../system/standardStreams.js';
import { tutorialFormat } from './text.js';

/** What there is to say about a printed recording. */
export interface Printed {
  /** Whether any of its runs diverged. */
  readonly diverged: boolean;
  /** For every run that does not converge, why. */
  readonly divergences: readonly string[];
  /** What is missing, in words for a message; null if nothing. */
  readonly missing: string | null;
  /** What is wrong with the line at which printing stopped; null if that was the last one. */
  readonly error: RecordingError | null;
  /** The iteration of the last complete line. */
  readonly newest: number;
}

/**
 * Prints the lines that the tutorial would have printed for the recorded runs, in recorded order.
 * With several runs side by side every line starts with its own learning rate and optimizer.
 *
 * @throws the source's error, and stdout's if it cannot be written.
 */
export async function printRecording(recording: Recording, stdout: Target): Promise<Printed> {
  const { problem } = recording;
  const { schedule, every, samples, degree } = problem.options;
  const first = firstRuns(problem);
  const format = tutorialFormat(problem.options);
  const completeness = createCompleteness(first, every);
  const starts = new Map(first.map((started) => [started.run, started]));
  /** How every run last ended. */
  const ends = new Map<RunId, Ended>();
  let newest = 0;
  let cutOff = false;
  let error: RecordingError | null = null;
  for await (const batch of recording.batches) {
    for (const event of batch.events) {
      completeness.accept(event);
      if (event.type === 'started') {
        starts.set(event.run, event);
      } else {
        newest = event.state.iteration;
      }
      if (event.type === 'ended') {
        ends.set(event.run, event);
      }
    }
    const text = batch.events.map(format.text).join('');
    if (text !== '') {
      await writeText(stdout, text);
    }
    cutOff = batch.cutOff;
    error = batch.error;
    if (error !== null) {
      break;
    }
  }
  const divergences: string[] = [];
  if (ends.size > 0) {
    // As late as possible: it takes two passes over the points.
    const { analyse } = await import('../fit/analysis.js');
    const analysis = analyse(samples, INTERVAL, degree);
    for (const [run, event] of ends) {
      const text = endingText(event, starts.get(run)!, schedule, analysis);
      divergences.push(...(text === null ? [] : [text]));
    }
  }
  return {
    diverged: [...ends.values()].some(({ status }) => status === 'diverged'),
    divergences,
    missing: cutOff ? 'the last line is cut off' : completeness.missing(),
    error,
    newest,
  };
}
