/** Whether anything is missing of a recording whose lines are right, one by one. */

import type { RecordingLine } from './lines.js';

/** What is known of a run. */
interface Known {
  /** Its newest record, or where it began: after that comes the next record. */
  record: number;
  /** Its newest state. */
  newest: number;
  /** Where it was when it ended last; null while it has not. */
  end: number | null;
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
  const begun = (iteration: number): Known => ({ record: iteration, newest: 0, end: null });
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
    return present.every((number) => {
      const { end, newest } = runs.get(number)!;
      return end !== null && end >= newest;
    });
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
      run.newest = iteration;
      if (line.type === 'record') {
        skip(run, iteration - 1);
        run.record = Math.max(run.record, iteration);
      } else {
        // No record is made of a state whose loss is not finite.
        skip(run, line.status === 'diverged' ? iteration - 1 : iteration);
        run.end = iteration;
      }
    },
    missing() {
      const parts = [missingRecords(), hasEnded() ? null : 'the end of the run is missing'];
      const told = parts.filter((part) => part !== null);
      return told.length === 0 ? null : told.join(', and ');
    },
  };
}
