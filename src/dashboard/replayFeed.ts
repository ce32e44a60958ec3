import type { Batch } from '../recording/open.js';
import type { RunEvent } from '../runs/events.js';
import { createAlarm } from '../system/alarm.js';
import { now } from '../system/clock.js';
import type { Command } from '../training/protocol.js';
import type { Feed } from './feed.js';
import type { Event, Moment } from './model/events.js';
import type { Playback } from './playback.js';
import type { RecordingsReader } from './recordingsReader.js';

/**
 * Feeds a dashboard with recordings, from `start` to `close`: shows what the playback releases, when it
 * is due, and adds what is appended to the recordings.
 */
export class ReplayFeed implements Feed {
  readonly #reader: RecordingsReader;
  readonly #playback: Playback;
  readonly #dispatch: (event: Event) => void;
  /** Set to the next event that is due. */
  readonly #setAlarm = createAlarm(() => this.#play());
  #closed = false;

  constructor(reader: RecordingsReader, playback: Playback, dispatch: (event: Event) => void) {
    this.#reader = reader;
    this.#playback = playback;
    this.#dispatch = dispatch;
  }

  /** Plays and follows the recordings. */
  async start(paused: boolean): Promise<void> {
    // After the first frame, because the analysis takes two passes over the points.
    await new Promise(setImmediate);
    this.#dispatch(this.#reader.analysis());
    if (!paused) {
      this.#playback.handle({ type: 'resume' }, now());
    }
    this.#play();
    await Promise.all(this.#reader.batches.map((batches, index) => this.#follow(batches, index)));
  }

  send(lane: number, command: Command): void {
    // All lanes get the same command and play together.
    if (lane === 0) {
      this.#show(this.#playback.handle(command, now()));
      this.#play();
    }
  }

  seek(to: Moment | 'newest'): void {
    if (this.#reader.isBeingRewritten) {
      return;
    }
    const { again, events } = this.#playback.seek(to, now());
    if (again) {
      this.#dispatch({ type: 'recordedAgain', live: this.#reader.firstRuns, events });
    } else {
      this.#show(events);
    }
    this.#dispatchAll(this.#reader.ended());
    this.#play();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#setAlarm(null);
  }

  failure(): Error | null {
    return this.#reader.failure;
  }

  /** Adds what is appended to a recording. */
  async #follow(batches: AsyncIterable<Batch>, index: number): Promise<void> {
    const reader = this.#reader;
    try {
      for await (const batch of batches) {
        this.#dispatchAll(reader.accept(index, batch));
        this.#play();
      }
      if (reader.failure === null) {
        this.#dispatchAll(reader.ended());
      }
    } catch (error) {
      // Errors after closing do not matter.
      if (!this.#closed) {
        this.#dispatchAll(reader.fail(index, error));
      }
    }
  }

  /** Shows the events that are due, and waits for the next. */
  #play(): void {
    const followed = this.#playback.isFollowing;
    this.#show(this.#playback.drain(now()));
    if (!followed) {
      this.#dispatchAll(this.#reader.ended());
    }
    this.#setAlarm(this.#closed ? null : this.#playback.wait(now()));
  }

  #show(events: readonly RunEvent[]): void {
    if (events.length > 0) {
      this.#dispatch({ type: 'recorded', events });
    }
  }

  #dispatchAll(events: readonly Event[]): void {
    for (const event of events) {
      this.#dispatch(event);
    }
  }
}
