/** Which key does what, from the table of keys. */

import type { Action } from '../model/actions.js';
import { startsAnswer } from '../model/lesson.js';
import type { State } from '../model/state.js';
import { type KeyBinding, keyGroups } from './keyTable.js';

/** All keys, without their groups. */
export const keyBindings: readonly KeyBinding[] = keyGroups.flatMap(({ bindings }) => bindings);

const actions = new Map(
  keyBindings.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)),
);

/**
 * The action of a key; undefined if it has none. Capital letters without an action of their own do
 * what the small ones do.
 */
export function actionOf(key: string): Action | undefined {
  return actions.get(key) ?? (/^[A-Z]$/.test(key) ? actions.get(key.toLowerCase()) : undefined);
}

/** Whether a key goes to the prompt or answers a lesson; keys with Ctrl keep their actions. */
export function isTyped(state: State, key: string): boolean {
  return state.prompt === null
    ? state.help === null && startsAnswer(state, key)
    : !key.startsWith('ctrl-');
}
