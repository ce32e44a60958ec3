/** Optimizers as they are typed and shown. */

import {
  OPTIMIZERS,
  type Optimizer,
  type OptimizerName,
  optimizerWith,
  PARAMETERS,
  parameterProblem,
  parametersOf,
} from '../fit/optimizers.js';
import { numberText } from '../text/numberText.js';
import { readNumber } from './values.js';

export const OPTIMIZER_NAMES = Object.keys(OPTIMIZERS) as readonly OptimizerName[];

/**
 * An optimizer's default learning rate. RMSprop and Adam divide the gradient by its size, so that each
 * coefficient moves by about the learning rate; with the others, the size of the summed loss's gradient
 * counts.
 */
export function defaultRate({ name }: Optimizer): number {
  return name === 'rmsprop' || name === 'adam' ? 1e-3 : 1e-6;
}

/** Reads an optimizer such as `momentum:0.9`; null for anything else. */
export function readOptimizer(item: unknown): Optimizer | null {
  const [word, ...texts] = typeof item === 'string' ? item.split(':') : [];
  const name = OPTIMIZER_NAMES.find((known) => known === word);
  if (name === undefined || texts.length > PARAMETERS[name].length) {
    return null;
  }
  const values = texts.map((text) => readNumber(text, { type: 'coefficients' }));
  const optimizer = optimizerWith(name, values.map(Number));
  return !values.includes(null) && parameterProblem(optimizer) === null ? optimizer : null;
}

/** The optimizer as typed: `momentum:0.5`, `adam`; trailing parameters are left out if they are the default. */
export function optimizerText(optimizer: Optimizer): string {
  return [optimizer.name, ...changedParameters(optimizer)].join(':');
}

const TITLES: Readonly<Record<OptimizerName, string>> = {
  sgd: 'gradient descent',
  momentum: 'momentum',
  nesterov: 'Nesterov',
  rmsprop: 'RMSprop',
  adam: 'Adam',
};

/**
 * The optimizer's name for people: `momentum 0.9`, `Adam`; always with β, to four digits of 1 − β, and
 * with other parameters as typed.
 */
export function optimizerTitle(optimizer: Optimizer): string {
  const parameters =
    'beta' in optimizer ? [numberText(rounded(optimizer.beta))] : changedParameters(optimizer);
  return [TITLES[optimizer.name], ...parameters].join(' ');
}

/** Never 1, however close to it; the last step removes the rounding error of the subtraction. */
function rounded(share: number): number {
  const rest = Number((1 - share).toPrecision(4));
  return Number((1 - rest).toPrecision(15));
}

/** The parameters up to the last one that is not the default. */
function changedParameters(optimizer: Optimizer): string[] {
  const preset = parametersOf(OPTIMIZERS[optimizer.name]);
  const values = parametersOf(optimizer);
  const last = values.findLastIndex((value, i) => value !== preset[i]);
  return values.slice(0, last + 1).map(numberText);
}
