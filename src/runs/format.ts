import type { Snapshot } from '../fit/descent.js';

/** How a run ended. */
export type OutcomeStatus = 'finished' | 'diverged' | 'interrupted';

/** The status of several runs together: interrupted if one was, else diverged if one did. */
export function worst(statuses: readonly OutcomeStatus[]): OutcomeStatus {
  const order = ['interrupted', 'diverged', 'finished'] as const;
  return order.find((status) => statuses.includes(status))!;
}

/** The end of a run. */
export interface Outcome {
  readonly status: OutcomeStatus;
  /** Where the run stands then. */
  readonly present: Snapshot;
}

/** A way to write runs down, as text with line ends. Runs are numbered from 0. */
export interface RecordFormat {
  /** What comes before everything else; may be empty. */
  readonly head: string;
  record(run: number, record: Snapshot): string;
  outcome(run: number, outcome: Outcome): string;
}
