/** Checks recorded answers to a lesson. */

import { judgeText } from '../lessons/answerText.js';
import { AnswerError } from '../lessons/attempt.js';
import type { Lesson, Step } from '../lessons/lesson.js';
import { count } from '../text/count.js';

/** What was found in a file of answers. */
export interface Report {
  /** A line for each task, and one for all. */
  readonly lines: readonly string[];
  readonly allRight: boolean;
  /** What is wrong with lines that are no answers, with their numbers. */
  readonly unreadable: readonly string[];
}

interface Mark {
  readonly text: string;
  readonly isRight: boolean;
  /** Why the line cannot be read; null if it can. */
  readonly problem: string | null;
}

/** Checks answers, one a line for each task in turn; an empty line is none. */
export function checkAnswers({ steps }: Lesson, text: string): Report {
  const answers = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\r|\n/);
  const tasks = steps.filter(({ task }) => task !== null);
  const marks = tasks.map((step, i) => marked(step, answers[i]?.trim() ?? ''));
  const problems = marks.flatMap(({ problem }, i) =>
    problem === null ? [] : [`line ${i + 1}: ${problem}`],
  );
  const unread = problems.length;
  if (answers.length > tasks.length) {
    problems.push(`line ${tasks.length + 1}: the lesson has only ${count(tasks.length, 'task')}`);
  }
  const right = marks.filter(({ isRight }) => isRight).length;
  return {
    lines: [
      ...marks.map(({ text }, i) => `Step ${steps.indexOf(tasks[i]!) + 1}: ${text}.`),
      `${right} of ${tasks.length} right${unread === 0 ? '' : `, ${unread} unreadable`}.`,
    ],
    allRight: right === tasks.length,
    unreadable: problems,
  };
}

function marked(step: Step, answer: string): Mark {
  if (answer === '') {
    return { text: 'not answered', isRight: false, problem: null };
  }
  try {
    const { right, text } = judgeText(step, answer);
    return { text: `${right ? 'right' : 'wrong'}: ${text}`, isRight: right, problem: null };
  } catch (error) {
    if (!(error instanceof AnswerError)) {
      throw error;
    }
    return { text: `unreadable: ${error.message}`, isRight: false, problem: error.message };
  }
}
