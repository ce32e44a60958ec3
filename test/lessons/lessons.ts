/** Lessons for tests. */

import { readFileSync } from 'node:fs';
import type { Lesson } from '../../src/lessons/lesson.js';
import { LessonError, readLesson } from '../../src/lessons/read.js';
import type { Schema } from '../../src/lessons/schema.js';

/** The published schema of lessons. */
export const lessonSchema = JSON.parse(
  readFileSync(new URL('../../../docs/lesson.schema.json', import.meta.url), 'utf8'),
) as Schema;

/** Reads the text of a lesson, or a value that is written as JSON. */
export function lessonOf(lesson: unknown): Lesson {
  const text = typeof lesson === 'string' ? lesson : JSON.stringify(lesson);
  return readLesson(text, 'own.json', lessonSchema);
}

/** What is wrong with a lesson; null if nothing is. */
export function problemOf(lesson: unknown): string | null {
  try {
    lessonOf(lesson);
    return null;
  } catch (error) {
    if (!(error instanceof LessonError)) {
      throw error;
    }
    return error.message;
  }
}

/** A lesson of one step. */
export function oneStep(step: object): object {
  return { title: 'T', about: 'A', steps: [{ text: 'X', options: { seed: 42 }, ...step }] };
}
