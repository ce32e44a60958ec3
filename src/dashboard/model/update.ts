/** The dashboard's only transition function: pure, so that every sequence of events can be tested. */

import { type Action, trainingActions } from './actions.js';
import { type ActionEvent, type Event, type Handlers, only, type Update } from './events.js';
import { isActive } from './selectors.js';
import type { Run, State, Teaching } from './state.js';
import { inLesson, lessons, listLessons, teach, typeAnswer, withTask } from './update/lesson.js';
import { inReplay } from './update/playing.js';
import { inHelp, program } from './update/program.js';
import { prompts, typeKey } from './update/prompt.js';
import { reseed, restarts } from './update/restart.js';
import { rewind } from './update/rewind.js';
import { takeEvents, takeProgress } from './update/runs.js';
import { training } from './update/training.js';
import { view, withView } from './update/view.js';

/** The handlers of all actions but `reseed`, which needs a new start as well as the state. */
const handlers: Handlers<Exclude<Action, 'reseed'>> = {
  ...training,
  ...restarts,
  ...rewind,
  ...view,
  ...program,
  ...prompts,
  ...lessons,
};

const RECORDED = 'This is a recording: you can play it and look at it, but not train it.';

/** The state after an event, with the effects that it requests. */
export function update(state: State, event: Event): Update {
  return state.teaching ? updateTeaching(state, state.teaching, event) : updateRuns(state, event);
}

/** While a lesson is given, its runs are not recorded, and events of the waiting runs go to the state before it. */
function updateTeaching(state: State, teaching: Teaching, event: Event): Update {
  if (event.type === 'progress' || event.type === 'analysis' || event.type === 'warning') {
    const { state: before, effects } = updateRuns(teaching.before, event);
    return { state: { ...state, teaching: { ...teaching, before } }, effects };
  }
  if (event.type === 'inLesson' && event.setup !== teaching.setup) {
    return only(state);
  }
  // Any key but Esc takes back an Esc before it.
  const isKey = event.type === 'typed' || (event.type === 'action' && event.action !== 'leave');
  const heard = isKey ? { ...state, teaching: { ...teaching, isLeaving: false } } : state;
  const { state: next, effects } = updateRuns(heard, event);
  const kept = effects.filter(({ type }) => type !== 'record');
  const update = next.teaching ? withTask(next, next.teaching) : only(next);
  return { state: update.state, effects: [...kept, ...update.effects] };
}

function updateRuns(state: State, event: Event): Update {
  switch (event.type) {
    case 'action':
      return act(withoutNotices(state), event);
    case 'typed':
      return state.prompt
        ? typeKey(state, state.prompt, event.key)
        : typeAnswer(withoutNotices(state), event.key);
    case 'lessons':
      return listLessons(state, event.lessons);
    case 'lesson':
      return teach(state, event.lesson);
    case 'inLesson':
      return state.teaching ? updateRuns(state, event.event) : only(state);
    case 'progress':
      return takeProgress(state, event.progress);
    case 'analysis':
      return only({ ...state, analysis: event.analysis });
    case 'message':
      return only({ ...state, message: event.text });
    case 'warning':
      return only(event.text === state.warning ? state : { ...state, warning: event.text });
    case 'recorded':
      return only(takeEvents(state, event.events));
    case 'recordedAgain': {
      const { live, events } = event;
      return only(takeEvents({ ...state, live, earlier: [], rewind: null }, events));
    }
    case 'recordingRewritten':
      return only(withView(event.state, state));
    case 'recordingEnded':
      return only({ ...state, live: state.live.map(atRest) });
    case 'resize':
      return only({ ...state, size: event.size });
  }
}

/** Without what stays only until the next key. */
function withoutNotices(state: State): State {
  return state.message === null && !state.offersLessons
    ? state
    : { ...state, message: null, offersLessons: false };
}

function act(state: State, event: ActionEvent): Update {
  if (state.replay && trainingActions.has(event.action)) {
    return only({ ...state, message: RECORDED });
  }
  if (event.action === 'reseed') {
    return reseed(state, event.start);
  }
  const handlerInHelp = state.help === null ? undefined : inHelp[event.action];
  const handlerInLesson = state.teaching ? inLesson[event.action] : undefined;
  const handlerInReplay = state.replay ? inReplay[event.action] : undefined;
  return (handlerInHelp ?? handlerInLesson ?? handlerInReplay ?? handlers[event.action])(state);
}

function atRest(run: Run): Run {
  return isActive(run) ? { ...run, status: 'paused' } : run;
}
