/** The quantities that a lesson may refer to. */

import { excessLoss, lossAt } from '../fit/excessLoss.js';
import { roundedDown } from '../fit/learningRate.js';
import { optimizerLimit } from '../fit/momentum.js';
import { NEAR } from '../fit/nearBest.js';
import { createOptimizerForecast } from '../fit/optimizerForecast.js';
import { coefficientNames } from '../fit/polynomial.js';
import { nearestName } from '../text/nearest.js';
import { type Changes, ExpressionError, type Lookup } from './expression.js';
import { MAX_ITERATION, type Problem, startOf } from './problem.js';

/** What an argument stands for; each is passed on as a number from 0. */
type Parameter = 'direction' | 'coefficient' | 'iteration';

interface Quantity {
  readonly parameters: readonly Parameter[];
  /** What it is, for the documentation. */
  readonly meaning: string;
  value(problem: Problem, ...args: number[]): number;
}

function quantity(
  parameters: readonly Parameter[],
  meaning: string,
  value: Quantity['value'],
): Quantity {
  return { parameters, meaning, value };
}

/** Every quantity, by name. */
export const QUANTITIES: Readonly<Record<string, Quantity>> = {
  rate: quantity([], 'the learning rate', ({ rate }) => rate),
  points: quantity([], 'the number of points', ({ run }) => run.options.samples),
  limit: quantity(
    [],
    'the largest learning rate that works, to four digits; infinite if the optimizer has none',
    ({ analysis, optimizer }) => {
      const limit = optimizerLimit(optimizer, analysis.stabilityLimit);
      return Number.isFinite(limit) ? roundedDown(limit, 4) : limit;
    },
  ),
  least: quantity([], 'the least possible loss', ({ analysis }) => analysis.optimum.loss),
  arrival: quantity(
    [],
    'the iteration at which the loss is within 1 % of the least; infinite if it never is',
    ({ analysis, run }) =>
      createOptimizerForecast(analysis, startOf(run), run.options.schedule).iterationWithin(NEAR) ??
      Number.POSITIVE_INFINITY,
  ),
  condition: quantity(
    [],
    'the curvature along the steepest direction, divided by that along the flattest',
    ({ analysis }) => analysis.conditionNumber,
  ),
  aspect: quantity(
    [],
    'how many times as long as wide the valley of the loss is: the square root of that',
    ({ analysis }) => Math.sqrt(analysis.conditionNumber),
  ),
  curvature: quantity(
    ['direction'],
    'the curvature of the loss along a direction, 1 being the steepest',
    ({ analysis }, direction) => analysis.eigenvalues[direction!]!,
  ),
  factor: quantity(
    ['direction'],
    'what each update multiplies the distance from the best with, along a direction',
    ({ directions }, direction) => directions[direction!]!.factor,
  ),
  halving: quantity(
    ['direction'],
    'how many updates halve that distance, or double it',
    ({ directions }, direction) => directions[direction!]!.iterations,
  ),
  loss: quantity(
    ['iteration'],
    'the loss at an iteration; infinite after divergence',
    lossBy(lossAt),
  ),
  excess: quantity(
    ['iteration'],
    'how far that loss is above the least possible',
    lossBy(excessLoss),
  ),
  coefficient: quantity(
    ['coefficient', 'iteration'],
    'a coefficient at an iteration',
    (problem, coefficient, iteration) => problem.at(iteration!).coefficients[coefficient!]!,
  ),
  gradient: quantity(
    ['coefficient', 'iteration'],
    'the slope of the loss along a coefficient at an iteration',
    (problem, coefficient, iteration) => problem.at(iteration!).gradient[coefficient!]!,
  ),
  best: quantity(
    ['coefficient'],
    'the best value of a coefficient',
    ({ analysis }, coefficient) => analysis.optimum.coefficients[coefficient!]!,
  ),
};

function lossBy(of: typeof lossAt): Quantity['value'] {
  return (problem, iteration) => {
    const state = problem.at(iteration!);
    const isThere = state.iteration === iteration && Number.isFinite(state.loss);
    return isThere ? of(problem.analysis, state.coefficients) : Number.POSITIVE_INFINITY;
  };
}

/**
 * Finds quantities of a problem.
 *
 * @param problemWith the problem with some settings changed.
 * @param onIteration is told of every iteration that is asked about.
 */
export function quantitiesOf(
  problemWith: (settings: Changes) => Problem,
  onIteration: (iteration: number) => void,
): Lookup {
  return (name, args, settings) => {
    const known = Object.hasOwn(QUANTITIES, name) ? QUANTITIES[name]! : null;
    if (known === null) {
      throw new ExpressionError(`unknown quantity ${name}; ${suggestion(name)}`);
    }
    if (args.length !== known.parameters.length) {
      throw new ExpressionError(`must be ${usage(name, known)}`);
    }
    const problem = problemWith(settings);
    const { degree } = problem.run.options;
    const values = known.parameters.map((parameter, i) => argument(parameter, args[i]!, degree));
    values.filter((_, i) => known.parameters[i] === 'iteration').forEach(onIteration);
    return known.value(problem, ...values);
  };
}

/** How a quantity is written: `gradient(COEFFICIENT, ITERATION)`. */
export function usage(name: string, { parameters }: Quantity): string {
  const list = parameters.map((parameter) => parameter.toUpperCase()).join(', ');
  return parameters.length === 0 ? name : `${name}(${list})`;
}

function suggestion(name: string): string {
  const names = Object.keys(QUANTITIES);
  const nearest = nearestName(name, names);
  return nearest === undefined ? `known are ${names.join(', ')}` : `did you mean ${nearest}?`;
}

function argument(parameter: Parameter, text: string, degree: number): number {
  switch (parameter) {
    case 'coefficient': {
      const names = coefficientNames(degree);
      if (!names.includes(text)) {
        throw new ExpressionError(`${text} must be a coefficient: ${names.join(', ')}`);
      }
      return names.indexOf(text);
    }
    case 'direction':
      return whole(text, 'a direction', 1, degree + 1) - 1;
    case 'iteration':
      return whole(text, 'an iteration', 0, MAX_ITERATION);
  }
}

function whole(text: string, what: string, min: number, max: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new ExpressionError(`${text} must be ${what}, a whole number from ${min} to ${max}`);
  }
  return number;
}
