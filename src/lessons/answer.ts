/** Judges answers, as keys or as text. */

import type { Optimizer } from '../fit/optimizers.js';
import { readOptimizer } from '../options/optimizers.js';
import type { Options } from '../options/options.js';
import type { ResolvedRun } from '../options/start.js';
import { readNumber } from '../options/values.js';
import { numberText } from '../text/numberText.js';
import { quote } from '../text/quote.js';
import {
  type Choose,
  compare,
  type LessonView,
  type Reach,
  type Step,
  type TypeNumber,
  VIEWS,
} from './lesson.js';
import { descend, MAX_ITERATION, rounded, startOf } from './problem.js';

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

/** A text that is no answer to the task; the message says what is. */
export class AnswerError extends Error {}

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

/** The first of the runs side by side, with another learning rate. */
function withRate(options: Options, learningRate: number): Options {
  return { ...options, learningRates: [learningRate], optimizers: options.optimizers.slice(0, 1) };
}

/** Whether everything has been brought about. */
export function isReached({ goals, view }: Reach, seen: Seen): boolean {
  const wanted = Object.entries(view) as [keyof LessonView, unknown][];
  return (
    goals.every(({ number, comparison, value }) => compare(seen[number], comparison, value)) &&
    wanted.every(([name, value]) => seen.view[name] === value)
  );
}

/**
 * Judges an answer in text.
 *
 * @throws AnswerError when it is no answer to the task.
 */
export function judgeText({ task, run, moment }: Step, answer: string): Verdict {
  const given = answer.trim();
  switch (task?.type) {
    case 'choose': {
      const { length } = task.answers;
      const number = readNumber(given, { type: 'whole', min: 1, max: length });
      if (number === null) {
        throw new AnswerError(`${quote(given)}: must be a whole number from 1 to ${length}`);
      }
      return judgeChoice(task, number - 1);
    }
    case 'number': {
      const number = readNumber(given, { type: 'coefficients' });
      if (number === null) {
        throw new AnswerError(`${quote(given)}: must be a number, for example 2e-6`);
      }
      return judgeNumber(task, number, run);
    }
    case 'reach': {
      const seen = trained(run, moment ?? 0, given);
      const { iteration, rate, loss } = seen;
      const text = `iteration ${iteration}, learning rate ${numberText(rate)}, loss ${rounded(loss)}`;
      return { right: isReached(task, seen), text, run: null };
    }
    default:
      throw new AnswerError(`${quote(given)}: nothing is asked here`);
  }
}

/** An example of what brings something about. */
export const ATTEMPT = 'rate 2e-6 optimizer momentum iteration 100 plot residual';

/** What such a text would bring to the screen. */
function trained(run: ResolvedRun, moment: number, text: string): Seen {
  let rate = run.options.learningRates[0]!;
  let optimizer: Optimizer | null = null;
  let iteration = moment;
  let view: LessonView = {};
  const words = text.split(/\s+/);
  for (let i = 0; i < words.length; i += 2) {
    const [name = '', value = ''] = words.slice(i, i + 2);
    const number = readNumber(value, { type: 'coefficients' }) ?? Number.NaN;
    const other = name === 'optimizer' ? readOptimizer(value) : null;
    const shown = viewWord(name, value);
    if (name === 'rate' && number > 0) {
      rate = number;
    } else if (name === 'iteration' && isIteration(number)) {
      iteration = number;
    } else if (other !== null) {
      optimizer = other;
    } else if (shown !== undefined) {
      view = { ...view, [name]: shown };
    } else {
      throw new AnswerError(`${quote(text)}: must say what to set, such as ${ATTEMPT}`);
    }
  }
  const start = descend(run, startOf(run), Math.min(moment, iteration));
  const changed = { ...start, learningRate: rate, ...(optimizer && { optimizer }) };
  const { loss, iteration: last } = descend(run, changed, iteration);
  return { iteration: last, loss, rate, view };
}

function isIteration(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= MAX_ITERATION;
}

/** What a part of the view is set to; undefined if there is no such part or value. */
function viewWord(name: string, value: string): string | boolean | undefined {
  const values: readonly (string | boolean)[] =
    Object.entries(VIEWS).find(([part]) => part === name)?.[1] ?? [];
  return values.find((word) => String(word) === value);
}
