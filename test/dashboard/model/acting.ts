/** Single actions on states of the dashboard. */

import type { Action } from '../../../src/dashboard/model/actions.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { update } from '../../../src/dashboard/model/update.js';
import { pressed, scenes } from '../states.js';

export const size = { columns: 80, rows: 24 };

export const scene = (name: string): State => scenes[name]!(size);

/** The state and the effects after that key. */
export function act(state: State, action: Action) {
  return update(state, pressed(action));
}
