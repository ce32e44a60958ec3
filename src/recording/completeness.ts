/** Whether anything is missing of a recording whose lines are right, one by one. */

import type { RunEvent, RunId, Started } from '../runs/events.js';

/** What is known of a run. */
interface Known {
  /** Its newest record, or where it began: after that comes the next record. */
  record: number;
  /** The iteration at which it ended; null while it goes on. */
  end: number | null;
}

export interface Completeness {
  take(event: RunEvent): void;
  /** The records that are missing between others or before an end, in words; null without any. */
  missingRecords(): string | null;
  /** Whether every run that nothing has taken the place of has ended, as far as is recorded. */
  hasEnded(): boolean;
  /** What is missing of a recording that does not grow any more, in words; null if nothing is. */
  missing(): string | null;
}

/** At the beginning of a recording with these first runs and a record every so many iterations. */
export function createCompleteness(first: readonly Started[], every: number): Completeness {
  const runs = new Map<RunId, Known>();
  /** The run of every lane that nothing has taken the place of. */
  const present: RunId[] = [];
  first.forEach(begin);
  let left = 0;

  function begin({ run, lane, branch }: Started): void {
    runs.set(run, { record: branch?.iteration ?? -1, end: null });
    present[lane] = run;
  }

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
    take(event) {
      if (event.type === 'started') {
        begin(event);
        return;
      }
      const run = runs.get(event.run)!;
      const { iteration, loss } = event.state;
      switch (event.type) {
        case 'record':
          skip(run, iteration - 1);
          run.record = Math.max(run.record, iteration);
          run.end = null;
          break;
        case 'rateChanged':
          skip(run, iteration - 1);
          run.end = run.end === iteration ? iteration : null;
          break;
        case 'ended': {
          // No record is made of the state at the end, nor of one whose loss is not finite.
          const isNone = event.status === 'finished' || loss === Number.POSITIVE_INFINITY;
          skip(run, isNone ? iteration - 1 : iteration);
          run.end = iteration;
        }
      }
    },
    missing() {
      const parts = [missingRecords(), hasEnded() ? null : 'the end of the run is missing'];
      const told = parts.filter((part) => part !== null);
      return told.length === 0 ? null : told.join(', and ');
    },
  };
}
