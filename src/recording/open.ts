import type { ResolvedRun } from '../options/start.js';
import { RecordingError, type RecordingLine } from './read.js';
import { createRecordingReader } from './reader.js';
import type { Piece } from './source.js';

/** Lines that came together. */
export interface Batch {
  /** Begins with a problem where the file has begun anew. */
  readonly lines: readonly RecordingLine[];
  /** Whether there are no more for now. */
  readonly atEnd: boolean;
  /** Whether the last line is not complete, and none follows for now. */
  readonly cutOff: boolean;
  /** What is wrong with the line after these: no more are read of this file. */
  readonly error: RecordingError | null;
  /** Whether the file begins anew, or is gone; without lines then. */
  readonly change: 'anew' | 'gone' | null;
}

/** A recording whose first line has been read. */
export interface Recording {
  readonly problem: ResolvedRun;
  /** All other lines. Ends where the source does, and throws its error. */
  readonly batches: AsyncGenerator<Batch>;
}

/**
 * Reads the first line of a recording.
 *
 * @throws RecordingError when it is none, and the source's error.
 */
export async function openRecording(pieces: AsyncIterable<Piece>): Promise<Recording> {
  const batches = readBatches(pieces);
  const first = await firstLines(batches);
  const [line, ...lines] = first.lines;
  if (line?.type === 'problem') {
    return { problem: line.problem, batches: continued({ ...first, lines }, batches) };
  }
  await batches.return(undefined);
  const cutOff = 'line 1: this is cut off, or no recording of sinfit-tui';
  throw first.error ?? new RecordingError(first.cutOff ? cutOff : 'this is empty');
}

/** The first batch in which there are lines, or there is to be none. */
async function firstLines(batches: AsyncGenerator<Batch>): Promise<Batch> {
  for (;;) {
    const { value: batch, done } = await batches.next();
    if (done) {
      return { lines: [], atEnd: true, cutOff: false, error: null, change: null };
    }
    if (batch.lines.length > 0 || batch.error !== null || batch.atEnd) {
      return batch;
    }
  }
}

async function* continued(first: Batch, others: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  try {
    yield first;
    yield* others;
  } finally {
    await others.return(undefined);
  }
}

async function* readBatches(pieces: AsyncIterable<Piece>): AsyncGenerator<Batch> {
  let reader = createRecordingReader();
  for await (const piece of pieces) {
    if (piece === 'anew' || piece === 'gone') {
      if (piece === 'anew') {
        reader = createRecordingReader();
      }
      yield { lines: [], atEnd: false, cutOff: false, error: null, change: piece };
    } else if (reader.error() === null) {
      const lines = piece === null ? reader.flush() : reader.write(piece);
      const atEnd = piece === null;
      const cutOff = atEnd && reader.isCutOff();
      yield { lines, atEnd, cutOff, error: reader.error(), change: null };
    }
  }
}
