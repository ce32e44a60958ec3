/** Finds lessons: those in the package, and files of one's own. */

import { fileURLToPath } from 'node:url';
import { readText, Unreadable } from '../system/readText.js';
import { nearestName } from '../text/nearest.js';
import { quote } from '../text/quote.js';
import type { Lesson } from './lesson.js';
import { LESSON_NAMES } from './names.js';
import { LessonError, readLesson } from './read.js';
import type { Schema } from './schema.js';

export { LESSON_NAMES };

/** The package's folder, as seen from this module and from the bundled ones. */
const ROOT = new URL('../../../', import.meta.url);

/**
 * The lesson with this name, number or title or, if there is none, in the file of this name.
 *
 * @throws LessonError when there is neither, or the file is not a valid lesson.
 */
export function findLesson(text: string): Lesson {
  const name = LESSON_NAMES.includes(text) ? text : nameOf(text);
  return readFrom(name === undefined ? text : fileOf(name));
}

/** The name of the lesson with this number in the list, or this title. */
function nameOf(text: string): string | undefined {
  return /^\d+$/.test(text)
    ? LESSON_NAMES[Number(text) - 1]
    : LESSON_NAMES[titles().indexOf(text.toLowerCase())];
}

/** The titles of the lessons in small letters, in their order. */
function titles(): string[] {
  return LESSON_NAMES.map((name) => {
    const { title } = JSON.parse(readText(fileOf(name))) as { readonly title: string };
    return title.toLowerCase();
  });
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`lessons/${name}.json`, ROOT));
}

function readFrom(file: string): Lesson {
  const schema = JSON.parse(readText(fileURLToPath(new URL('docs/lesson.schema.json', ROOT))));
  try {
    return readLesson(readText(file), file, schema as Schema);
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    const hint = error.isMissing
      ? nameHint(file.toLowerCase())
      : 'sinfit-tui learn lists the lessons';
    throw new LessonError(`${quote(file)}: ${error.message}; ${hint}`);
  }
}

/** The lesson that was probably meant, also by its title or one word of its name; else all of them. */
function nameHint(text: string): string {
  const title = nearestName(text, titles());
  const meant =
    nearestName(text, LESSON_NAMES) ??
    LESSON_NAMES.find((name) => nearestName(text, name.split('-')) !== undefined) ??
    (title && LESSON_NAMES[titles().indexOf(title)]);
  return meant === undefined
    ? `the lessons are ${LESSON_NAMES.join(', ')}`
    : `did you mean ${meant}?`;
}
