/** Finds out what is missing from a recording whose lines are all valid by themselves. */

import type { RunEvent, RunId, Started } from '../runs/events.js';
import { recordsUpTo } from '../runs/records.js';

/** What is known about a run. */
interface Known {
  /** Its newest record, or where it began. */
  record: number;
  /** The iteration at which it ended; null until it does. */
  end: number | null;
}

export interface Completeness {
  accept(event: RunEvent): void;
  /** How many records are missing between others or before an end, in words; null if none. */
  missingRecords(): string | null;
  /** Whether every lane's current run has ended, as far as recorded. */
  hasEnded(): boolean;
  /** What is missing from a recording that no longer grows, in words; null if nothing. */
  missing(): string | null;
}

/** Starts at the beginning of a recording with these first runs. */
export function createCompleteness(first: readonly Started[], every: number): Completeness {
  const runs = new Map<RunId, Known>();
  /** Every lane's current run. */
  const present: RunId[] = [];
  first.forEach(begin);
  let missingCount = 0;

  function begin({ run, lane, branch }: Started): void {
    runs.set(run, { record: branch?.iteration ?? -1, end: null });
    present[lane] = run;
  }

  /** Counts as missing the records due after the run's newest one, up to and including iteration `last`. */
  function countMissing(run: Known, last: number): void {
    missingCount += Math.max(0, recordsUpTo(last, every) - recordsUpTo(run.record, every));
    run.record = Math.max(run.record, last);
  }

  function missingRecords(): string | null {
    if (missingCount === 0) {
      return null;
    }
    return missingCount === 1 ? '1 record is missing' : `${missingCount} records are missing`;
  }

  function hasEnded(): boolean {
    return present.every((number) => runs.get(number)!.end !== null);
  }

  return {
    missingRecords,
    hasEnded,
    accept(event) {
      if (event.type === 'started') {
        begin(event);
        return;
      }
      const run = runs.get(event.run)!;
      const { iteration, loss } = event.state;
      switch (event.type) {
        case 'record':
          countMissing(run, iteration - 1);
          run.record = Math.max(run.record, iteration);
          run.end = null;
          break;
        case 'changed':
          countMissing(run, iteration - 1);
          run.end = run.end === iteration ? iteration : null;
          break;
        case 'ended': {
          // The state at the end is not a record, nor is one whose loss is not finite.
          const isNone = event.status === 'finished' || loss === Number.POSITIVE_INFINITY;
          countMissing(run, isNone ? iteration - 1 : iteration);
          run.end = iteration;
        }
      }
    },
    missing() {
      const parts = [missingRecords(), hasEnded() ? null : 'the end of the run is missing'];
      return parts.filter((part) => part !== null).join(', and ') || null;
    },
  };
}
