/** Whether anything is missing of a recording whose lines are right, one by one. */

import type { Snapshot } from '../training/protocol.js';
import type { RecordingLine } from './read.js';

/** What is known of a run. */
interface Known {
  /** Its newest record, or where it began: after that comes the next record. */
  record: number;
  /** Where it stood when it ended; null while it goes on. */
  end: Snapshot | null;
}

export interface Completeness {
  /** Takes in the next line after the problem. */
  take(line: RecordingLine): void;
  /** The records that are missing between others or before an end, in words; null without any. */
  missingRecords(): string | null;
  /** Whether every run that nothing has taken the place of has ended, as far as is recorded. */
  hasEnded(): boolean;
  /** What is missing of a recording that does not grow any more, in words; null if nothing is. */
  missing(): string | null;
}

/**
 * Of a recording of so many learning rates with a record every so many iterations, at its
 * beginning.
 */
export function createCompleteness(lanes: number, every: number): Completeness {
  const begun = (iteration: number): Known => ({ record: iteration, end: null });
  const runs = new Map(Array.from({ length: lanes }, (_, run) => [run, begun(-1)]));
  /** The run of every lane that nothing has taken the place of. */
  const present = Array.from({ length: lanes }, (_, run) => run);
  let left = 0;

  /** Counts the records that would have come before the one that is due after `last`. */
  function skip(run: Known, last: number): void {
    const dueSince = (iteration: number): number => Math.floor((iteration + 1) / every);
    left += Math.max(0, dueSince(last) - dueSince(run.record));
    run.record = Math.max(run.record, last);
  }

  function missingRecords(): string | null {
    if (left === 0) {
      return null;
    }
    return left === 1 ? '1 record is missing' : `${left} records are missing`;
  }

  function hasEnded(): boolean {
    return present.every((number) => runs.get(number)!.end !== null);
  }

  return {
    missingRecords,
    hasEnded,
    take(line) {
      if (line.type === 'problem') {
        return;
      }
      if (line.type === 'run') {
        runs.set(line.run, begun(line.later.branch?.iteration ?? -1));
        present[line.later.lane] = line.run;
        return;
      }
      const run = runs.get(line.run)!;
      const { iteration } = line.state;
      if (line.type === 'record') {
        skip(run, iteration - 1);
        run.record = Math.max(run.record, iteration);
        run.end = endAfter(run.end, line.state);
      } else {
        // No record is made of the state at the end, nor of one whose loss is not finite.
        const isNone = line.status === 'finished' || line.state.loss === Number.POSITIVE_INFINITY;
        skip(run, isNone ? iteration - 1 : iteration);
        run.end = line.state;
      }
    },
    missing() {
      const parts = [missingRecords(), hasEnded() ? null : 'the end of the run is missing'];
      const told = parts.filter((part) => part !== null);
      return told.length === 0 ? null : told.join(', and ');
    },
  };
}

/**
 * The end of a run once another record of it has come; null when the run goes on. A record of the
 * end itself says that the run goes on from there, unless the learning rate was only changed.
 */
export function endAfter(end: Snapshot | null, record: Snapshot): Snapshot | null {
  const isChange = end?.iteration === record.iteration && end.learningRate !== record.learningRate;
  return isChange ? record : null;
}
