/** A lesson's step, shown in place of why. */

import { judgeChoice, type Verdict } from '../../lessons/answer.js';
import { missing } from '../../lessons/goals.js';
import { punctuated, type Task } from '../../lessons/lesson.js';
import { wrap } from '../../text/wrap.js';
import { lessonAfter, openTask, seenOf, stepOf } from '../model/lesson.js';
import type { State, Teaching } from '../model/state.js';
import { type Line, span } from '../style/text.js';

/** The question of the step, what came of it, or the end of the lesson. */
export function lessonLines(state: State, columns: number, unicode: boolean): Line[] {
  const teaching = state.teaching!;
  const { isOver, verdict } = teaching;
  const [lead, text] = isOver
    ? [leadOf(teaching, 'the end'), endOf(state, teaching)]
    : [leadOf(teaching), verdict === null ? question(teaching, columns) : found(teaching, verdict)];
  const rows = wrapped(lead + text, columns);
  const shown = unicode ? rows : rows.map(inAscii);
  return shown.map((row, i) => {
    const bold = i === 0 ? row.slice(0, lead.length) : '';
    return [span(bold, { bold: true }), span(row.slice(bold.length))];
  });
}

/** The longest hint that is to be expected. */
const HINT = 'Not yet: the learning rate, 1.234e-6, is too small.';

/** The most rows that the step ever has, with those for its hint, so that nothing moves when it is answered. */
export function mostLessonRows(teaching: Teaching, columns: number): number {
  const { task } = stepOf(teaching);
  const texts = [question(teaching, columns), ...verdicts(task).map((one) => found(teaching, one))];
  const lead = leadOf(teaching);
  const hint = task?.type === 'reach' ? wrap(HINT, columns).length : 1;
  return Math.max(...texts.map((text) => wrapped(lead + text, columns).length)) + hint;
}

/** How to go about the task, while nothing else is to be said; null if that is clear. */
export function lessonHint(state: State): string | null {
  const task = openTask(state);
  switch (task?.type) {
    case 'number':
      return 'Type the number.';
    case 'reach': {
      const seen = seenOf(state);
      return seen && `Not yet: ${missing(task, seen)[0]}.`;
    }
    default:
      return null;
  }
}

function leadOf(
  { lesson, step }: Teaching,
  place = `${step + 1} of ${lesson.steps.length}`,
): string {
  return `${punctuated(lesson.title, ',')} ${place}: `;
}

function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrap(paragraph, columns));
}

/** The text and the answers, which stand side by side where they have room. */
function question(teaching: Teaching, columns: number): string {
  const { text, task } = stepOf(teaching);
  if (task?.type !== 'choose') {
    return text;
  }
  const answers = task.answers.map((answer, i) => `${i + 1} ${answer.text}`);
  const together = answers.join('   ');
  return [text, ...(together.length <= columns ? [together] : answers)].join('\n');
}

function found(teaching: Teaching, { right, text, run }: Verdict): string {
  const { task, why } = stepOf(teaching);
  if (task?.type === 'reach' && !right) {
    return `Missed: ${text}. t begins this step again, Enter goes on.`;
  }
  // A number that is not tried changes nothing on the screen.
  const wrong = task?.type === 'number' && run === null ? 'No' : 'Watch';
  const verdict = task?.type === 'reach' ? 'Done.' : `${right ? 'Right' : wrong}: ${text}.`;
  return why === null ? verdict : `${verdict} ${why}`;
}

/** What may come of a task, as far as the text depends on it. */
function verdicts(task: Task | null): Verdict[] {
  const right = { right: true, text: '', run: null };
  switch (task?.type) {
    case 'choose':
      return task.answers.map((_, i) => judgeChoice(task, i));
    case 'number':
      return [{ ...right, right: false, text: 'not -1.2345e-67 but -1.234e-56' }];
    case 'reach':
      return [right];
    default:
      return [];
  }
}

/** How the lesson went, and what comes next. */
function endOf(state: State, teaching: Teaching): string {
  const { lesson, firstTries } = teaching;
  const tasks = lesson.steps.filter(({ task }) => task !== null).length;
  const right = Object.values(firstTries).filter(Boolean).length;
  const score =
    tasks === 0 ? '' : `${right} of ${tasks} right, by the first answer to each question.\n`;
  const following = lessonAfter(state, teaching);
  return following
    ? `${score}Enter: the next lesson, ${punctuated(following.title, '.')} Esc: leave.`
    : `${score}Enter: leave.`;
}

/** Letters without their accents; what has no such letter is a question mark. */
function inAscii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '?');
}
