/** Finds attempts at what a step asks for: one that does not do it, to show how, and one that does. */

import { OPTIMIZERS } from '../fit/optimizers.js';
import { isReached } from './answer.js';
import { type Attempt, outcomeOf } from './attempt.js';
import { type GoalNumber, type LessonView, type Reach, type Step, VIEWS } from './lesson.js';
import { Problem } from './problem.js';

/** Shows what can be set for this goal, without being the answer. */
export function exampleOf(step: Step, task: Reach): Attempt {
  const numbers = new Set<GoalNumber>(task.goals.map(({ number }) => number));
  const isTrained = numbers.has('iteration') || numbers.has('loss');
  const rates = numbers.has('rate') ? [2e-6, 5e-6] : [undefined];
  const iterations = isTrained ? [100, 10, 1000, 0] : [undefined];
  const attempts = attemptsWith([undefined], rates, iterations, otherView(task.view));
  return attempts.find((attempt) => !isReached(task, outcomeOf(step, attempt))) ?? attempts[0]!;
}

/** An attempt that does it, if one of the usual kind is enough; only what has to be set is. */
export function solutionOf(step: Step, task: Reach): Attempt | null {
  const { stabilityLimit } = new Problem(step.run).analysis;
  const bounds = (number: GoalNumber) =>
    task.goals.filter((goal) => goal.number === number).map(({ value }) => value);
  const [low = 0, high = low] = bounds('rate');
  const rates = [0.5 * stabilityLimit, 1.2 * stabilityLimit, (low + high) / 2].filter(Boolean);
  const wanted = bounds('iteration').flatMap((value) => [Math.floor(value), Math.ceil(value)]);
  const attempts = attemptsWith(
    [undefined, OPTIMIZERS.momentum],
    [undefined, ...rates.map((rate) => Number(rate.toPrecision(2)))],
    [undefined, ...wanted, 1, 10, 100, 1000, 10_000],
    task.view,
  );
  return attempts.find((attempt) => isReached(task, outcomeOf(step, attempt))) ?? null;
}

/** Every combination of the first three. */
function attemptsWith(
  optimizers: readonly Attempt['optimizer'][],
  rates: readonly Attempt['rate'][],
  iterations: readonly Attempt['iteration'][],
  view: LessonView,
): Attempt[] {
  return optimizers.flatMap((optimizer) =>
    rates.flatMap((rate) => iterations.map((iteration) => ({ optimizer, rate, iteration, view }))),
  );
}

/** The same parts of the view, none as it has to be. */
function otherView(view: LessonView): LessonView {
  const others = Object.entries(view).map(([name, value]) => {
    const values: readonly (string | boolean)[] = VIEWS[name as keyof LessonView];
    return [name, values.find((other) => other !== value)];
  });
  return Object.fromEntries(others);
}
