/** Gives lessons: begins their steps, takes answers, and brings back what was there before. */

import { isReached, judgeChoice, judgeNumber, type Verdict } from '../../../lessons/answer.js';
import { isMissed, missing } from '../../../lessons/goals.js';
import type { Lesson, Task } from '../../../lessons/lesson.js';
import type { ResolvedRun } from '../../../options/start.js';
import type { Action, LessonAction } from '../actions.js';
import { type Handler, type Handlers, only, toAll, type Update } from '../events.js';
import { lessonAfter, openTask, seenOf, stepOf, withLessonView, withStepView } from '../lesson.js';
import { focusedRun, hasEnded } from '../selectors.js';
import { type State, startState, type Teaching } from '../state.js';
import { branch } from './restart.js';
import { endRewind } from './rewind.js';
import { setPaused } from './training.js';
import { withView } from './view.js';

export const lessons: Handlers<LessonAction> = {
  teach: (state) => ({ state, effects: [{ type: 'readLessons' }] }),
  nextStep: only,
  previousStep: only,
  answer: only,
};

/** What keys do in a lesson, instead of what they normally do. */
export const inLesson: Readonly<Partial<Record<Action, Handler>>> = {
  teach: inTeaching((state, teaching) => begin(state, teaching, teaching.step, true)),
  nextStep: inTeaching(next),
  previousStep: inTeaching((state, teaching) =>
    // The end is after the last step.
    begin(state, teaching, Math.max(0, teaching.step - (teaching.isOver ? 0 : 1)), true),
  ),
  branch: inTeaching((state, teaching) => (state.rewind ? branch(state) : goOn(state, teaching))),
  leave: inTeaching((state, teaching) =>
    state.rewind ? endRewind(state) : leave(state, teaching),
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

/** Begins a lesson; what is on the screen, or was before another lesson, waits until it is over. */
export function teach(state: State, lesson: Lesson): Update {
  const { teaching: last } = state;
  const free = { ...state, prompt: null, help: null, message: null };
  const teaching: Teaching = {
    ...{ lesson, step: 0, verdict: null, firstTries: {}, isOver: false, isLeaving: false },
    ...{ run: lesson.steps[0]!.run, setup: last?.setup ?? 0, resumeAt: null },
    before: last?.before ?? free,
  };
  const { state: begun, effects } = begin(free, teaching, 0, true);
  return { state: begun, effects: [...(last ? [] : toAll(state, { type: 'pause' })), ...effects] };
}

/** @param anew whether the step gets a run of its own even if it continues that of the one before. */
function begin(state: State, teaching: Teaching, index: number, anew: boolean): Update {
  const { run, moment, view } = teaching.lesson.steps[index]!;
  const at: Teaching = { ...teaching, step: index, verdict: null, isOver: false };
  const begun =
    moment === null && !anew
      ? only({ ...state, teaching: at })
      : setUp(state, at, run, moment ?? 0);
  return { ...begun, state: withStepView(begun.state, view) };
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
    case 'reach': {
      const seen = seenOf(state);
      const wanting = seen === null ? '' : `: ${missing(task, seen).join('; ')}`;
      return only({ ...state, message: `Not yet${wanting}. k skips this step.` });
    }
  }
}

function choices({ answers }: Extract<Task, { type: 'choose' }>): string {
  return `a number from 1 to ${answers.length}`;
}

/** The next step or, after the last, the end of the lesson and then the next lesson. */
function next(state: State, teaching: Teaching): Update {
  if (teaching.step + 1 < teaching.lesson.steps.length) {
    return begin(state, teaching, teaching.step + 1, false);
  }
  if (!teaching.isOver) {
    const { state: over, effects } = setPaused(state, true);
    return {
      state: { ...over, teaching: { ...teaching, isOver: true } },
      effects: [...effects, { type: 'readLessons' }],
    };
  }
  const following = lessonAfter(state, teaching);
  return following ? teach(state, following) : leave(state, teaching);
}

/** Brings back what was there before the lesson; before its last task is done, only at a second try. */
function leave(state: State, teaching: Teaching): Update {
  const { lesson, step, before, isLeaving } = teaching;
  const isDone = step === lesson.steps.length - 1 && openTask(state) === null;
  if (!isDone && !isLeaving) {
    return only({
      ...state,
      message: 'Esc again leaves the lesson.',
      teaching: { ...teaching, isLeaving: true },
    });
  }
  const { size, lessons } = state;
  const message = before.paused
    ? 'This run waits: space trains it, t chooses a lesson.'
    : 'Back to this run; t chooses a lesson.';
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

/** Trains what the answer leads to or, if that is nothing new, the present run. */
function answered(state: State, verdict: Verdict): Update {
  const judged = judge(state, verdict);
  if (verdict.run === null) {
    return state.live.every(hasEnded)
      ? only(judged)
      : setPaused({ ...judged, rewind: null }, false);
  }
  const { moment, view } = stepOf(judged.teaching);
  const resumeAt = moment ?? 0;
  const { state: begun, effects } = setUp(judged, judged.teaching, verdict.run, resumeAt);
  const shown = withLessonView(begun, view);
  return { state: { ...shown, teaching: { ...shown.teaching!, resumeAt } }, effects };
}

/** The task of the step is done; a panel that fills the screen makes room for what is said of it. */
function judge(state: State, verdict: Verdict): State & { readonly teaching: Teaching } {
  const teaching = state.teaching!;
  const firstTries = { [teaching.step]: verdict.right, ...teaching.firstTries };
  return { ...state, full: null, teaching: { ...teaching, verdict, firstTries } };
}

/**
 * Resumes a run that shows an answer once it is at its starting iteration, and pauses it when what is
 * to be brought about has been, or no longer can be.
 */
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
  if (task?.type !== 'reach' || seen === null) {
    return only(state);
  }
  const wanting = missing(task, seen);
  const { status, trace } = focusedRun(state);
  if (wanting.length > 0 && !isMissed(task, seen, status === 'diverged')) {
    return only(state);
  }
  // Several iterations may have come at once.
  const right =
    wanting.length === 0 ||
    trace.snapshots.some(({ iteration, loss, learningRate: rate }) =>
      isReached(task, { ...seen, iteration, loss, rate }),
    );
  const verdict = { right, text: right ? 'done' : wanting.join('; '), run: null };
  return setPaused(judge(state, verdict), true);
}
