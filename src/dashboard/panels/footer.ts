/** The last line: as many keys of the situation as fit. */

import type { Task } from '../../lessons/lesson.js';
import { keyBindings } from '../input/keymap.js';
import { keyLabel } from '../input/keyNames.js';
import { type KeyBinding, lessonActions, spareActions, vitalActions } from '../input/keyTable.js';
import { type Action, trainingActions } from '../model/actions.js';
import { runDivergence } from '../model/divergence.js';
import { openTask, stepOf } from '../model/lesson.js';
import { focusedRun, isAtRest, type Situation, situation } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { keepEqual } from '../style/keepEqual.js';
import { type Line, span, width } from '../style/text.js';
import { helpScrollLimit } from './help.js';

/** What the footer depends on. */
export interface FooterFacts {
  readonly size: Size;
  readonly now: Situation;
  /** Whether a recording is shown, which cannot be trained. */
  readonly replay: boolean;
  /** How many learning rates are trained side by side. */
  readonly lanes: number;
  /** Whether the run in focus does not converge. */
  readonly diverges: boolean;
  /** The task of the lesson, until it is done. */
  readonly task: Task | null;
  /** The keys that the text of a lesson's step names, most important first. */
  readonly named: readonly string[];
  /** Whether a run is being trained. */
  readonly trains: boolean;
  /** Whether to say how to get to the lessons. */
  readonly offersLessons: boolean;
}

const NO_KEYS: readonly string[] = [];

const keep = keepEqual<FooterFacts>();

/** The facts of a state; the same object until any of them changes. */
export function footerFacts(state: State): FooterFacts {
  const { size, replay, live, teaching, paused, offersLessons } = state;
  return keep({
    size,
    now: situation(state),
    replay,
    lanes: live.length,
    diverges: runDivergence(state, focusedRun(state)) !== null,
    task: openTask(state),
    named: teaching && !teaching.isOver ? stepOf(teaching).keys : NO_KEYS,
    trains: !paused && !isAtRest(state),
    offersLessons,
  });
}

/**
 * The footer of a screen. Help and quit are the last keys to go, just after the main keys of the
 * situation, but in a lesson its own keys stay longest. If a key does not fit, a shorter one after it
 * still may.
 */
export function footer(facts: FooterFacts): Line {
  const { size, now, replay, lanes, diverges, task, named, trains, offersLessons } = facts;
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
