/** What a lesson asks of the screen, and what it changes on it. */

import type { Seen } from '../../lessons/answer.js';
import type { Lesson, LessonView, Step, Task } from '../../lessons/lesson.js';
import { focusedRun, planes, shownRate, shownSnapshot } from './selectors.js';
import type { State, Teaching } from './state.js';

/** The task of the present step, until it is done; null if there is none. */
export function openTask({ teaching }: State): Task | null {
  return teaching === null || teaching.isOver || teaching.verdict !== null
    ? null
    : stepOf(teaching).task;
}

/** The present step. */
export function stepOf({ lesson, step }: Teaching): Step {
  return lesson.steps[step]!;
}

/** The lesson to take after this one; undefined if there is none. */
export function lessonAfter({ lessons }: State, { lesson }: Teaching): Lesson | undefined {
  const place = lessons.findIndex(({ title }) => title === lesson.title);
  return place === -1 ? undefined : lessons[place + 1];
}

/** Whether a key is an answer, or begins one. */
export function startsAnswer(state: State, key: string): boolean {
  switch (openTask(state)?.type) {
    case 'choose':
      return /^[1-9]$/.test(key);
    case 'number':
      return /^[-.\d]$/.test(key);
    default:
      return false;
  }
}

/** What the screen shows that goals can be about; null until the run has started. */
export function seenOf(state: State): Seen | null {
  const shown = shownSnapshot(state);
  const map = planes(state.settings.degree)[state.pair]?.over;
  return (
    shown && {
      iteration: shown.iteration,
      loss: shown.loss,
      rate: shownRate(state, focusedRun(state)),
      view: {
        plot: state.plot,
        lossAxis: state.lossScale,
        iterationAxis: state.iterationScale,
        span: state.span,
        ...(map && { map }),
        best: state.showOptimum,
        details: state.showDetails,
      },
    }
  );
}

/** How a step is looked at unless it says otherwise. */
const USUAL_VIEW: Required<LessonView> = {
  plot: 'curves',
  lossAxis: 'log',
  iterationAxis: 'linear',
  span: 'whole',
  map: 'coefficients',
  best: false,
  details: false,
};

/** The state as a step begins: with the view that it asks for, and nothing else that keys changed. */
export function withStepView(state: State, view: LessonView): State {
  return withLessonView({ ...state, full: null }, { ...USUAL_VIEW, ...view });
}

/** The state with the view that a lesson asks for. */
export function withLessonView(state: State, view: LessonView): State {
  const { plot, lossAxis, iterationAxis, span, map, best, details } = view;
  // A single coefficient has no map.
  const isFlat = state.settings.degree === 0;
  const axes = planes(state.settings.degree);
  return {
    ...state,
    plot: isFlat && plot === 'surface' ? state.plot : (plot ?? state.plot),
    lossScale: lossAxis ?? state.lossScale,
    iterationScale: iterationAxis ?? state.iterationScale,
    span: span ?? state.span,
    pair: isFlat || map === undefined ? state.pair : axes.findIndex(({ over }) => over === map),
    showOptimum: best ?? state.showOptimum,
    showDetails: details ?? state.showDetails,
    full: details === true ? null : state.full,
  };
}

/** Pauses, and keeps a run that shows an answer from resuming by itself. */
export function pausedForGood(state: State): State {
  const { teaching } = state;
  return { ...state, paused: true, teaching: teaching && { ...teaching, resumeAt: null } };
}
