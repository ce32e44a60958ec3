import type { RunEvent, RunId, Started } from '../runs/events.js';
import { Pacer } from '../training/pacer.js';
import type { Command } from '../training/protocol.js';
import type { Moment } from './model/events.js';

/** Milliseconds from one release to the next at least: no more often than live runs report. */
const RELEASE_INTERVAL = 33;

/** Timers take no longer waits. */
const LONGEST_WAIT = 1e9;

interface Timed {
  readonly time: number;
  readonly event: RunEvent;
}

/** What happened to the runs of a lane, one after the other. */
interface Lane {
  /** Which of the recordings it is in. */
  readonly recording: number;
  readonly events: Timed[];
  /** How many of them have been released. */
  released: number;
  /** When its newest event happened. */
  end: number;
}

/** Where a run began. */
interface Begin {
  readonly lane: Lane;
  readonly time: number;
  readonly iteration: number;
  readonly branch: Started['branch'];
}

/**
 * Plays recorded runs: releases their events in time. Time is counted in iterations, of all runs of
 * a lane one after the other; a run that starts does so after everything that its recording had told
 * before. Has no clock: callers pass the time in milliseconds.
 */
export class Playback {
  readonly #pacer: Pacer;
  /** Iterations after the last event at which the next one would be due. */
  #every = 1;
  #lanes: Lane[] = [];
  readonly #runs = new Map<RunId, Begin>();
  #paused = true;
  #following = false;
  /** The time up to which it has been played, while it is paused. */
  #position = 0;

  /** Begins paused, with nothing to play. */
  constructor(pace: number) {
    this.#pacer = new Pacer(pace);
  }

  /**
   * Begins with these recordings in the place of what was there.
   *
   * @param first the runs with which each begins.
   * @param every iterations from one record to the next.
   */
  load(first: readonly (readonly Started[])[], every: number, now: number): void {
    this.#every = every;
    this.#lanes = [];
    this.#runs.clear();
    this.#following = false;
    this.#position = 0;
    this.#pacer.begin(now, 0, 0);
    first.forEach((events, recording) => {
      for (const event of events) {
        this.#begin(recording, event);
      }
    });
  }

  /** Whether the end has been reached: what is added is released at once. */
  get isFollowing(): boolean {
    return this.#following;
  }

  /** Adds what happened next in a recording, in its order. */
  add(recording: number, events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.type === 'started') {
        const { lane, time } = this.#begin(recording, event);
        lane.events.push({ time, event });
      } else {
        const { lane, time, iteration } = this.#runs.get(event.run)!;
        lane.end = Math.max(lane.end, time + event.state.iteration - iteration);
        lane.events.push({ time: lane.end, event });
      }
    }
  }

  /** What is due by now. The end is reached when the next record would be due and is not there. */
  take(now: number): RunEvent[] {
    const due = this.#due(now);
    const events = this.#release(due);
    this.#following ||= !this.#paused && this.#next === null && due >= this.#end + this.#every;
    return events;
  }

  /** Milliseconds until something is due; null for never, unless something is added. */
  wait(now: number): number | null {
    if (this.#paused || (this.#following && this.#next === null)) {
      return null;
    }
    const wait = this.#pacer.dueTime(this.#next ?? this.#end + this.#every) - now;
    return Math.min(LONGEST_WAIT, Math.max(RELEASE_INTERVAL, wait));
  }

  /**
   * Does what would be asked of the workers of all lanes; a step is to the next moment that was
   * recorded.
   *
   * @returns what that releases.
   */
  handle(command: Command, now: number): RunEvent[] {
    this.#position = Math.min(this.#due(now), this.#end);
    switch (command.type) {
      case 'pause':
        this.#paused = true;
        this.#following = false;
        break;
      case 'resume':
        this.#paused = false;
        break;
      case 'pace':
        this.#pacer.pace = command.pace;
        break;
      case 'step':
        return Array.from({ length: command.iterations }, () => this.#step()).flat();
    }
    this.#pacer.begin(now, this.#position, 0);
    return [];
  }

  /**
   * Goes to another moment, or to the newest one.
   *
   * @returns what happened up to there: from the beginning if `again`, else since.
   */
  seek(to: Moment | 'newest', now: number): { again: boolean; events: RunEvent[] } {
    const time = to === 'newest' ? this.#end : Math.min(this.#timeOf(to), this.#end);
    const again = time < Math.min(this.#due(now), this.#end);
    if (again) {
      for (const lane of this.#lanes) {
        lane.released = 0;
      }
    }
    this.#position = time;
    this.#pacer.begin(now, time, 0);
    this.#following = to === 'newest';
    return { again, events: this.#release(time) };
  }

  #begin(recording: number, { run, lane: index, branch }: Started): Begin {
    this.#lanes[index] ??= { recording, events: [], released: 0, end: 0 };
    const lane = this.#lanes[index]!;
    const time = endOf(this.#lanes.filter((other) => other.recording === recording));
    lane.end = time;
    const begin = { lane, time, iteration: branch?.iteration ?? 0, branch };
    this.#runs.set(run, begin);
    return begin;
  }

  /** The time up to which everything is due. */
  #due(now: number): number {
    if (this.#paused) {
      return this.#position;
    }
    return this.#following ? Number.POSITIVE_INFINITY : this.#pacer.due(now);
  }

  /** When the newest event of all lanes happened. */
  get #end(): number {
    return endOf(this.#lanes);
  }

  /** When the next event is due; null at the end. */
  get #next(): number | null {
    const times = this.#lanes.flatMap(({ events, released }) => events[released]?.time ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  #step(): RunEvent[] {
    this.#position = this.#next ?? this.#position;
    return this.#release(this.#position);
  }

  /** Lane by lane: what happens in one is nothing to the others. */
  #release(time: number): RunEvent[] {
    return this.#lanes.flatMap((lane) => {
      const { events, released: from } = lane;
      while (lane.released < events.length && events[lane.released]!.time <= time) {
        lane.released += 1;
      }
      return events.slice(from, lane.released).map(({ event }) => event);
    });
  }

  /** When a run was at an iteration, in the run that it left if it branched after that. */
  #timeOf({ run, iteration }: Moment): number {
    const begin = this.#runs.get(run)!;
    return begin.branch !== null && iteration < begin.iteration
      ? this.#timeOf({ run: begin.branch.run, iteration })
      : begin.time + iteration - begin.iteration;
  }
}

function endOf(lanes: readonly Lane[]): number {
  return Math.max(0, ...lanes.map(({ end }) => end));
}
