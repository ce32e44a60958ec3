import type { Snapshot } from '../fit/descent.js';
import type { Progress, TrainingStatus } from './protocol.js';

/** Minimum milliseconds between messages, except for replies to commands. */
const PROGRESS_INTERVAL = 33;

/** Maximum milliseconds between messages while a watched run trains. */
export const WATCHED_INTERVAL = 250;

/** Maximum unacknowledged messages, except for replies to commands. */
const MAX_UNACKNOWLEDGED = 2;

/** Training stops while this many events wait to be sent. */
export const MAX_WAITING_EVENTS = 16_384;

/**
 * Holds the events that wait to be sent, and decides when to send progress. Without acknowledgements
 * it sends none unasked; once `isFull`, training has to wait.
 */
export class Reports {
  #events: Progress['events'][number][] = [];
  #unacknowledged = 0;
  #sentTime = 0;
  #sentStatus: TrainingStatus = 'paused';

  add(event: Progress['events'][number]): void {
    this.#events.push(event);
  }

  /** Whether events wait to be sent. */
  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  get newestState(): Snapshot | undefined {
    return this.#events.at(-1)?.state;
  }

  /** Whether no more records may be added. */
  get isFull(): boolean {
    return this.#events.length >= MAX_WAITING_EVENTS;
  }

  acknowledge(): void {
    this.#unacknowledged -= 1;
  }

  /** Whether enough has been acknowledged to send progress unasked. */
  get mayReport(): boolean {
    return this.#unacknowledged < MAX_UNACKNOWLEDGED;
  }

  /** The earliest time to send events. */
  get mayReportAt(): number {
    return this.#sentTime + PROGRESS_INTERVAL;
  }

  /** When a watched run must report even without events; Infinity while it may not report. */
  get overdueAt(): number {
    return this.mayReport ? this.#sentTime + WATCHED_INTERVAL : Number.POSITIVE_INFINITY;
  }

  /** Whether progress is due: at once if the status changed, after the interval if events wait. */
  isDue(now: number, status: TrainingStatus): boolean {
    const hasNews = status !== this.#sentStatus || (this.hasEvents && now >= this.mayReportAt);
    return hasNews && this.mayReport;
  }

  /** Counts a progress message as sent and returns all waiting events for it. */
  take(now: number, status: TrainingStatus): Progress['events'] {
    const events = this.#events;
    this.#events = [];
    this.#unacknowledged += 1;
    this.#sentTime = now;
    this.#sentStatus = status;
    return events;
  }
}
