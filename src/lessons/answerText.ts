/** Judges answers in text. */

import type { OptionKind } from '../options/table.js';
import { quote } from '../text/quote.js';
import { isReached, judgeChoice, judgeNumber, type Verdict } from './answer.js';
import { AnswerError, type Outcome, outcomeOf, readAttempt, readTyped } from './attempt.js';
import { outcomeText } from './goalText.js';
import type { Step } from './lesson.js';

/** What is said of an answer in text. */
export interface TextVerdict extends Verdict {
  /** What was brought about, if the task is to. */
  readonly outcome: Outcome | null;
}

/**
 * Judges an answer.
 *
 * @throws AnswerError when it is no answer to the task.
 */
export function judgeText(step: Step, answer: string): TextVerdict {
  const { task, run } = step;
  const given = answer.trim();
  switch (task?.type) {
    case 'choose': {
      const kind = { type: 'whole', min: 1, max: task.answers.length } as const;
      return { ...judgeChoice(task, readTyped(given, kind) - 1), outcome: null };
    }
    case 'number': {
      const kind: OptionKind = task.isRate
        ? { type: 'positives', most: 1 }
        : { type: 'coefficients' };
      const number = readTyped(given, kind);
      return { ...judgeNumber(task, number, run), outcome: null };
    }
    case 'reach': {
      const outcome = outcomeOf(step, readAttempt(given));
      const text = outcomeText(task, outcome);
      return { right: isReached(task, outcome), text, run: null, outcome };
    }
    default:
      throw new AnswerError(`${quote(given)}: nothing is asked here`);
  }
}
