/** Says what the loss is doing at the moment, and why, always in the same place. */

import { wrap } from '../../text/wrap.js';
import type { Size, State } from '../model/state.js';
import { memoizeLast } from '../style/memoizeLast.js';
import type { Panel } from '../style/panel.js';
import { type Line, line, span } from '../style/text.js';
import { lessonHint, lessonLines, mostLessonRows } from './lesson.js';
import { momentOf } from './moment.js';
import { occasions } from './occasions.js';
import { phaseOf } from './phases.js';
import { promptText } from './prompt.js';
import { situationIn } from './situations.js';

/** Why the run in focus does what it does, most important sentence first. */
export function why(state: State): readonly string[] {
  const moment = momentOf(state);
  if (!moment) {
    return ['Each step moves the coefficients down the slope of the loss: rate times gradient.'];
  }
  return situationIn(occasions, moment).says(moment);
}

/** The names of the situations that `why` describes; empty until the problem is analysed. */
export function situationsOf(state: State): string[] {
  const moment = momentOf(state);
  return moment ? [situationIn(occasions, moment).name, phaseOf(moment).name] : [];
}

/**
 * The prompt, the message of the last key and the warning, if any; then why, in whole sentences. In a
 * lesson its text comes first, with the last rows for the others.
 */
export function whyPanel(state: State, { columns, rows }: Size, unicode = true): Panel {
  const notices = noticeLines(state, columns);
  const room = rows - notices.length;
  if (state.teaching) {
    const text = lessonLines(state, columns, unicode).slice(0, Math.max(1, room));
    const blank = Array.from({ length: room - text.length }, () => line(''));
    return { title: 'Why', lines: [...text, ...blank, ...notices].slice(0, rows) };
  }
  const sentences = why(state);
  // Below a notice, rather nothing than half a sentence.
  const hasRoom = notices.length === 0 || wrap(sentences[0]!, columns).length <= room;
  const text = hasRoom ? paragraph(sentences.join('\n'), columns, room) : [];
  return { title: 'Why', lines: [...notices, ...text].slice(0, rows) };
}

/**
 * The rows that a lesson needs, or the list of lessons; 0 where there is neither. They do not change within
 * a step, unless a notice is long.
 */
export function lessonRows(state: State, columns: number): number {
  const { teaching, prompt } = state;
  const notices = noticeLines(state, columns).length;
  if (teaching) {
    const present = lessonLines(state, columns, true).length;
    return Math.max(mostLessonRows(teaching, columns), present + notices);
  }
  return prompt?.asksFor === 'lesson' ? notices : 0;
}

/** The prompt, the message and the warning; in a lesson without any of these, how to do its task. */
function noticeLines(state: State, columns: number): Line[] {
  const notices = [
    ...(state.prompt === null ? [] : [promptText(state, state.prompt)]),
    ...(state.message === null ? [] : [state.message]),
    ...(state.warning === null ? [] : [`! ${state.warning}`]),
  ];
  const hint = notices.length === 0 && state.teaching ? lessonHint(state) : null;
  return [...notices, ...(hint === null ? [] : [hint])].flatMap((text) =>
    wrap(text, columns).map((row) => line(row, { bold: true })),
  );
}

/** What a later sentence starts with if it is about another run or another subject. */
const LEAD = /^(?:[A-Z](?=[,:])|[^,.:]{1,20}:(?= ))/;

/**
 * As many whole sentences as fit, at least the first; they are given one per line. The subject of each is
 * bold: the words before its colon or, if the first has none, all of it.
 */
const paragraph = memoizeLast((sentences: string, columns: number, rows: number): Line[] => {
  const [first, ...more] = sentences.split('\n');
  let text = first!;
  let bold = '#'.repeat(text.search(/: /) + 1 || text.length).padEnd(text.length);
  let wrapped = wrap(text, columns);
  for (const sentence of more) {
    text += ` ${sentence}`;
    const longer = wrap(text, columns);
    if (longer.length > rows) {
      break;
    }
    wrapped = longer;
    const lead = LEAD.exec(sentence)?.[0] ?? '';
    bold += ` ${'#'.repeat(lead.length).padEnd(sentence.length)}`;
  }
  let start = 0;
  return wrapped.map((row) => {
    const styles = [...bold.slice(start, start + row.length).matchAll(/#+| +/g)];
    // Wrapping has removed a space after each row but the last.
    start += row.length + 1;
    return styles.map(({ 0: { length }, 0: style, index }) =>
      span(row.slice(index, index + length), { bold: style.startsWith('#') }),
    );
  });
});
