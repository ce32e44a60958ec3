import type { ResolvedRun } from '../start.js';
import { RecordingError, type RecordingLine } from './lines.js';
import { createRecordingReader } from './reader.js';
import type { Piece } from './source.js';

/** Lines that came together. */
export interface Batch {
  readonly lines: readonly RecordingLine[];
  /** Whether there are no more for now. */
  readonly atEnd: boolean;
  /** Whether the last line is not complete, and none follows for now. */
  readonly cutOff: boolean;
}

/** A recording whose first line has been read. */
export interface Recording {
  readonly problem: ResolvedRun;
  /**
   * All other lines. Ends where the source does; throws RecordingError at a line that is wrong,
   * and the source's error.
   */
  readonly batches: AsyncGenerator<Batch>;
}

/**
 * Reads the first line of a recording.
 *
 * @throws RecordingError when it is none, and the source's error.
 */
export async function openRecording(pieces: AsyncIterable<Piece>): Promise<Recording> {
  const batches = readBatches(pieces);
  for (;;) {
    const { value: batch, done } = await batches.next();
    if (done || (batch.atEnd && batch.lines.length === 0)) {
      throw new RecordingError(
        batch?.cutOff ? 'line 1: this is cut off, or no recording of sinfit-tui' : 'this is empty',
      );
    }
    const [first, ...lines] = batch.lines;
    if (first?.type === 'problem') {
      return { problem: first.problem, batches: continued({ ...batch, lines }, batches) };
    }
  }
}

async function* continued(first: Batch, others: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  yield first;
  yield* others;
}

async function* readBatches(pieces: AsyncIterable<Piece>): AsyncGenerator<Batch> {
  const reader = createRecordingReader();
  for await (const piece of pieces) {
    const lines = piece === null ? reader.flush() : reader.write(piece);
    const atEnd = piece === null;
    yield { lines, atEnd, cutOff: atEnd && reader.isCutOff() };
  }
}
