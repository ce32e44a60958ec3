import type { Snapshot, TrainingStatus } from './protocol.js';

/** Least milliseconds between two progresses that answer no command. */
const PROGRESS_INTERVAL = 33;

/** Most unacknowledged progresses, answers to commands excepted. */
const MAX_UNACKNOWLEDGED = 2;

/** Records waiting to be sent at which training waits too. */
export const MAX_WAITING_RECORDS = 16_384;

/**
 * What reports: the records that wait to be sent, and when a progress may take them along. Without
 * acknowledgements none may, and once `isFull` training has to wait.
 */
export class Reports {
  #records: Snapshot[] = [];
  #unacknowledged = 0;
  #sentTime = 0;
  #sentStatus: TrainingStatus = 'paused';

  add(record: Snapshot): void {
    this.#records.push(record);
  }

  /** Whether records wait to be sent. */
  get hasRecords(): boolean {
    return this.#records.length > 0;
  }

  get newestRecord(): Snapshot | undefined {
    return this.#records.at(-1);
  }

  /** Whether no further record may be added. */
  get isFull(): boolean {
    return this.#records.length >= MAX_WAITING_RECORDS;
  }

  acknowledge(): void {
    this.#unacknowledged -= 1;
  }

  /** Whether so much has been acknowledged that a progress may be sent without being asked for. */
  get mayReport(): boolean {
    return this.#unacknowledged < MAX_UNACKNOWLEDGED;
  }

  /** The time from which on records may be sent. */
  get mayReportAt(): number {
    return this.#sentTime + PROGRESS_INTERVAL;
  }

  /** Whether a progress is due: of a changed status at once, of records after the interval. */
  isDue(now: number, status: TrainingStatus): boolean {
    const hasNews = status !== this.#sentStatus || (this.hasRecords && now >= this.mayReportAt);
    return hasNews && this.mayReport;
  }

  /** Counts a progress as sent, and hands out all waiting records for it. */
  take(now: number, status: TrainingStatus): readonly Snapshot[] {
    const records = this.#records;
    this.#records = [];
    this.#unacknowledged += 1;
    this.#sentTime = now;
    this.#sentStatus = status;
    return records;
  }
}
