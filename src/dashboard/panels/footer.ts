/** The last line: the keys of the situation, as many as there is room for. */

import { keyBindings, vitalActions } from '../input/keymap.js';
import { keyLabel } from '../input/keyNames.js';
import { type Action, trainingActions } from '../model/actions.js';
import type { Situation } from '../model/selectors.js';
import type { Size } from '../model/state.js';
import { type Line, span, width } from '../style/text.js';
import { helpScrollLimit } from './help.js';

/**
 * The footer of a screen. Help and quit are the last to give way, before them the keys that the
 * situation is about; where a key has no room a shorter one after it may have.
 *
 * @param replay whether a recording is shown, which keys that train cannot change.
 * @param lanes how many learning rates there are side by side.
 */
export function footer(size: Size, now: Situation, replay: boolean, lanes: number): Line {
  const isUseless: Readonly<Partial<Record<Action, boolean>>> = {
    nextLane: lanes === 1,
    scrollDown: helpScrollLimit(size) === 0,
    nextRecord: helpScrollLimit(size) === 0,
  };
  const order: readonly Action[] = ['help', 'quit', ...vitalActions[now]];
  const entries = keyBindings
    .filter(({ footer }) => footer[now] !== undefined)
    .filter(
      ({ action }) =>
        !isUseless[action] && !(replay && now !== 'prompt' && trainingActions.has(action)),
    )
    .map(({ keys, action, footer }) => ({
      spans: [span(` ${keyLabel(keys[0]!)}`, { bold: true }), span(` ${footer[now]} `)],
      rank: order.includes(action) ? order.indexOf(action) : order.length,
    }));
  let room = size.columns;
  const shown = new Set<Line>();
  for (const { spans } of entries.toSorted((one, other) => one.rank - other.rank)) {
    if (width(spans) <= room) {
      room -= width(spans);
      shown.add(spans);
    }
  }
  return entries.flatMap(({ spans }) => (shown.has(spans) ? spans : []));
}
