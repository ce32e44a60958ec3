/** Gives lessons: begins their steps, takes answers, and brings back what was there before. */

import { isReached, judgeChoice, judgeNumber, type Verdict } from '../../../lessons/answer.js';
import type { Lesson, Task } from '../../../lessons/lesson.js';
import type { ResolvedRun } from '../../../options/start.js';
import type { Action, LessonAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll, type Update } from '../events.js';
import { openTask, seenOf, withLessonView } from '../lesson.js';
import { hasEnded } from '../selectors.js';
import { type State, startState, type Teaching } from '../state.js';
import { branch } from './restart.js';
import { endRewind } from './rewind.js';
import { setPaused } from './training.js';
import { withView } from './view.js';

export const lessons: Handlers<LessonAction> = {
  teach: (state) => ({ state, effects: [{ type: 'readLessons' }] }),
  nextStep: only,
  answer: only,
};

/** What keys do in a lesson, instead of what they normally do. */
export const inLesson: Readonly<Partial<Record<Action, Handler>>> = {
  teach: inTeaching((state, teaching) => begin(state, teaching, teaching.step, true)),
  nextStep: inTeaching(next),
  branch: inTeaching((state, teaching) => (state.rewind ? branch(state) : goOn(state, teaching))),
  leave: inTeaching((state, teaching) =>
    state.rewind ? endRewind(state) : leave(state, teaching, null),
  ),
};

function inTeaching(handler: (state: State, teaching: Teaching) => Update): Handler {
  return (state) => handler(state, state.teaching!);
}

/** Asks which of the lessons to give, unless something else is being asked. */
export function listLessons(state: State, lessons: readonly Lesson[]): Update {
  const isFree = state.prompt === null && state.teaching === null;
  const prompt = isFree ? ({ asksFor: 'lesson', text: '', problem: null } as const) : state.prompt;
  return only({ ...state, lessons, prompt, help: isFree ? null : state.help });
}

/** Begins a lesson; what is on the screen waits until it is over. */
export function teach(state: State, lesson: Lesson): Update {
  const before = { ...state, prompt: null, help: null, message: null };
  const { run } = lesson.steps[0]!;
  const teaching: Teaching = {
    ...{ lesson, step: 0, verdict: null, run, setup: 0, resumeAt: null, before },
  };
  const { state: begun, effects } = begin(before, teaching, 0, true);
  return { state: begun, effects: [...toAll(state, { type: 'pause' }), ...effects] };
}

/** @param anew whether the step gets a run of its own even if it continues that of the one before. */
function begin(state: State, teaching: Teaching, index: number, anew: boolean): Update {
  const { run, moment, view } = teaching.lesson.steps[index]!;
  const at: Teaching = { ...teaching, step: index, verdict: null };
  const begun =
    moment === null && !anew
      ? only({ ...state, teaching: at })
      : setUp(state, at, run, moment ?? 0);
  return { ...begun, state: withLessonView(begun.state, view) };
}

/** Replaces what is trained; the new run waits at an iteration. */
function setUp(state: State, teaching: Teaching, run: ResolvedRun, moment: number): Update {
  const setup = teaching.setup + 1;
  const { pace, learningRates } = run.options;
  const fresh = withView(startState(run, state.size), { ...state, pace, paused: true });
  const { degree, samples } = fresh.settings;
  const isSame = degree === state.settings.degree && samples === state.settings.samples;
  const next: State = {
    ...fresh,
    analysis: isSame ? state.analysis : null,
    plot: degree === 0 && state.plot === 'surface' ? 'curves' : state.plot,
    pair: degree === state.settings.degree ? state.pair : 0,
    lessons: state.lessons,
    teaching: { ...teaching, run, setup, resumeAt: null },
    focus: Math.min(state.focus, learningRates.length - 1),
  };
  const step = moment > 0 ? toAll(next, { type: 'step', iterations: moment }) : [];
  return { state: next, effects: [{ type: 'setUp', setup, run }, ...step] };
}

/** Enter: answers, or goes on to the next step. */
function goOn(state: State, teaching: Teaching): Update {
  const task = openTask(state);
  switch (task?.type) {
    case undefined:
      return next(state, teaching);
    case 'number':
      return only({ ...state, prompt: { asksFor: 'answer', text: '', problem: null } });
    case 'choose':
      return only({ ...state, message: `Press ${choices(task)} to answer, or k to skip this.` });
    case 'reach':
      return only({ ...state, message: 'Not yet. Press k to skip this.' });
  }
}

function choices({ answers }: Extract<Task, { type: 'choose' }>): string {
  return `a number from 1 to ${answers.length}`;
}

function next(state: State, teaching: Teaching): Update {
  const { steps, title } = teaching.lesson;
  return teaching.step + 1 < steps.length
    ? begin(state, teaching, teaching.step + 1, false)
    : leave(state, teaching, `That was the lesson "${title}". t gives another one.`);
}

/** Brings back what was there before the lesson. */
function leave({ size, lessons }: State, { before }: Teaching, message: string | null): Update {
  return {
    state: { ...before, size, lessons, message },
    effects: [{ type: 'takeDown' }, ...(before.paused ? [] : toAll(before, { type: 'resume' }))],
  };
}

/** A key in a lesson: the number of an answer, or how a number begins. */
export function typeAnswer(state: State, key: string): Update {
  const task = openTask(state);
  switch (task?.type) {
    case 'choose':
      return Number(key) <= task.answers.length
        ? answered(state, judgeChoice(task, Number(key) - 1))
        : only({ ...state, message: `Press ${choices(task)}.` });
    case 'number':
      return only({ ...state, prompt: { asksFor: 'answer', text: key, problem: null } });
    default:
      return only(state);
  }
}

/** Judges a number that was typed. */
export function answerNumber(state: State, number: number): Update {
  const task = openTask(state);
  return task?.type === 'number'
    ? answered(state, judgeNumber(task, number, stepOf(state.teaching!).run))
    : only(state);
}

function stepOf({ lesson, step }: Teaching) {
  return lesson.steps[step]!;
}

/** Trains what the answer leads to or, if that is nothing new, the present run. */
function answered(state: State, verdict: Verdict): Update {
  const teaching = { ...state.teaching!, verdict };
  const judged = { ...state, teaching };
  if (verdict.run === null) {
    return state.live.every(hasEnded)
      ? only(judged)
      : setPaused({ ...judged, rewind: null }, false);
  }
  const { moment, view } = stepOf(teaching);
  const resumeAt = moment ?? 0;
  const { state: begun, effects } = setUp(judged, teaching, verdict.run, resumeAt);
  const shown = withLessonView(begun, view);
  return { state: { ...shown, teaching: { ...shown.teaching!, resumeAt } }, effects };
}

/** Resumes a run that shows an answer once it is at its starting iteration; checks whether a goal is reached. */
export function withTask(state: State, teaching: Teaching): Update {
  const { resumeAt } = teaching;
  if (resumeAt !== null) {
    const isThere = state.live.every(
      ({ present, status }) => (present?.iteration ?? -1) >= resumeAt && status !== 'running',
    );
    return isThere
      ? setPaused({ ...state, teaching: { ...teaching, resumeAt: null } }, false)
      : only(state);
  }
  const task = openTask(state);
  const seen = task?.type === 'reach' ? seenOf(state) : null;
  if (task?.type !== 'reach' || seen === null || !isReached(task, seen)) {
    return only(state);
  }
  const verdict: Verdict = { right: true, text: 'done', run: null };
  return only({ ...state, teaching: { ...teaching, verdict } });
}
