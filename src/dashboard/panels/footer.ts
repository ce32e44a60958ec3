/** The last line: as many keys of the situation as fit. */

import { keyBindings } from '../input/keymap.js';
import { keyLabel } from '../input/keyNames.js';
import { spareActions, vitalActions } from '../input/keyTable.js';
import { type Action, trainingActions } from '../model/actions.js';
import type { Situation } from '../model/selectors.js';
import type { Size } from '../model/state.js';
import { type Line, span, width } from '../style/text.js';
import { helpScrollLimit } from './help.js';

/**
 * The footer of a screen. Help and quit are the last keys to go, just after the main keys of the
 * situation. If a key does not fit, a shorter one after it still may.
 *
 * @param replay whether a recording is shown, which cannot be trained.
 * @param lanes how many learning rates are trained side by side.
 * @param diverges whether the run in focus does not converge.
 * @param answers how many answers there are to choose from.
 * @param offersLessons whether to say how to get to the lessons.
 */
export function footer(
  size: Size,
  now: Situation,
  replay: boolean,
  lanes: number,
  diverges: boolean,
  answers: number,
  offersLessons: boolean,
): Line {
  const isUseless: Readonly<Partial<Record<Action, boolean>>> = {
    nextLane: lanes === 1,
    answer: answers === 0,
    branch: now === 'lesson' && answers > 0,
    teach: now !== 'lesson' && !offersLessons,
    workingRate: now !== 'diverged' && !diverges,
    scrollDown: helpScrollLimit(size) === 0,
    nextRecord: helpScrollLimit(size) === 0,
  };
  const order: readonly Action[] = [
    'help',
    'quit',
    ...(offersLessons ? (['teach'] as const) : []),
    ...vitalActions[now],
  ];
  const rankOf = (action: Action) =>
    order.includes(action)
      ? order.indexOf(action)
      : order.length + Number(spareActions.includes(action));
  let shared: Line = [];
  const entries = keyBindings
    .filter(({ footer }) => footer[now] !== undefined)
    .filter(
      ({ action }) =>
        !isUseless[action] && !(replay && now !== 'prompt' && trainingActions.has(action)),
    )
    .flatMap(({ keys, action, footer }) => {
      const key = action === 'answer' ? `1-${answers}` : keyLabel(keys[0]!);
      const label = [...shared, span(` ${key}`, { bold: true })];
      const words = footer[now]!;
      // A key without words of its own goes with the next one.
      shared = words === '' ? label : [];
      return words === '' ? [] : [{ spans: [...label, span(` ${words} `)], rank: rankOf(action) }];
    });
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
