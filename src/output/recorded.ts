import { lossAt } from '../fit/excessLoss.js';
import { INTERVAL } from '../options/start.js';
import { createCompleteness, endAfter } from '../recording/completeness.js';
import type { Recording } from '../recording/open.js';
import type { RecordingError, RecordingLine } from '../recording/read.js';
import { divergenceText, lastUpdateRate } from '../runs/divergence.js';
import { isRecord } from '../runs/records.js';
import { type Target, writeText } from '../system/stdout.js';
import type { Snapshot } from '../training/protocol.js';
import { tutorialFormat } from './text.js';

/** What there is to say of a recording that was printed. */
export interface Printed {
  /** Whether a run of it has diverged. */
  readonly diverged: boolean;
  /** Of every run that does not converge, why. */
  readonly divergences: readonly string[];
  /** What is missing, in words for a message; null where nothing is. */
  readonly missing: string | null;
  /** What is wrong with the line at which the printing ended; null where that was the last one. */
  readonly error: RecordingError | null;
  /** The iteration of the last line that is whole. */
  readonly newest: number;
}

/**
 * Prints the lines that the tutorial would have printed of the recorded runs, in the order in which
 * they were recorded. With several learning rates every line begins with its own.
 *
 * @throws the source's error, and that of stdout if it cannot be written.
 */
export async function printRecording(recording: Recording, stdout: Target): Promise<Printed> {
  const { options, initial } = recording.problem;
  const { learningRates, schedule, every, samples, degree } = options;
  const format = tutorialFormat(learningRates);
  const lanes = new Map(learningRates.map((_, lane) => [lane, lane]));
  /** Where every run began. */
  const starts = new Map(
    learningRates.map((learningRate, run) => [run, { initial, learningRate }]),
  );
  /** How every run ended last. */
  const outcomes = new Map<number, RecordingLine & { readonly type: 'outcome' }>();
  /** The iteration of every run after which its lines are new. */
  const told = new Map<number, number>();
  const ends = new Map<number, Snapshot | null>();
  const completeness = createCompleteness(learningRates.length, every);
  let diverged = false;
  let newest = 0;
  let cutOff = false;
  let error: RecordingError | null = null;
  for await (const batch of recording.batches) {
    let text = '';
    for (const line of batch.lines) {
      completeness.take(line);
      switch (line.type) {
        case 'run':
          lanes.set(line.run, line.later.lane);
          starts.set(line.run, line.later);
          told.set(line.run, line.later.branch?.iteration ?? -1);
          break;
        case 'record':
          newest = line.state.iteration;
          ends.set(line.run, endAfter(ends.get(line.run) ?? null, line.state));
          // There are more records where a learning rate was turned or a branch begins.
          if (
            isRecord(newest, every) &&
            newest > (told.get(line.run) ?? -1) &&
            ends.get(line.run) === null
          ) {
            told.set(line.run, newest);
            text += format.record(lanes.get(line.run)!, line.state);
          }
          break;
        case 'outcome':
          newest = line.state.iteration;
          outcomes.set(line.run, line);
          ends.set(line.run, line.state);
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
    error = batch.error;
    if (error !== null) {
      break;
    }
  }
  const divergences: string[] = [];
  if (outcomes.size > 0) {
    // Only now: it takes two passes over the points.
    const { analyse } = await import('../fit/analysis.js');
    const analysis = analyse(samples, INTERVAL, degree);
    for (const [run, { status, state }] of outcomes) {
      const { initial, learningRate } = starts.get(run)!;
      const end = {
        diverged: status === 'diverged',
        present: { ...state, learningRate: lastUpdateRate(state, learningRate, schedule) },
        startLoss: lossAt(analysis, initial),
      };
      const text = divergenceText(end, analysis.stabilityLimit, samples);
      divergences.push(...(text === null ? [] : [text]));
    }
  }
  return {
    diverged,
    divergences,
    missing: cutOff ? 'the last line is cut off' : completeness.missing(),
    error,
    newest,
  };
}
