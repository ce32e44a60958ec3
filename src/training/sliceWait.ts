import type { Pacer } from './pacer.js';
import { type Reports, WATCHED_INTERVAL } from './reports.js';
import type { Trace } from './trace.js';
import type { TrainingRun } from './trainingRun.js';

/** The longest sleep in milliseconds; timers cannot wait for more than 2^31. */
const MAX_SLEEP = 60_000;

/** The parts of a trainer that decide when it has something to do. */
interface Parts {
  readonly run: TrainingRun;
  readonly pacer: Pacer;
  readonly reports: Reports;
  /** Null if nobody watches the run. */
  readonly trace: Trace | null;
}

/**
 * How long a trainer may sleep before its next slice.
 *
 * @param goal the iteration that is due now.
 * @returns whole milliseconds, 0 for at once; null until the next command.
 */
export function sliceWait(now: number, goal: number, parts: Parts): number | null {
  const { run, pacer, reports } = parts;
  const { hasEvents, isFull, mayReport, mayReportAt } = reports;
  if (run.status !== 'running' || (isFull && !mayReport)) {
    return null;
  }
  if (isFull) {
    return wholeMilliseconds(mayReportAt - now);
  }
  if (goal > run.iteration) {
    return 0;
  }
  const nextReport =
    hasEvents && mayReport ? mayReportAt : Math.max(mayReportAt, pacer.dueTime(run.nextRecord));
  const wake = Math.min(
    nextReport,
    overdueAt(parts),
    pacer.dueTime(run.iterations),
    // Leaves no more to a slice than it can do.
    pacer.dueTime(run.iteration + pacer.iterationsPerSlice),
    now + MAX_SLEEP,
  );
  return wholeMilliseconds(wake - now);
}

/**
 * When a watched run must report between records; only once it has trained an iteration. Infinity
 * for a run that nobody watches, and if the next record comes soon enough.
 */
export function overdueAt({ run, pacer, reports, trace }: Parts): number {
  if (trace === null || recordIsNext(run, pacer)) {
    return Number.POSITIVE_INFINITY;
  }
  const moves = trace.isEmpty ? pacer.dueTime(run.iteration + 1) : 0;
  return Math.max(reports.overdueAt, moves);
}

/**
 * Whether records are frequent enough by themselves and the next is about to come, even if the
 * machine stalls for a moment.
 */
function recordIsNext({ every, iteration, nextRecord }: TrainingRun, pacer: Pacer): boolean {
  return pacer.timeFor(every) <= WATCHED_INTERVAL && pacer.canCatchUp(nextRecord - iteration);
}

/** Rounds up, so that the time has come when the wait is over. */
function wholeMilliseconds(wait: number): number {
  return Math.max(1, Math.ceil(wait));
}
