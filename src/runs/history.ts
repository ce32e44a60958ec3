import type { Snapshot } from '../fit/descent.js';
import { isSameMethod } from '../fit/method.js';
import { isRecord, recordsUpTo } from './records.js';

/** The most snapshots that a history holds. */
export const HISTORY_CAPACITY = 4096;

/** This many of the newest snapshots are never thinned. */
const UNTOUCHED = HISTORY_CAPACITY / 4;

/** Length after thinning, so that the next thinning is not due at once. */
const THINNED_LENGTH = (HISTORY_CAPACITY * 3) / 4;

/**
 * A run so far, in bounded memory; immutable. When it gets too long, its older part is thinned: in
 * each stretch of iterations only the snapshots with the lowest and the highest loss stay, so that
 * spikes survive. The first snapshot and the newest ones always stay.
 */
export interface History {
  /** In order of iteration, strictly increasing; at most `HISTORY_CAPACITY`. */
  readonly snapshots: readonly Snapshot[];
  /** Length of a stretch, in iterations; the older part holds at most two snapshots per stretch. */
  readonly stretch: number;
}

/** The history of a run about which nothing is known yet. */
export const emptyHistory: History = { snapshots: [], stretch: 1 };

/**
 * Adds newer snapshots of the same run. Ignores those at or before its newest iteration, which it
 * already has.
 *
 * @param newer in order of iteration, strictly increasing.
 */
export function appendHistory(history: History, newer: readonly Snapshot[]): History {
  const newest = history.snapshots.at(-1)?.iteration ?? -1;
  const added = newer.filter(({ iteration }) => iteration > newest);
  if (added.length === 0) {
    return history;
  }
  const all = history.snapshots.concat(added);
  let { stretch } = history;
  let snapshots = all;
  if (snapshots.length > HISTORY_CAPACITY) {
    snapshots = thin(all, stretch, UNTOUCHED);
    while (snapshots.length > THINNED_LENGTH) {
      stretch *= 2;
      snapshots = thin(snapshots, stretch, UNTOUCHED);
    }
  }
  return { snapshots, stretch };
}

/**
 * Replaces the newest snapshot if it is of the same iteration as this one: the learning rate or the
 * optimizer of the next update may have changed since it was recorded.
 */
export function withNewest(history: History, newest: Snapshot): History {
  const { snapshots } = history;
  const known = snapshots.at(-1);
  return known?.iteration === newest.iteration && !isSameMethod(known, newest)
    ? { ...history, snapshots: [...snapshots.slice(0, -1), newest] }
    : history;
}

/** The history up to and including an iteration, for a branch that starts there. */
export function historyUpTo(history: History, last: number): History {
  const snapshots = history.snapshots.filter(({ iteration }) => iteration <= last);
  return { ...history, snapshots };
}

/**
 * How many records up to the newest snapshot are missing from the history; 0 while it is complete.
 *
 * @param every the run's number of iterations between records.
 */
export function omittedRecords({ snapshots }: History, every: number): number {
  const kept = snapshots.filter(({ iteration }) => isRecord(iteration, every)).length;
  return recordsUpTo(snapshots.at(-1)?.iteration ?? -1, every) - kept;
}

/**
 * Min-max thinning of all but the first snapshot and the newest `untouched`. Stretches start at
 * multiples of their length, so that thinning again by the same length changes nothing, and the
 * older part is equally dense however often it is thinned.
 */
export function thin(
  snapshots: readonly Snapshot[],
  stretch: number,
  untouched: number,
): Snapshot[] {
  const end = snapshots.length - untouched;
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
