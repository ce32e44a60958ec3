/** Judges answers. */

import type { Options } from '../options/options.js';
import type { ResolvedRun } from '../options/start.js';
import { numberText } from '../text/numberText.js';
import {
  type Choose,
  compare,
  type Goal,
  type LessonView,
  type Reach,
  type TypeNumber,
} from './lesson.js';
import { rounded } from './problem.js';

/** What is said of an answer. */
export interface Verdict {
  readonly right: boolean;
  /** What is true and, if that is another thing, what was said: `not 1 but 2`. */
  readonly text: string;
  /** The run that shows what the answer comes to; null if it is that of the step. */
  readonly run: ResolvedRun | null;
}

/** What the screen shows, as far as a goal may be about it. */
export interface Seen {
  readonly iteration: number;
  readonly loss: number;
  readonly rate: number;
  readonly view: LessonView;
}

/** Judges an answer by its place in the list. */
export function judgeChoice({ answers }: Choose, index: number): Verdict {
  const { text, right, run } = answers[index]!;
  const truth = answers.find((answer) => answer.right)!.text;
  return { right, text: right ? truth : `not "${text}" but "${truth}"`, run };
}

/**
 * Judges a number.
 *
 * @param run the run of the step.
 */
export function judgeNumber(
  { value, within, isRate }: TypeNumber,
  number: number,
  run: ResolvedRun,
): Verdict {
  const right = Math.abs(number - value) <= within * Math.abs(value);
  const tried = isRate && number > 0 ? { ...run, options: withRate(run.options, number) } : null;
  const truth = rounded(value);
  return { right, text: right ? truth : `not ${numberText(number)} but ${truth}`, run: tried };
}

/** What is to be typed, with an example of about the size of the answer that is not right itself. */
export function numberAsked({ value, within, isRate }: TypeNumber): string {
  const size = Math.abs(value);
  const examples = size >= 10 ? [50, 20] : size >= 0.01 ? [0.5, 0.3] : [2e-6, 5e-6];
  // The last is wrong whatever the tolerance.
  const example = [...examples, isRate ? 1 : -1].find(
    (number) => Math.abs(number - value) > within * size,
  )!;
  return `${isRate ? 'a learning rate above 0' : 'a number'}, such as ${numberText(example)}`;
}

/** The first of the runs side by side, with another learning rate. */
function withRate(options: Options, learningRate: number): Options {
  return { ...options, learningRates: [learningRate], optimizers: options.optimizers.slice(0, 1) };
}

/** Whether one number is as it has to be. */
export function isMet({ number, comparison, value }: Goal, seen: Seen): boolean {
  return compare(seen[number], comparison, value);
}

/** Whether everything has been brought about. */
export function isReached({ goals, view }: Reach, seen: Seen): boolean {
  const wanted = Object.entries(view) as [keyof LessonView, unknown][];
  return (
    goals.every((goal) => isMet(goal, seen)) &&
    wanted.every(([name, value]) => seen.view[name] === value)
  );
}
