import type { ResolvedRun } from '../options/start.js';
import type { RunEvent } from '../runs/events.js';
import { createRecordingReader } from './byteReader.js';
import { RecordingError } from './members.js';
import type { Piece } from './source.js';

/** Events that arrived together. */
export interface Batch {
  /** The first line, if the file was rewritten. */
  readonly problem: ResolvedRun | null;
  readonly events: readonly RunEvent[];
  /** Whether there is no more for now. */
  readonly atEnd: boolean;
  /** Whether the last line is incomplete, with nothing after it for now. */
  readonly cutOff: boolean;
  /** What is wrong with the next line, at which reading stops. */
  readonly error: RecordingError | null;
  /** Whether the file was rewritten or is gone; there are no events then. */
  readonly change: 'rewritten' | 'gone' | null;
}

/** Nothing happened. */
export const EMPTY_BATCH: Batch = {
  problem: null,
  events: [],
  atEnd: false,
  cutOff: false,
  error: null,
  change: null,
};

/** A recording whose first line has been read. */
export interface Recording {
  readonly problem: ResolvedRun;
  /** What follows. Ends where the source does, and throws its error. */
  readonly batches: AsyncGenerator<Batch>;
  /** Closes its source, even if nothing was read. */
  close(): Promise<void>;
}

/**
 * Reads the first line of a recording.
 *
 * @throws RecordingError when it is not a recording, and the source's error.
 */
export async function openRecording(pieces: AsyncIterable<Piece>): Promise<Recording> {
  const batches = readBatches(pieces);
  const first = await firstLines(batches);
  if (first.problem !== null) {
    const { problem } = first;
    return {
      problem,
      batches: continued({ ...first, problem: null }, batches),
      async close() {
        await batches.return(undefined);
      },
    };
  }
  await batches.return(undefined);
  const cutOff = 'line 1: cut off, or not a sinfit-tui recording';
  throw first.error ?? new RecordingError(first.cutOff ? cutOff : 'empty recording');
}

/** Reads up to the first batch with a problem, or without any to come. */
async function firstLines(batches: AsyncGenerator<Batch>): Promise<Batch> {
  for (;;) {
    const { value: batch, done } = await batches.next();
    if (done) {
      return { ...EMPTY_BATCH, atEnd: true };
    }
    if (batch.problem !== null || batch.error !== null || batch.atEnd) {
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
    if (piece === 'rewritten' || piece === 'gone') {
      if (piece === 'rewritten') {
        reader = createRecordingReader();
      }
      yield { ...EMPTY_BATCH, change: piece };
    } else if (reader.error() === null) {
      const known = reader.problem();
      const atEnd = piece === null;
      const events = atEnd ? reader.flush() : reader.write(piece);
      const problem = known === null ? reader.problem() : null;
      const cutOff = atEnd && reader.isCutOff();
      yield { ...EMPTY_BATCH, problem, events, atEnd, cutOff, error: reader.error() };
    }
  }
}
