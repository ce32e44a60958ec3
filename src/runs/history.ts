import type { Snapshot } from '../fit/descent.js';
import { isRecord } from './records.js';

/** Snapshots that a history holds at most. */
export const HISTORY_CAPACITY = 4096;

/** The newest snapshots, which are never thinned. */
const UNTOUCHED = HISTORY_CAPACITY / 4;

/** What is left after a thinning, so that the next one is not due at once. */
const THINNED_LENGTH = (HISTORY_CAPACITY * 3) / 4;

/**
 * A run so far, in bounded memory; a value that is never changed. When it gets too long its older
 * part is thinned: of neighbours in the same stretch of iterations only the one with the least
 * and the one with the greatest loss stay, so that every spike does. The first snapshot and the
 * newest ones always stay.
 */
export interface History {
  /** In order of iteration, strictly increasing; at most `HISTORY_CAPACITY`. */
  readonly snapshots: readonly Snapshot[];
  /** Iterations in a stretch of which the older part holds at most two snapshots. */
  readonly stretch: number;
}

/** A run of which nothing is known yet. */
export const emptyHistory: History = { snapshots: [], stretch: 1 };

/**
 * The history with newer snapshots of the same run added. Those at or before its newest iteration
 * are passed over: they are in it already.
 *
 * @param newer in order of iteration, strictly increasing.
 */
export function appendHistory(history: History, newer: readonly Snapshot[]): History {
  const newest = history.snapshots.at(-1)?.iteration ?? -1;
  const added = newer.filter(({ iteration }) => iteration > newest);
  if (added.length === 0) {
    return history;
  }
  const all = [...history.snapshots, ...added];
  let { stretch } = history;
  let snapshots = all;
  if (snapshots.length > HISTORY_CAPACITY) {
    snapshots = thin(all, stretch);
    while (snapshots.length > THINNED_LENGTH) {
      stretch *= 2;
      snapshots = thin(snapshots, stretch);
    }
  }
  return { snapshots, stretch };
}

/**
 * The history whose newest snapshot is this one if that is of the same iteration: the learning rate
 * of the update that comes next may have been changed since it was recorded.
 */
export function withNewest(history: History, newest: Snapshot): History {
  const { snapshots } = history;
  const known = snapshots.at(-1);
  return known?.iteration === newest.iteration && known.learningRate !== newest.learningRate
    ? { ...history, snapshots: [...snapshots.slice(0, -1), newest] }
    : history;
}

/** The history up to and with an iteration, for a branch that begins there. */
export function historyUpTo(history: History, last: number): History {
  const snapshots = history.snapshots.filter(({ iteration }) => iteration <= last);
  return { ...history, snapshots };
}

/**
 * How many records up to the newest snapshot are not in the history; 0 while it is complete.
 *
 * @param every the run's, on which it depends what is a record.
 */
export function omittedRecords({ snapshots }: History, every: number): number {
  const kept = snapshots.filter(({ iteration }) => isRecord(iteration, every)).length;
  return Math.floor(((snapshots.at(-1)?.iteration ?? -1) + 1) / every) - kept;
}

/**
 * Min-max thinning of all but the first snapshot and the newest `UNTOUCHED`. Stretches begin at
 * multiples of their length, so that thinning again by the same length leaves all as it is, and
 * the whole older part is equally dense however often it is thinned.
 */
function thin(snapshots: readonly Snapshot[], stretch: number): Snapshot[] {
  const end = snapshots.length - UNTOUCHED;
  const kept = snapshots.slice(0, 1);
  for (let start = 1; start < end; ) {
    const number = Math.floor(snapshots[start]!.iteration / stretch);
    let least = start;
    let greatest = start;
    let next = start + 1;
    while (next < end && Math.floor(snapshots[next]!.iteration / stretch) === number) {
      if (snapshots[next]!.loss < snapshots[least]!.loss) {
        least = next;
      }
      if (snapshots[next]!.loss > snapshots[greatest]!.loss) {
        greatest = next;
      }
      next += 1;
    }
    kept.push(snapshots[Math.min(least, greatest)]!);
    if (least !== greatest) {
      kept.push(snapshots[Math.max(least, greatest)]!);
    }
    start = next;
  }
  return kept.concat(snapshots.slice(end));
}
