/** The last line: the keys, as many as there is room for. */

import { keyBindings, keyLabel, trainingActions } from '../keys.js';
import { type Line, span, width } from '../text.js';

/**
 * The footer in `columns` columns; help and quit are the last to give way, and where a key has no
 * room a shorter one after it may have.
 *
 * @param replay whether a recording is shown, which keys that train cannot change.
 */
export function footer(columns: number, replay: boolean): Line {
  const entries = keyBindings.flatMap(({ keys, footer, action }) =>
    footer === null || (replay && trainingActions.has(action))
      ? []
      : [
          {
            spans: [span(` ${keyLabel(keys[0]!)}`, { bold: true }), span(` ${footer} `)],
            essential: action === 'help' || action === 'quit',
          },
        ],
  );
  let room = columns;
  for (const entry of entries.filter(({ essential }) => essential)) {
    room -= width(entry.spans);
  }
  const shown = entries.filter(({ spans, essential }) => {
    if (essential) {
      return true;
    }
    const fits = width(spans) <= room;
    room -= fits ? width(spans) : 0;
    return fits;
  });
  return shown.flatMap(({ spans }) => spans);
}
