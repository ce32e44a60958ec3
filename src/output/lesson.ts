/** Lessons without a screen: in plain sentences, with answers line by line, or answers to check. */

import { AnswerError, ATTEMPT, judgeText, type Verdict } from '../lessons/answer.js';
import { type Lesson, punctuated, type Step, type Task, VIEWS } from '../lessons/lesson.js';
import { courseText } from '../lessons/problem.js';
import { count } from '../text/count.js';

/** What was found in a file of answers. */
export interface Report {
  /** A line for each task, and one for all. */
  readonly lines: readonly string[];
  readonly allRight: boolean;
}

/**
 * Checks answers, one a line for each task in turn; an empty line skips one.
 *
 * @throws AnswerError that names the line, when one is no answer to its task or there are too many.
 */
export function checkAnswers({ steps }: Lesson, text: string): Report {
  const answers = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\r|\n/);
  const tasks = steps.flatMap((step, i) => (step.task === null ? [] : [{ step, number: i + 1 }]));
  if (answers.length > tasks.length) {
    throw new AnswerError(
      `line ${tasks.length + 1}: the lesson has only ${count(tasks.length, 'task')}`,
    );
  }
  const verdicts = tasks.map(({ step }, i) => {
    const answer = answers[i]?.trim() ?? '';
    return answer === '' ? null : judgeLine(step, answer, i + 1);
  });
  const right = verdicts.filter((verdict) => verdict?.right).length;
  return {
    lines: [
      ...verdicts.map((verdict, i) => `Step ${tasks[i]!.number}: ${found(verdict)}.`),
      `${right} of ${tasks.length} right.`,
    ],
    allRight: right === tasks.length,
  };
}

function judgeLine(step: Step, answer: string, line: number): Verdict {
  try {
    return judgeText(step, answer);
  } catch (error) {
    throw error instanceof AnswerError ? new AnswerError(`line ${line}: ${error.message}`) : error;
  }
}

function found(verdict: Verdict | null): string {
  if (verdict === null) {
    return 'not answered';
  }
  return `${verdict.right ? 'right' : 'wrong'}: ${verdict.text}`;
}

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
  await say(`${punctuated(title, ':')} ${about}. ${count(steps.length, 'step')}.`);
  for (const [i, step] of steps.entries()) {
    await say(`Step ${i + 1} of ${steps.length}. ${step.text}`);
    if (step.task !== null && !(await ask(step, step.task))) {
      return;
    }
  }
  await say('This is the end of the lesson.');

  /** Asks until there is an answer; what is to be reached, until it is or an empty line skips it. */
  async function ask(step: Step, task: Task): Promise<boolean> {
    for (const line of question(task)) {
      await say(line);
    }
    for (;;) {
      const { value, done } = await answers.next();
      if (done) {
        return false;
      }
      if (value.trim() === '') {
        await say('Skipped.');
        return true;
      }
      const verdict = await heard(step, value);
      if (verdict !== null && (verdict.right || task.type !== 'reach')) {
        if (step.why !== null) {
          await say(step.why);
        }
        return true;
      }
    }
  }

  /** Says what comes of an answer; null if it was none. */
  async function heard(step: Step, answer: string): Promise<Verdict | null> {
    try {
      const verdict = judgeText(step, answer);
      await say(`${verdict.right ? 'Right' : 'Not so'}: ${verdict.text}.`);
      if (verdict.run !== null) {
        await say(courseText(verdict.run, step.moment ?? 0));
      }
      return verdict;
    } catch (error) {
      if (!(error instanceof AnswerError)) {
        throw error;
      }
      await say(`${error.message}.`);
      return null;
    }
  }
}

/** What may be typed. */
function question(task: Task): readonly string[] {
  switch (task.type) {
    case 'choose':
      return [
        ...task.answers.map(({ text }, i) => `${i + 1}: ${text}.`),
        `Type a number from 1 to ${task.answers.length}, or nothing to skip.`,
      ];
    case 'number':
      return ['Type a number, or nothing to skip.'];
    case 'reach': {
      const views = (Object.keys(task.view) as (keyof typeof VIEWS)[]).map(
        (name) => ` The ${name} is one of ${VIEWS[name].join(', ')}.`,
      );
      return [`Type what to set, such as ${ATTEMPT}, or nothing to skip.${views.join('')}`];
    }
  }
}
