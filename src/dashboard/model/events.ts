/** The events that the dashboard handles, and the effects that it requests. */

import type { Analysis } from '../../fit/analysis.js';
import type { Lesson } from '../../lessons/lesson.js';
import type { DrawnStart, ResolvedRun } from '../../options/start.js';
import type { RunEvent, RunId } from '../../runs/events.js';
import type { Command, Progress } from '../../training/protocol.js';
import type { Action } from './actions.js';
import type { Run, Size, State } from './state.js';

/** A key was pressed. A reseed brings its new start, because the model is pure. */
export type ActionEvent =
  | { readonly type: 'action'; readonly action: Exclude<Action, 'reseed'> }
  | { readonly type: 'action'; readonly action: 'reseed'; readonly start: DrawnStart };

/** An iteration of a run. */
export interface Moment {
  readonly run: RunId;
  readonly iteration: number;
}

/** Everything that can happen to the dashboard. */
export type Event =
  | ActionEvent
  /** A key was pressed while the user types a value. */
  | { readonly type: 'typed'; readonly key: string }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'analysis'; readonly analysis: Analysis }
  /** A message about a key or a file; null removes it. */
  | { readonly type: 'message'; readonly text: string | null }
  /** What is wrong with the recording; null once it is fine again. */
  | { readonly type: 'warning'; readonly text: string | null }
  /** The lessons to choose from were read. */
  | { readonly type: 'lessons'; readonly lessons: readonly Lesson[] }
  /** A lesson begins. */
  | { readonly type: 'lesson'; readonly lesson: Lesson }
  /** Something happened to the runs that a lesson has set up. */
  | { readonly type: 'inLesson'; readonly setup: number; readonly event: Event }
  /** Events read from a recording. */
  | { readonly type: 'recorded'; readonly events: readonly RunEvent[] }
  /** A recording was played again from its first runs up to a moment. */
  | {
      readonly type: 'recordedAgain';
      readonly live: readonly Run[];
      readonly events: readonly RunEvent[];
    }
  /** A new recording, with this state, replaces the one on screen. */
  | { readonly type: 'recordingRewritten'; readonly state: State }
  /** The recording ended. */
  | { readonly type: 'recordingEnded' }
  | { readonly type: 'resize'; readonly size: Size };

/** What the model asks the program to do. */
export type Effect =
  | { readonly type: 'command'; readonly lane: number; readonly command: Command }
  /** Play the recording from another moment. */
  | { readonly type: 'seek'; readonly to: Moment | 'newest' }
  /** Events for the recording that is being written. */
  | { readonly type: 'record'; readonly events: readonly RunEvent[] }
  /** Read the lessons to choose from. */
  | { readonly type: 'readLessons' }
  /** Train another run, paused; the commands that follow are for it. */
  | { readonly type: 'setUp'; readonly setup: number; readonly run: ResolvedRun }
  /** End that run; the commands that follow are for those before. */
  | { readonly type: 'takeDown' }
  | { readonly type: 'redraw' }
  | { readonly type: 'save' }
  | { readonly type: 'suspend' }
  | { readonly type: 'quit' };

/** The state after an event, with the effects that it requests. */
export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** What an action does. */
export type Handler = (state: State) => Update;

/** One handler for each action of a topic. */
export type Handlers<A extends Action> = Readonly<Record<A, Handler>>;

/** A state without effects. */
export function only(state: State): Update {
  return { state, effects: [] };
}

export function commandTo(lane: number, command: Command): Effect {
  return { type: 'command', lane, command };
}

/** The same commands for every lane. */
export function toAll({ live }: State, ...commands: Command[]): Effect[] {
  return live.flatMap(({ lane }) => commands.map((command) => commandTo(lane, command)));
}
