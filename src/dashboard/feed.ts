import type { ResolvedRun } from '../options/start.js';
import type { RunEvent } from '../runs/events.js';
import type { Command } from '../training/protocol.js';
import type { Moment } from './model/events.js';
import type { State } from './model/state.js';

/** Connects a dashboard to the runs it shows. */
export interface Feed {
  /** Sends a command to the worker of a lane. */
  send(lane: number, command: Command): void;
  /** Plays recordings from another moment, or from the newest one. Not for live runs. */
  seek?(to: Moment | 'newest'): void;
  /** Receives all events of live runs. Not for recordings. */
  record?(events: readonly RunEvent[]): void;
  /** Trains the run of a lesson's step, paused at first; commands are for it until it is ended. */
  beginLessonRun?(setup: number, run: ResolvedRun): void;
  endLessonRun?(): void;
  /** Called once, with the last state; resolves when everything has ended. */
  close(state: State): Promise<void>;
  /** An error that did not end the dashboard, to print at the end; null if there was none. */
  failure(): Error | null;
}
