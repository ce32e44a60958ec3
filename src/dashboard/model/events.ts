/** What can happen to the dashboard, and what it then wants done. */

import type { RunEvent } from '../../runs/events.js';
import type { Analysis, Command, Progress } from '../../training/protocol.js';
import type { Action } from './actions.js';
import type { Size, State } from './state.js';

/** Initial coefficients drawn with a seed. */
export interface DrawnStart {
  readonly seed: number;
  readonly initial: readonly number[];
}

/** A key was pressed; a reseed comes with its new start. */
export type ActionEvent =
  | { readonly type: 'action'; readonly action: Exclude<Action, 'reseed'> }
  | { readonly type: 'action'; readonly action: 'reseed'; readonly start: DrawnStart };

/** What can happen. */
export type Event =
  | ActionEvent
  /** A key was pressed while a value is typed. */
  | { readonly type: 'typed'; readonly key: string }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'analysis'; readonly analysis: Analysis }
  /** What a key or a file has led to, in words; null when that is over. */
  | { readonly type: 'message'; readonly text: string | null }
  /** What is wrong with the recording; null when it is right again. */
  | { readonly type: 'warning'; readonly text: string | null }
  /** What a recording tells of its runs. */
  | { readonly type: 'recorded'; readonly events: readonly RunEvent[] }
  /** Another recording begins in the place of the one that is shown, in this state. */
  | { readonly type: 'recordingAnew'; readonly state: State }
  /** A recording will not go on. */
  | { readonly type: 'recordingEnded' }
  | { readonly type: 'resize'; readonly size: Size };

/** What is to be done outside the state. */
export type Effect =
  | { readonly type: 'command'; readonly lane: number; readonly command: Command }
  /** What has happened to the runs, for a recording that is written. */
  | { readonly type: 'record'; readonly events: readonly RunEvent[] }
  | { readonly type: 'redraw' }
  | { readonly type: 'save' }
  | { readonly type: 'suspend' }
  | { readonly type: 'quit' };

/** The state after an event, and what that asks of the world outside. */
export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** What an action does. */
export type Handler = (state: State) => Update;

/** One handler for each action of a topic. */
export type Handlers<A extends Action> = Readonly<Record<A, Handler>>;

/** A state that asks nothing of the world outside. */
export function only(state: State): Update {
  return { state, effects: [] };
}

export function commandTo(lane: number, command: Command): Effect {
  return { type: 'command', lane, command };
}

/** The same commands to every lane. */
export function toAll({ live }: State, ...commands: Command[]): Effect[] {
  return live.flatMap(({ lane }) => commands.map((command) => commandTo(lane, command)));
}
