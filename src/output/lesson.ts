/** A lesson without a screen: in plain sentences, with answers line by line. */

import { numberAsked } from '../lessons/answer.js';
import { judgeText, type TextVerdict } from '../lessons/answerText.js';
import { AnswerError, type Attempt, attemptText, outcomeOf } from '../lessons/attempt.js';
import { exampleOf, solutionOf } from '../lessons/examples.js';
import { goalText } from '../lessons/goalText.js';
import {
  type Lesson,
  type LessonView,
  punctuated,
  type Reach,
  type Step,
  type Task,
  VIEWS,
} from '../lessons/lesson.js';
import { pictureText } from '../lessons/picture.js';
import { courseText, Problem, rounded, stateText } from '../lessons/problem.js';
import { count } from '../text/count.js';

const COMMANDS =
  'An empty line skips a step. Or type again to repeat a step, back for the step before, or quit.';

/** How a step ends. */
type Ending = 'done' | 'again' | 'back' | 'quit';

/**
 * Gives a lesson in sentences, one a line.
 *
 * @param answers the lines that are typed; the lesson ends when they do.
 * @param say prints a line.
 */
export async function announceLesson(
  { title, about, steps }: Lesson,
  answers: AsyncIterator<string>,
  say: (line: string) => Promise<void>,
): Promise<void> {
  /** Whether the first answer to a step was right; something to bring about counts once it is. */
  const results = new Map<Step, boolean>();
  await say(`${punctuated(title, ':')} ${about}. ${count(steps.length, 'step')}.`);
  await say(COMMANDS);
  let next = 0;
  while (next < steps.length) {
    const ending = await give(steps[next]!, `Step ${next + 1} of ${steps.length}.`);
    if (ending === 'quit') {
      break;
    }
    next += { done: 1, again: 0, back: next === 0 ? 0 : -1 }[ending];
  }
  const left =
    next < steps.length ? `You left at step ${next + 1}.` : 'This is the end of the lesson.';
  await say([left, ...resultText(steps, results)].join(' '));

  async function give(step: Step, place: string): Promise<Ending> {
    await say(`${place} ${step.spoken.text}`);
    const picture =
      step.moment === null ? null : pictureText(new Problem(step.run).at(step.moment), step.view);
    await sayAll(picture, ...question(step));
    return step.task === null ? 'done' : ask(step, step.task);
  }

  /** Asks until there is an answer; what is to be reached, until it is. */
  async function ask(step: Step, task: Task): Promise<Ending> {
    let set: Attempt = {};
    for (;;) {
      const { value, done } = await answers.next();
      const answer = done ? 'quit' : value.trim().toLowerCase();
      switch (answer) {
        case 'again':
        case 'back':
        case 'quit':
          return answer;
        case '':
          await sayAll(skippedText(step, task), step.spoken.why);
          return 'done';
      }
      const verdict = await heard(step, task, value, set);
      set = verdict?.attempt ?? set;
      if (verdict !== null && (verdict.right || task.type !== 'reach')) {
        await sayAll(step.spoken.why);
        return 'done';
      }
    }
  }

  /** Says what comes of an answer; null if it was none. */
  async function heard(
    step: Step,
    task: Task,
    answer: string,
    set: Attempt,
  ): Promise<TextVerdict | null> {
    try {
      const verdict = judgeText(step, answer, set);
      if (!results.has(step) || (verdict.right && task.type === 'reach')) {
        results.set(step, verdict.right);
      }
      await sayAll(`${verdict.right ? 'Right' : 'Not so'}: ${verdict.text}.`, shown(step, verdict));
      return verdict;
    } catch (error) {
      if (!(error instanceof AnswerError)) {
        throw error;
      }
      await say(`${error.message}.`);
      return null;
    }
  }

  async function sayAll(...lines: readonly (string | null)[]): Promise<void> {
    for (const line of lines) {
      if (line !== null) {
        await say(line);
      }
    }
  }
}

/** What the screen would show after an answer. */
function shown(
  { task, run: own, moment, iterations }: Step,
  { run, outcome }: TextVerdict,
): string | null {
  if (outcome !== null) {
    return pictureText(outcome, outcome.view);
  }
  return run === null && task?.type === 'number'
    ? null
    : courseText(run ?? own, own, moment ?? 0, iterations);
}

/** What is said to a task that is skipped. */
function skippedText(step: Step, task: Task): string {
  switch (task.type) {
    case 'choose':
      return `Skipped. The answer is: ${task.answers.find(({ right }) => right)!.text}.`;
    case 'number':
      return `Skipped. The answer is: ${rounded(task.value)}.`;
    case 'reach': {
      const solution = solutionOf(step, task);
      return solution === null ? 'Skipped.' : `Skipped. This does it: ${attemptText(solution)}.`;
    }
  }
}

/** What is wanted, and what may be typed. */
function question(step: Step): readonly string[] {
  const { task } = step;
  switch (task?.type) {
    case 'choose':
      return [
        ...task.answers.map(({ text }, i) => `${i + 1}: ${text}.`),
        `Type a number from 1 to ${task.answers.length}.`,
      ];
    case 'number':
      return [`Type ${numberAsked(task)}.`];
    case 'reach':
      return [`${startText(step)} Goal: ${goalText(task)}.`, howTo(step, task)];
    default:
      return [];
  }
}

function startText(step: Step): string {
  const { optimizer, rate, loss, iteration } = outcomeOf(step, {});
  return `${stateText(optimizer, rate, { loss, iteration })}.`;
}

function howTo(step: Step, task: Reach): string {
  const example = attemptText(exampleOf(step, task));
  const isAboutLoss = task.goals.some(({ number }) => number === 'loss');
  const others = ['rate', 'optimizer'].filter((name) => isAboutLoss && !example.includes(name));
  const views = Object.keys(task.view).map(
    (name) => `The ${name} is one of ${VIEWS[name as keyof LessonView].join(', ')}.`,
  );
  return [
    `Type what to set, such as: ${example}. It stays set.`,
    ...(others.length === 0 ? [] : [`Also possible: ${others.join(', ')}.`]),
    ...views,
  ].join(' ');
}

/** How many answers were right, and which are missing. */
function resultText(steps: readonly Step[], results: ReadonlyMap<Step, boolean>): string[] {
  const tasks = steps.filter(({ task }) => task !== null);
  const right = tasks.filter((step) => results.get(step)).length;
  const missing = tasks.filter((step) => !results.has(step));
  const numbers = missing.map((step) => String(steps.indexOf(step) + 1));
  const list = new Intl.ListFormat('en-GB').format(numbers);
  return tasks.length === 0
    ? []
    : [
        `${right} of ${tasks.length} right, by the first answer to each question.`,
        ...(missing.length === 0
          ? []
          : [`Not answered: step${missing.length > 1 ? 's' : ''} ${list}.`]),
      ];
}
