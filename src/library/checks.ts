/** Checks the library's arguments before anything starts, for callers without TypeScript too. */

import { checkPoints } from '../fit/dataset.js';
import {
  checkOptimizer,
  MEMORY,
  type Optimizer,
  optimizerWith,
  PARAMETERS,
} from '../fit/optimizers.js';
import { readOptimizer } from '../options/optimizers.js';
import { INTERVAL } from '../options/start.js';
import { type OptionKind, type OptionName, optionDefinition } from '../options/table.js';
import { jsonItems, readChoice, readNumber } from '../options/values.js';
import { allowedValues } from '../options/words.js';
import type { Problem } from './train.js';

/** The problem, complete. @throws RangeError when it is out of range. */
export function checkedProblem({ interval = INTERVAL, ...problem }: Problem): Required<Problem> {
  const [from, to] = finiteNumbers('interval', interval, 2) as [number, number];
  const samples = inRange('samples', problem.samples);
  checkPoints(samples, [from, to]);
  return { degree: inRange('degree', problem.degree), samples, interval: [from, to] };
}

/**
 * An optimizer from its text, as on the command line, or a copy of one with its parameters and memory.
 *
 * @param size how many coefficients its memory must have numbers for.
 * @throws RangeError when there is no such optimizer, or when a number is out of range.
 */
export function checkedOptimizer(value: string | Optimizer, size: number): Optimizer {
  const text = typeof value === 'string' ? value : Object(value).name;
  const start = readOptimizer(text);
  // Parameters of an object are members, not part of its name.
  if (start === null || (text !== value && text !== start.name)) {
    const allowed = allowedValues(optionDefinition('optimizer').kind);
    throw new RangeError(`optimizer must be ${allowed}, not ${shown(value)}`);
  }
  if (typeof value === 'string') {
    return start;
  }
  const { name } = start;
  const members: Readonly<Record<string, unknown>> = { ...start, ...value };
  const parameters = PARAMETERS[name].map((each) => finite(each, members[each] as number));
  const optimizer = optimizerWith(name, parameters);
  checkOptimizer(optimizer);
  const memory = MEMORY[name]
    .filter((each) => members[each] !== undefined)
    .map((each) => [each, finiteNumbers(each, members[each] as ArrayLike<number>, size)] as const);
  if (memory.some(([each, numbers]) => each === 'secondMoment' && numbers.some((n) => n < 0))) {
    throw new RangeError('secondMoment must be numbers of at least 0');
  }
  const updates =
    name === 'adam' && members.updates !== undefined
      ? { updates: ofKind('updates', members.updates as number, ANY_WHOLE) }
      : {};
  return { ...optimizer, ...Object.fromEntries(memory), ...updates };
}

const ANY_WHOLE = { type: 'whole', min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** The default of the command-line option of that name. */
export function defaultOf<T extends number | string>(name: OptionName): T {
  const { kind, default: preset } = optionDefinition(name);
  return (kind.type === 'choice' ? preset : Number(preset)) as T;
}

/**
 * The value or, if it is undefined, the default.
 *
 * @throws RangeError when the command-line option of that name would not take the value.
 */
export function inRange<T extends number | string>(
  name: OptionName,
  value: T = defaultOf(name),
): T {
  return ofKind(name, value, optionDefinition(name).kind);
}

/** @throws RangeError when an option of this kind would not take the value. */
export function ofKind<T extends number | string>(name: string, value: T, kind: OptionKind): T {
  const [item = ''] = jsonItems(kind, value) ?? [];
  const read = kind.type === 'choice' ? readChoice : readNumber;
  if (read(item, kind) === null) {
    throw new RangeError(`${name} must be ${allowedValues(kind)}, not ${shown(value)}`);
  }
  return value;
}

/** @throws RangeError unless the value is a finite number above 0. */
export function positive(name: string, value: number): number {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${name} must be a finite number above 0, not ${shown(value)}`);
  }
  return value;
}

/** @throws RangeError unless the value is a number, at least 0; Infinity is allowed. */
export function notNegative(name: string, value: number): number {
  if (typeof value !== 'number' || !(value >= 0)) {
    throw new RangeError(`${name} must be a number, at least 0, not ${shown(value)}`);
  }
  return value;
}

/** @throws RangeError unless the value is a finite number. */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${name} must be a finite number, not ${shown(value)}`);
  }
  return value;
}

/**
 * Copies numbers from an array or a typed array.
 *
 * @param count how many there must be; by default, any number.
 * @throws RangeError when there are more or fewer, or one is missing or not a finite number.
 */
export function finiteNumbers(name: string, values: ArrayLike<number>, count?: number): number[] {
  const { length } = Object(values) as ArrayLike<number>;
  if (Number.isInteger(length) && length === (count ?? length)) {
    // The copy has undefined for a hole, which `every` would otherwise skip.
    const copy = Array.from(values);
    if (copy.every(Number.isFinite)) {
      return copy;
    }
  }
  throw new RangeError(`${name} must be ${count === undefined ? '' : `${count} `}finite numbers`);
}

/** A value as messages show it: numbers and text as they are, anything else by its type. */
function shown(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return String(value);
    case 'string':
      return JSON.stringify(value);
    default:
      return value === null ? 'null' : `a value of type ${typeof value}`;
  }
}
