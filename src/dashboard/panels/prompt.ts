/** The line in which the user types a value. */

import { numberAsked } from '../../lessons/answer.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { openTask } from '../model/lesson.js';
import { limitOf } from '../model/optimizers.js';
import { focusedRun, lastIteration, shownRate } from '../model/selectors.js';
import type { Prompt, State } from '../model/state.js';

/** The question, the text so far, and what may be typed or why it was refused; lessons stay listed. */
export function promptText(state: State, prompt: Prompt): string {
  const { asksFor, text, problem } = prompt;
  const shown = problem === null || asksFor === 'lesson' ? [hint(state, prompt)] : [];
  const more = [...shown, ...(problem === null ? [] : [`! ${problem}`])];
  return `${questions[asksFor]}: ${text}_   ${more.join('   ')}`;
}

const questions: Readonly<Record<Prompt['asksFor'], string>> = {
  learningRate: 'Learning rate',
  iteration: 'Go to iteration',
  lesson: 'Lesson',
  answer: 'Your answer',
};

function hint(state: State, { asksFor }: Prompt): string {
  switch (asksFor) {
    case 'iteration':
      return `(0 to ${lastIteration(state)})`;
    case 'lesson':
      return `(${state.lessons.map(({ title }, i) => `${i + 1} ${title}`).join(', ')})`;
    case 'answer': {
      const task = openTask(state);
      return task?.type === 'number' ? `(${numberAsked(task)})` : '';
    }
    case 'learningRate':
      return rateHint(state);
  }
}

function rateHint(state: State): string {
  const largest = limitOf(state);
  const limit =
    largest !== undefined && Number.isFinite(largest)
      ? `, largest that works ${limitText(largest)}; or a share of it, as 90%`
      : '';
  return `(now ${numberText(shownRate(state, focusedRun(state)))}${limit})`;
}
