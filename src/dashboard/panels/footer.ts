/** The last line: as many keys of the situation as fit. */

import type { Task } from '../../lessons/lesson.js';
import { keyBindings } from '../input/keymap.js';
import { keyLabel } from '../input/keyNames.js';
import { type KeyBinding, lessonActions, spareActions, vitalActions } from '../input/keyTable.js';
import { type Action, trainingActions } from '../model/actions.js';
import type { Situation } from '../model/selectors.js';
import type { Size } from '../model/state.js';
import { type Line, span, width } from '../style/text.js';
import { helpScrollLimit } from './help.js';

/**
 * The footer of a screen. Help and quit are the last keys to go, just after the main keys of the
 * situation, but in a lesson its own keys stay longest. If a key does not fit, a shorter one after it
 * still may.
 *
 * @param replay whether a recording is shown, which cannot be trained.
 * @param lanes how many learning rates are trained side by side.
 * @param diverges whether the run in focus does not converge.
 * @param task of the lesson, until it is done.
 * @param named the keys that the text of a lesson's step names, most important first.
 * @param trains whether a run is being trained.
 * @param offersLessons whether to say how to get to the lessons.
 */
export function footer(
  size: Size,
  now: Situation,
  replay: boolean,
  lanes: number,
  diverges: boolean,
  task: Task | null,
  named: readonly string[],
  trains: boolean,
  offersLessons: boolean,
): Line {
  const answers = task?.type === 'choose' ? task.answers.length : 0;
  const isUseless: Readonly<Partial<Record<Action, boolean>>> = {
    nextLane: lanes === 1,
    answer: answers === 0,
    branch: now === 'lesson' && task !== null && task.type !== 'number',
    nextStep: task === null,
    teach: now !== 'lesson' && now !== 'paused' && !offersLessons,
    workingRate: now !== 'diverged' && !diverges,
    scrollDown: helpScrollLimit(size) === 0,
    nextRecord: helpScrollLimit(size) === 0,
  };
  const isLesson = now === 'lesson';
  const placeOf = ({ keys }: KeyBinding) => named.indexOf(keyLabel(keys[0]!));
  const isNamed = (binding: KeyBinding) => isLesson && placeOf(binding) !== -1;
  const order: readonly Action[] = [
    ...(isLesson ? [] : (['help', 'quit'] as const)),
    ...(offersLessons ? (['teach'] as const) : []),
    ...vitalActions[now],
    ...keyBindings
      .filter(isNamed)
      .sort((one, other) => placeOf(one) - placeOf(other))
      .map(({ action }) => action),
    ...(isLesson ? (['pause', 'help', 'quit'] as const) : []),
  ];
  const rankOf = (action: Action) =>
    order.includes(action)
      ? order.indexOf(action)
      : order.length + Number(spareActions.includes(action));
  let shared: Line = [];
  const entries = keyBindings
    .filter(({ footer }) => footer[now] !== undefined)
    .filter((binding) => !isLesson || lessonActions.includes(binding.action) || isNamed(binding))
    .filter(
      ({ action }) =>
        !isUseless[action] && !(replay && now !== 'prompt' && trainingActions.has(action)),
    )
    .flatMap(({ keys, action, footer }) => {
      const key = action === 'answer' ? `1-${answers}` : keyLabel(keys[0]!);
      const label = [...shared, span(` ${key}`, { bold: true })];
      const words = (isLesson ? wordsOf(action, task, trains) : undefined) ?? footer[now]!;
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

/** What a key does at present in a lesson, if that is not what it usually does there. */
function wordsOf(action: Action, task: Task | null, trains: boolean): string | undefined {
  if (action === 'pause' && trains) {
    return 'pause';
  }
  return action === 'branch' && task?.type === 'number' ? 'answer' : undefined;
}
