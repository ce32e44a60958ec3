/** What is typed to bring something about without a screen: `rate 2e-6 iteration 100`. */

import { OPTIMIZERS, type Optimizer } from '../fit/optimizers.js';
import { OPTIMIZER_NAMES, optimizerText, readOptimizer } from '../options/optimizers.js';
import type { OptionKind } from '../options/table.js';
import { readNumber } from '../options/values.js';
import { allowedValues, alternatives } from '../options/words.js';
import { numberText } from '../text/numberText.js';
import { quote } from '../text/quote.js';
import type { Seen } from './answer.js';
import { type LessonView, type Step, VIEWS } from './lesson.js';
import { descend, MAX_ITERATION, startOf } from './problem.js';

/** A text that is no answer to the task; the message says what is. */
export class AnswerError extends Error {}

/** What is set at the moment at which the step begins; the rest stays as it is. */
export interface Attempt {
  readonly rate?: number | undefined;
  readonly optimizer?: Optimizer | undefined;
  /** Where training goes on to. */
  readonly iteration?: number | undefined;
  readonly view?: LessonView | undefined;
}

const VIEW_NAMES = Object.keys(VIEWS) as (keyof LessonView)[];

/** What can be set. */
const NAMES = ['rate', 'iteration', 'optimizer', ...VIEW_NAMES] as const;

/**
 * Reads what to set.
 *
 * @param before what was set already, and stays.
 * @throws AnswerError when the text does not say what to set.
 */
export function readAttempt(text: string, before: Attempt = {}): Attempt {
  const words = text
    .trim()
    .replace(/\b(?:learning[- ]rate|lr)\b/gi, 'rate')
    .split(/[,;]?\s+|\s*=\s*/);
  let attempt = before;
  for (let i = 0; i < words.length; i += 2) {
    attempt = withSetting(attempt, words[i]!, words[i + 1]);
  }
  return attempt;
}

/** An attempt as one types it. */
export function attemptText({ rate, optimizer, iteration, view = {} }: Attempt): string {
  return [
    ...(rate === undefined ? [] : [`rate ${numberText(rate)}`]),
    ...(optimizer === undefined ? [] : [`optimizer ${optimizerText(optimizer)}`]),
    ...(iteration === undefined ? [] : [`iteration ${iteration}`]),
    ...Object.entries(view).map(([name, value]) => `${name} ${value}`),
  ].join(' ');
}

function withSetting(attempt: Attempt, word: string, value: string | undefined): Attempt {
  const name = NAMES.find((known) => known.toLowerCase() === word.toLowerCase());
  if (name === undefined) {
    throw new AnswerError(`${quote(word)}: must be ${alternatives(NAMES)}, and then its value`);
  }
  if (value === undefined) {
    throw new AnswerError(`${name}: needs a value`);
  }
  switch (name) {
    case 'rate':
      return { ...attempt, rate: readTyped(value, { type: 'positives', most: 1 }, name) };
    case 'iteration': {
      const kind = { type: 'whole', min: 0, max: MAX_ITERATION } as const;
      return { ...attempt, iteration: readTyped(value, kind, name) };
    }
    case 'optimizer': {
      const optimizer = readOptimizer(value.toLowerCase());
      return { ...attempt, optimizer: optimizer ?? refuse(name, value, OPTIMIZER_NAMES) };
    }
    default: {
      const values: readonly (string | boolean)[] = VIEWS[name];
      const shown = values.find((one) => String(one) === value.toLowerCase());
      return {
        ...attempt,
        view: { ...attempt.view, [name]: shown ?? refuse(name, value, values) },
      };
    }
  }
}

function refuse(name: string, value: string, allowed: readonly (string | boolean)[]): never {
  throw new AnswerError(`${name} ${quote(value)}: must be ${alternatives(allowed.map(String))}`);
}

/**
 * Reads a number that is an answer, or part of one.
 *
 * @param name what it is, if it does not stand alone.
 * @throws AnswerError when it is not allowed.
 */
export function readTyped(text: string, kind: OptionKind, name = ''): number {
  const number = readNumber(text, kind);
  if (number === null) {
    const given = `${name} ${quote(text)}`.trim();
    const pointed = text.replace(',', '.');
    throw new AnswerError(
      text !== pointed && readNumber(pointed, kind) !== null
        ? `${given}: use a point, ${pointed}`
        : `${given}: must be ${kind.type === 'coefficients' ? 'a number, for example 2e-6' : allowedValues(kind)}`,
    );
  }
  return number;
}

/** What an attempt brings about. */
export interface Outcome extends Seen {
  readonly coefficients: readonly number[];
  readonly optimizer: Optimizer;
}

/** What an attempt in a step would bring to the screen. */
export function outcomeOf({ run, moment, view }: Step, attempt: Attempt): Outcome {
  const from = moment ?? 0;
  const to = attempt.iteration ?? from;
  const start = descend(run, startOf(run), Math.min(from, to));
  const learningRate = attempt.rate ?? start.learningRate;
  const optimizer = attempt.optimizer ?? start.optimizer ?? OPTIMIZERS.sgd;
  const end = descend(run, { ...start, learningRate, optimizer }, to);
  return {
    iteration: end.iteration,
    loss: end.loss,
    rate: end.learningRate,
    view: { ...view, ...attempt.view },
    coefficients: end.coefficients,
    optimizer,
  };
}
