/** What is still missing from something to bring about, and whether it can still be brought about. */

import { numberText } from '../text/numberText.js';
import { isMet, type Seen } from './answer.js';
import type { Goal, LessonView, Reach } from './lesson.js';
import { rounded } from './problem.js';

const VIEW_NAMES: Readonly<Record<keyof LessonView, string>> = {
  plot: 'the plot',
  lossAxis: 'the loss axis',
  iterationAxis: 'the iteration axis',
  span: 'the span of the chart',
  map: 'the map',
  best: 'the best polynomial',
  details: 'the panel of details',
};

/** What is not as it has to be, in words that tell no answer; empty once everything is. */
export function missing({ goals, view }: Reach, seen: Seen): string[] {
  const wanted = Object.entries(view) as [keyof LessonView, unknown][];
  return [
    ...goals.filter((goal) => !isMet(goal, seen)).map((goal) => complaint(goal, seen)),
    ...wanted
      .filter(([name, value]) => seen.view[name] !== value)
      .map(([name]) => `${VIEW_NAMES[name]} is not as asked`),
  ];
}

/** Whether training on cannot bring it about any more: it is too late, or the run has diverged. */
export function isMissed({ goals }: Reach, seen: Seen, hasDiverged: boolean): boolean {
  return goals.some(
    (goal) =>
      !isMet(goal, seen) && (hasDiverged || (isUpperBound(goal) && goal.number === 'iteration')),
  );
}

function isUpperBound({ comparison }: Goal): boolean {
  return comparison === '<' || comparison === '<=';
}

function complaint(goal: Goal, seen: Seen): string {
  const what = {
    iteration: `iteration ${seen.iteration} is`,
    loss: `the loss, ${rounded(seen.loss)}, is`,
    rate: `the learning rate, ${numberText(seen.rate)}, is`,
  }[goal.number];
  const [high, low] = goal.number === 'iteration' ? ['late', 'early'] : ['large', 'small'];
  return `${what} too ${isUpperBound(goal) ? high : low}`;
}
