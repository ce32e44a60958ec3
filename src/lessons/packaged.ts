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
 * The lesson with this name or, if there is none, in the file of this name.
 *
 * @throws LessonError when there is neither, or the file is not a valid lesson.
 */
export function findLesson(name: string): Lesson {
  return LESSON_NAMES.includes(name)
    ? readFrom(fileURLToPath(new URL(`lessons/${name}.json`, ROOT)))
    : readFrom(name);
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

/** The lesson that was probably meant, also by one word of its name; else all of them. */
function nameHint(text: string): string {
  const meant =
    nearestName(text, LESSON_NAMES) ??
    LESSON_NAMES.find((name) => nearestName(text, name.split('-')) !== undefined);
  return meant === undefined
    ? `the lessons are ${LESSON_NAMES.join(', ')}`
    : `did you mean ${meant}?`;
}
