/** Judges answers in text. */

import type { OptionKind } from '../options/table.js';
import { quote } from '../text/quote.js';
import { isReached, judgeChoice, judgeNumber, type Verdict } from './answer.js';
import {
  AnswerError,
  type Attempt,
  type Outcome,
  outcomeOf,
  readAttempt,
  readTyped,
} from './attempt.js';
import { outcomeText } from './goalText.js';
import type { Step } from './lesson.js';

/** What is said of an answer in text. */
export interface TextVerdict extends Verdict {
  /** What was set and what that brought about; null if the task is another. */
  readonly attempt: Attempt | null;
  readonly outcome: Outcome | null;
}

const NOTHING_SET = { attempt: null, outcome: null } as const;

/**
 * Judges an answer.
 *
 * @param before what was set already in this step, and stays.
 * @throws AnswerError when it is no answer to the task.
 */
export function judgeText(step: Step, answer: string, before: Attempt = {}): TextVerdict {
  const { task, run } = step;
  const given = answer.trim();
  switch (task?.type) {
    case 'choose': {
      const kind = { type: 'whole', min: 1, max: task.answers.length } as const;
      return { ...judgeChoice(task, readTyped(given, kind) - 1), ...NOTHING_SET };
    }
    case 'number': {
      const kind: OptionKind = task.isRate
        ? { type: 'positives', most: 1 }
        : { type: 'coefficients' };
      const number = readTyped(given, kind);
      return { ...judgeNumber(task, number, run), ...NOTHING_SET };
    }
    case 'reach': {
      const attempt = readAttempt(given, before);
      const outcome = outcomeOf(step, attempt);
      const text = outcomeText(task, outcome);
      return { right: isReached(task, outcome), text, run: null, attempt, outcome };
    }
    default:
      throw new AnswerError(`${quote(given)}: nothing is asked here`);
  }
}
