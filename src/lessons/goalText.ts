/** Says in words what is to be brought about, and how much of it has been. */

import { numberText } from '../text/numberText.js';
import { isMet } from './answer.js';
import type { Outcome } from './attempt.js';
import type { Comparison, Goal, GoalNumber, LessonView, Reach } from './lesson.js';
import { rounded, stateText } from './problem.js';

const NAMES: Readonly<Record<GoalNumber, string>> = {
  iteration: 'iteration',
  loss: 'loss',
  rate: 'learning rate',
};

const WORDS: Readonly<Record<Comparison, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
};

/** All that is to be brought about: `learning rate above 3.557e-6 and loss above 621855`. */
export function goalText({ goals, view }: Reach): string {
  const numbers = goals.map((goal) => {
    const { number, comparison, value } = goal;
    return isAnswer(goal, goals)
      ? `${NAMES[number]} as asked`
      : `${NAMES[number]} ${WORDS[comparison]} ${rounded(value)}`;
  });
  const parts = Object.entries(view).map(([name, value]) => `${name} ${value}`);
  return new Intl.ListFormat('en-GB').format(new Set([...numbers, ...parts]));
}

/** Whether a number is to be so close to one value that telling its bounds would be the answer. */
function isAnswer({ number, value }: Goal, goals: readonly Goal[]): boolean {
  return goals.some(
    (other) =>
      other.number === number &&
      other.value !== value &&
      Math.abs(other.value - value) < 0.1 * Math.abs(value),
  );
}

/** What of it is missing, what is there, and which numbers the run has. */
export function outcomeText(task: Reach, outcome: Outcome): string {
  const states = [...numberStates(task, outcome), ...viewStates(task, outcome)];
  const missing = states.filter(({ isMet }) => !isMet);
  const met = states.filter(({ isMet }) => isMet);
  return (
    `${listed(missing)}${missing.length > 0 && met.length > 0 ? '; but ' : ''}${listed(met)}. ` +
    stateText(outcome.optimizer, outcome.rate, outcome)
  );
}

/** A part of what is to be brought about. */
interface Part {
  readonly text: string;
  readonly isMet: boolean;
}

function numberStates({ goals }: Reach, outcome: Outcome): Part[] {
  return goals.map((goal) => {
    const { number, comparison, value } = goal;
    const present = outcome[number];
    const isThere = isMet(goal, outcome);
    // Numbers that only differ in later digits are told with all of them.
    const text = rounded(present) === rounded(value) ? numberText : rounded;
    const is = isThere ? 'is' : 'is not';
    const wanted = isAnswer(goal, goals)
      ? `${comparison.startsWith('<') ? 'small' : 'large'} enough`
      : `${WORDS[comparison]} ${text(value)}`;
    return { text: `${NAMES[number]} ${text(present)} ${is} ${wanted}`, isMet: isThere };
  });
}

function viewStates({ view }: Reach, outcome: Outcome): Part[] {
  return Object.entries(view).map(([name, value]) => {
    const present = outcome.view[name as keyof LessonView];
    const isMet = present === value;
    const other = present === undefined ? '' : `${present}, `;
    return { text: `${name} is ${isMet ? '' : `${other}not `}${value}`, isMet };
  });
}

function listed(parts: readonly Part[]): string {
  return new Intl.ListFormat('en-GB').format(parts.map(({ text }) => text));
}
