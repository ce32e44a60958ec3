/** Gives a lesson, lists the lessons, or checks answers to one. */

import { createInterface } from 'node:readline';
import { type Lesson, punctuated } from '../lessons/lesson.js';
import { LESSON_NAMES } from '../lessons/names.js';
import { findLesson } from '../lessons/packaged.js';
import { LessonError } from '../lessons/read.js';
import type { Options } from '../options/options.js';
import { randomSeed, resolveStart } from '../options/start.js';
import { checkAnswers } from '../output/grading.js';
import { announceLesson } from '../output/lesson.js';
import { USAGE, WRONG } from '../system/exitCodes.js';
import { readText, Unreadable } from '../system/readText.js';
import { STDERR, STDOUT, writeMessage, writeText } from '../system/standardStreams.js';
import { quote } from '../text/quote.js';
import { wrap } from '../text/wrap.js';
import { chooseFrontEnd, terminalFacts, textColumns } from './frontEnd.js';

/**
 * Gives a lesson in the dashboard or, without one, in sentences.
 *
 * @param name of the lesson, or of a file with one; null lists the lessons.
 * @param answers a file with answers to check instead; null for none.
 * @returns the exit code.
 */
export async function learn(
  name: string | null,
  answers: string | null,
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  try {
    if (name === null) {
      await writeText(STDOUT, lessonList());
      return 0;
    }
    const lesson = findLesson(name);
    return answers === null
      ? await give(lesson, options, environment)
      : await check(lesson, answers);
  } catch (error) {
    if (!(error instanceof LessonError)) {
      throw error;
    }
    await writeMessage(STDERR, `sinfit-tui: learn: ${error.message}\n`);
    return USAGE;
  }
}

/** A line for each lesson, and how to start one. */
function lessonList(): string {
  const width = Math.max(...LESSON_NAMES.map(({ length }) => length));
  const lines = LESSON_NAMES.map((name, i) => {
    const { title, about } = findLesson(name);
    return `${i + 1}  ${name.padEnd(width)}  ${punctuated(title, ':')} ${about}`;
  });
  const how = `Start one by name or number: sinfit-tui learn ${LESSON_NAMES[0]}. In the dashboard, press t.`;
  return [...lines, '', how, ''].join('\n');
}

async function give(
  lesson: Lesson,
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const frontEnd = chooseFrontEnd(
    { headless: false, format: 'text', announce: options.announce },
    terminalFacts(environment),
  );
  if (frontEnd.name === 'dashboard') {
    const { trainInDashboard } = await import('../dashboard/train.js');
    // What the lesson is left for waits where it starts.
    const run = resolveStart({ ...options, paused: true }, randomSeed);
    return trainInDashboard(run, environment, null, lesson);
  }
  const lines = createInterface({ input: process.stdin, terminal: false });
  const columns = process.stdout.isTTY
    ? textColumns(environment, process.stdout.columns)
    : Number.POSITIVE_INFINITY;
  await announceLesson(lesson, lines[Symbol.asyncIterator](), (text) =>
    writeText(
      STDOUT,
      `${text
        .split('\n')
        .flatMap((line) => wrap(line, columns))
        .join('\n')}\n`,
    ),
  );
  lines.close();
  return 0;
}

async function check(lesson: Lesson, file: string): Promise<number> {
  const { lines, allRight, unreadable } = checkAnswers(lesson, answersIn(file));
  await writeText(STDOUT, lines.map((line) => `${line}\n`).join(''));
  for (const problem of unreadable) {
    await writeMessage(STDERR, `sinfit-tui: learn: ${answersLabel(file)}: ${problem}\n`);
  }
  if (unreadable.length > 0) {
    return USAGE;
  }
  return allRight ? 0 : WRONG;
}

/** @throws LessonError when the file cannot be read. */
function answersIn(file: string): string {
  try {
    const text = readText(file);
    if (text.includes('\uFFFD')) {
      throw new Unreadable('must be text in UTF-8');
    }
    return text;
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    throw new LessonError(`${answersLabel(file)}: ${error.message}`);
  }
}

function answersLabel(file: string): string {
  return `--answers: ${quote(file)}`;
}
