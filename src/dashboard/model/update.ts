/** The dashboard's only transition function: pure, so that every sequence of events can be tested. */

import { type Action, trainingActions } from './actions.js';
import { type ActionEvent, type Event, type Handlers, only, type Update } from './events.js';
import { isActive } from './selectors.js';
import type { Run, State } from './state.js';
import { inReplay } from './update/playing.js';
import { inHelp, program } from './update/program.js';
import { prompts, typeKey } from './update/prompt.js';
import { reseed, restarts } from './update/restart.js';
import { rewind } from './update/rewind.js';
import { takeEvents, takeProgress } from './update/runs.js';
import { training } from './update/training.js';
import { view } from './update/view.js';

/** The handlers of all actions but `reseed`, which needs a new start as well as the state. */
const handlers: Handlers<Exclude<Action, 'reseed'>> = {
  ...training,
  ...restarts,
  ...rewind,
  ...view,
  ...program,
  ...prompts,
};

const RECORDED = 'This is a recording: you can play it and look at it, but not train it.';

/** The state after an event, with the effects that it requests. */
export function update(state: State, event: Event): Update {
  switch (event.type) {
    case 'action':
      return act(state.message === null ? state : { ...state, message: null }, event);
    case 'typed':
      return state.prompt ? typeKey(state, state.prompt, event.key) : only(state);
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

function act(state: State, event: ActionEvent): Update {
  if (state.replay && trainingActions.has(event.action)) {
    return only({ ...state, message: RECORDED });
  }
  if (event.action === 'reseed') {
    return reseed(state, event.start);
  }
  const handlerInHelp = state.help === null ? undefined : inHelp[event.action];
  const handlerInReplay = state.replay ? inReplay[event.action] : undefined;
  return (handlerInHelp ?? handlerInReplay ?? handlers[event.action])(state);
}

/** The state of another problem, with the view settings of before. */
function withView(state: State, before: State): State {
  const { showEarlier, lossScale, iterationScale, span, showOptimum, help, size } = before;
  const { full, showDetails, pace, paused } = before;
  const view = { showEarlier, lossScale, iterationScale, span, showOptimum, full, showDetails };
  return { ...state, ...view, pace, paused, help, size };
}

function atRest(run: Run): Run {
  return isActive(run) ? { ...run, status: 'paused' } : run;
}
