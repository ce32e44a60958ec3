/** Values that the user types: a learning rate, the iteration to jump to, a lesson, an answer. */

import { roundedDown } from '../../../fit/learningRate.js';
import { numberAsked } from '../../../lessons/answer.js';
import { readNumber } from '../../../options/values.js';
import type { PromptAction } from '../actions.js';
import { type Handlers, only, type Update } from '../events.js';
import { openTask } from '../lesson.js';
import { limitOf } from '../optimizers.js';
import { focusedRun, lastIteration } from '../selectors.js';
import type { Prompt, State } from '../state.js';
import { answerNumber, teach } from './lesson.js';
import { playFrom } from './playing.js';
import { jumpTo } from './rewind.js';
import { setLearningRate } from './training.js';

export const prompts: Handlers<PromptAction> = {
  typeRate: (state) => open(state, 'learningRate'),
  typeIteration: (state) => open(state, 'iteration'),
};

/** More than any number needs. */
const MAX_LENGTH = 24;

function open(state: State, asksFor: Prompt['asksFor']): Update {
  return only({ ...state, help: null, prompt: { asksFor, text: '', problem: null } });
}

/** Handles a key while the user types a value. */
export function typeKey(state: State, prompt: Prompt, key: string): Update {
  switch (key) {
    case 'escape':
      return only({ ...state, prompt: null });
    case 'enter':
      return prompt.text === ''
        ? refuse(state, prompt, 'nothing typed yet; Esc closes this')
        : answers[prompt.asksFor](state, prompt);
    case 'backspace':
      return only({
        ...state,
        prompt: { ...prompt, text: prompt.text.slice(0, -1), problem: null },
      });
    default:
      return typeCharacter(state, prompt, key);
  }
}

/** Adds a character; a comma is a decimal point. Other keys than those of characters do nothing. */
function typeCharacter(state: State, prompt: Prompt, key: string): Update {
  const character = key === ',' ? '.' : key;
  if (/^[-+.\de%]$/i.test(character)) {
    const text = (prompt.text + character).slice(0, MAX_LENGTH);
    return only({ ...state, prompt: { ...prompt, text, problem: null } });
  }
  return key.length === 1 ? refuse(state, prompt, `${key} is no part of a number`) : only(state);
}

const answers: Readonly<Record<Prompt['asksFor'], (state: State, prompt: Prompt) => Update>> = {
  learningRate(state, prompt) {
    const limit = limitOf(state);
    const rate = readRate(prompt.text, limit);
    return rate === null
      ? refuse(
          state,
          prompt,
          limit === Number.POSITIVE_INFINITY
            ? 'type a number above 0, such as 1e-3; there is no limit to take a share of'
            : 'type a number above 0, such as 2e-6, or a share of the limit, such as 90%',
        )
      : setLearningRate({ ...state, prompt: null }, () => rate);
  },
  iteration(state, prompt) {
    const newest = lastIteration(state);
    const iteration = readNumber(prompt.text, { type: 'whole', min: 0, max: newest });
    return iteration === null
      ? refuse(state, prompt, `type an iteration that has been trained, from 0 to ${newest}`)
      : goTo({ ...state, prompt: null }, iteration);
  },
  lesson(state, prompt) {
    const { length } = state.lessons;
    const number = readNumber(prompt.text, { type: 'whole', min: 1, max: length });
    return number === null
      ? refuse(state, prompt, `type the number of a lesson, from 1 to ${length}`)
      : teach({ ...state, prompt: null }, state.lessons[number - 1]!);
  },
  answer(state, prompt) {
    const task = openTask(state);
    const number = readNumber(prompt.text, { type: 'coefficients' });
    if (task?.type === 'number' && (number === null || (task.isRate && number <= 0))) {
      return refuse(state, prompt, `type ${numberAsked(task)}`);
    }
    return answerNumber({ ...state, prompt: null }, number!);
  },
};

/** Shows an iteration; in a recording, also one that it has not played yet. */
function goTo(state: State, iteration: number): Update {
  const { number: run, present } = focusedRun(state);
  return state.replay && iteration > (present?.iteration ?? 0)
    ? playFrom(state, { run, iteration }, true)
    : jumpTo(state, iteration);
}

function refuse(state: State, prompt: Prompt, problem: string): Update {
  return only({ ...state, prompt: { ...prompt, problem } });
}

/** Reads a rate or a share of the limit, such as 90%, which is rounded down to 4 digits. */
function readRate(text: string, limit: number | undefined): number | null {
  const number = readNumber(text.replace(/%$/, ''), { type: 'positives', most: 1 });
  if (number === null || !text.endsWith('%')) {
    return number;
  }
  if (limit === undefined || limit === Number.POSITIVE_INFINITY) {
    return null;
  }
  const rate = roundedDown((number / 100) * limit, 4);
  return rate > 0 && Number.isFinite(rate) ? rate : null;
}
