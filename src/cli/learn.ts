/** Gives a lesson, lists the lessons, or checks answers to one. */

import { createInterface } from 'node:readline';
import { AnswerError } from '../lessons/answer.js';
import type { Lesson } from '../lessons/lesson.js';
import { LESSON_NAMES } from '../lessons/names.js';
import { findLesson } from '../lessons/packaged.js';
import { LessonError } from '../lessons/read.js';
import type { Options } from '../options/options.js';
import { randomSeed, resolveStart } from '../options/start.js';
import { announceLesson, checkAnswers } from '../output/lesson.js';
import { USAGE, WRONG } from '../system/exitCodes.js';
import { readText, Unreadable } from '../system/readText.js';
import { STDERR, STDOUT, writeMessage, writeText } from '../system/standardStreams.js';
import { quote } from '../text/quote.js';
import { chooseFrontEnd } from './frontEnd.js';

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

/** A line for each lesson. */
function lessonList(): string {
  const width = Math.max(...LESSON_NAMES.map(({ length }) => length));
  return LESSON_NAMES.map((name) => `${name.padEnd(width)}  ${findLesson(name).about}\n`).join('');
}

async function give(
  lesson: Lesson,
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const frontEnd = chooseFrontEnd(
    { headless: false, format: 'text', announce: options.announce },
    {
      stdinIsTerminal: process.stdin.isTTY === true,
      stdoutIsTerminal: process.stdout.isTTY === true,
      term: environment.TERM,
    },
  );
  if (frontEnd.name === 'dashboard') {
    const { trainInDashboard } = await import('../dashboard/train.js');
    // What the lesson is left for waits where it starts.
    const run = resolveStart({ ...options, paused: true }, randomSeed);
    return trainInDashboard(run, environment, null, lesson);
  }
  const lines = createInterface({ input: process.stdin, terminal: false });
  await announceLesson(lesson, lines[Symbol.asyncIterator](), (line) =>
    writeText(STDOUT, `${line}\n`),
  );
  lines.close();
  return 0;
}

async function check(lesson: Lesson, file: string): Promise<number> {
  try {
    const { lines, allRight } = checkAnswers(lesson, readText(file));
    await writeText(STDOUT, lines.map((line) => `${line}\n`).join(''));
    return allRight ? 0 : WRONG;
  } catch (error) {
    if (!(error instanceof AnswerError || error instanceof Unreadable)) {
      throw error;
    }
    throw new LessonError(`--answers: ${quote(file)}: ${error.message}`);
  }
}
