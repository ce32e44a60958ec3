/** A lesson's step, shown in place of why. */

import { punctuated, type Task } from '../../lessons/lesson.js';
import { wrap } from '../../text/wrap.js';
import type { Teaching } from '../model/state.js';
import { type Line, span } from '../style/text.js';

/**
 * The text of the step and its answers or, once one was given, what came of it and why.
 *
 * @param isTyped whether an answer is being typed, so that how to begin need not be said.
 */
export function lessonLines(
  teaching: Teaching,
  columns: number,
  unicode: boolean,
  isTyped: boolean,
): Line[] {
  const { lesson, step } = teaching;
  const lead = `${punctuated(lesson.title, ',')} ${step + 1} of ${lesson.steps.length}: `;
  const rows = textOf(teaching, lead, columns, isTyped).flatMap((text) => wrap(text, columns));
  const shown = unicode ? rows : rows.map(inAscii);
  return shown.map((row, i) => {
    const bold = i === 0 ? row.slice(0, lead.length) : '';
    return [span(bold, { bold: true }), span(row.slice(bold.length))];
  });
}

/** Paragraphs, the first beginning with the lead. */
function textOf(
  { lesson, step, verdict }: Teaching,
  lead: string,
  columns: number,
  isTyped: boolean,
): string[] {
  const { text, task, why } = lesson.steps[step]!;
  if (verdict === null) {
    const lines = (lead + text).split('\n');
    return task === null ? lines : [...lines, ...taskText(task, columns, isTyped)];
  }
  const { right, text: truth } = verdict;
  const found = task?.type === 'reach' ? 'Done.' : `${right ? 'Right' : 'Watch'}: ${truth}.`;
  return (lead + (why === null ? found : `${found} ${why}`)).split('\n');
}

/** How to answer; answers stand side by side where they have room. */
function taskText(task: Task, columns: number, isTyped: boolean): string[] {
  switch (task.type) {
    case 'choose': {
      const answers = task.answers.map(({ text }, i) => `${i + 1} ${text}`);
      const together = answers.join('   ');
      return together.length <= columns ? [together] : answers;
    }
    case 'number':
      return isTyped ? [] : ['Press Enter and type the number.'];
    case 'reach':
      return [];
  }
}

/** Letters without their accents; what has no such letter is a question mark. */
function inAscii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '?');
}
