import type { RunEvent, RunId, Started } from '../runs/events.js';
import { Pacer } from '../training/pacer.js';
import type { Command } from '../training/protocol.js';
import type { Moment } from './model/events.js';
import { LANE_CAPACITY, type Lane, thinLane } from './playbackLane.js';

/** The least milliseconds between two releases: live runs do not report more often. */
const RELEASE_INTERVAL = 33;

/** Timers cannot wait much longer. */
const LONGEST_WAIT = 1e9;

/** Where a run starts. */
interface Begin {
  readonly lane: Lane;
  readonly time: number;
  readonly iteration: number;
  readonly branch: Started['branch'];
}

/**
 * Plays recorded runs: releases each event when it is due. The time of an event is the number of
 * iterations that its lane has trained so far, in all its runs; a run starts after everything before it
 * in its recording. Very long lanes are thinned. Has no clock: callers pass the time in milliseconds.
 */
export class Playback {
  readonly #pacer: Pacer;
  /** Iterations from one record to the next. */
  #every = 1;
  #lanes: Lane[] = [];
  readonly #runs = new Map<RunId, Begin>();
  #paused = true;
  #following = false;
  /** While paused, the time up to which events have been played. */
  #position = 0;

  /** Starts paused, with nothing to play. */
  constructor(pace: number) {
    this.#pacer = new Pacer(pace);
  }

  /**
   * Replaces everything by these recordings, without events so far.
   *
   * @param first the first runs of each.
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

  /** Whether the end has been reached, so that added events are released at once. */
  get isFollowing(): boolean {
    return this.#following;
  }

  /** Adds the next events of a recording, in order. */
  add(recording: number, events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.type === 'started') {
        const { lane, time } = this.#begin(recording, event);
        lane.events.push({ time, event });
      } else {
        const { lane, time, iteration } = this.#runs.get(event.run)!;
        lane.end = Math.max(lane.end, time + event.state.iteration - iteration);
        lane.events.push({ time: lane.end, event });
        thinLane(lane);
      }
    }
  }

  /** Releases the events due by now. The end is reached once a next record would be due but is missing. */
  drain(now: number): RunEvent[] {
    const due = this.#due(now);
    const events = this.#release(due);
    this.#following ||= !this.#paused && this.#next === null && due >= this.#end + this.#every;
    return events;
  }

  /** Milliseconds until the next event is due; null if there is none before more is added. */
  wait(now: number): number | null {
    if (this.#paused || (this.#following && this.#next === null)) {
      return null;
    }
    const wait = this.#pacer.dueTime(this.#next ?? this.#end + this.#every) - now;
    return Math.min(LONGEST_WAIT, Math.max(RELEASE_INTERVAL, wait));
  }

  /**
   * Handles a command as the workers of all lanes would; a step goes to the next recorded moment.
   *
   * @returns the events that this releases.
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
   * Goes to another moment or to the newest one.
   *
   * @returns the events up to there, from the start if `again`, otherwise since the present moment.
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
    this.#lanes[index] ??= {
      recording,
      events: [],
      released: 0,
      limit: LANE_CAPACITY,
      stretch: 1,
      end: 0,
    };
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

  /** The time of the newest event of all lanes. */
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

  /** Releases the events up to a time, lane by lane, because lanes are independent. */
  #release(time: number): RunEvent[] {
    return this.#lanes.flatMap((lane) => {
      const { events, released: from } = lane;
      while (lane.released < events.length && events[lane.released]!.time <= time) {
        lane.released += 1;
      }
      return events.slice(from, lane.released).map(({ event }) => event);
    });
  }

  /** When a run was at an iteration; if it branched off later, when the run that it left was. */
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
