/** Reads and checks the members of a recording's lines, each by itself. */

import {
  MEMORY,
  OPTIMIZERS,
  type Optimizer,
  optimizerWith,
  PARAMETERS,
  parameterProblem,
} from '../fit/optimizers.js';
import { MAX_SEED } from '../fit/random.js';
import { OPTIMIZER_NAMES } from '../options/optimizers.js';
import { alternatives } from '../options/words.js';
import type { Outcome } from '../runs/events.js';
import { printable, quoted } from '../text/quote.js';

/** A mistake in a recording; the message is one line, safe for a terminal. */
export class RecordingError extends Error {}

/** Maximum nesting of lists and objects in a line. */
const DEEPEST = 20;

/** The object in a line. */
export type Line = Readonly<Record<string, unknown>>;

export function parseObject(text: string, otherwise: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw error instanceof SyntaxError ? new RecordingError(otherwise) : error;
  }
  if (!isObject(value)) {
    throw new RecordingError(otherwise);
  }
  if (isDeeper(value, DEEPEST)) {
    throw new RecordingError(`lists and objects are nested more than ${DEEPEST} deep`);
  }
  return value;
}

/** Goes level by level, because it guards against values too deep for recursion. */
function isDeeper(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit && level.length > 0; depth++) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return level.length > 0;
}

export function isObject(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readSeed(line: Line): number | null {
  const { seed } = line;
  if (seed !== null && !(isWhole(seed) && seed <= MAX_SEED)) {
    throw wrong('seed', `null or a whole number up to ${MAX_SEED}`, seed);
  }
  return seed;
}

export function status({ status }: Line): Outcome {
  if (status !== 'finished' && status !== 'diverged' && status !== 'interrupted') {
    throw wrong('status', 'finished, diverged or interrupted', status);
  }
  return status;
}

/** A loss; null stands for an overflow, for which JSON has no word. */
export function loss({ loss }: Line): number {
  if (loss !== null && !(isFiniteNumber(loss) && loss >= 0)) {
    throw wrong('loss', 'null or a number, at least 0', loss);
  }
  return loss ?? Number.POSITIVE_INFINITY;
}

export function rate({ learningRate }: Line): number {
  if (!isFiniteNumber(learningRate) || learningRate <= 0) {
    throw wrong('learningRate', 'a number above 0', learningRate);
  }
  return learningRate;
}

/**
 * The optimizer of a line; plain gradient descent where there is none.
 *
 * @param length how many coefficients its memory has numbers for; none for a run that starts.
 */
export function readOptimizer({ optimizer }: Line, length?: number): Optimizer {
  if (optimizer === undefined) {
    return OPTIMIZERS.sgd;
  }
  if (!isObject(optimizer)) {
    throw wrong('optimizer', 'an object', optimizer);
  }
  const name = OPTIMIZER_NAMES.find((known) => known === optimizer.name);
  if (name === undefined) {
    throw wrong('name', alternatives(OPTIMIZER_NAMES), optimizer.name);
  }
  const parameters = PARAMETERS[name].map((parameter) => {
    const value = optimizer[parameter];
    if (!isFiniteNumber(value)) {
      throw wrong(parameter, 'a number', value);
    }
    return value;
  });
  const start = optimizerWith(name, parameters);
  const problem = parameterProblem(start);
  if (problem !== null) {
    throw new RecordingError(problem);
  }
  if (length === undefined) {
    return start;
  }
  const memory = MEMORY[name].map((part) => {
    const values = finiteList(optimizer, part, length);
    if (part === 'secondMoment' && values.some((value) => value < 0)) {
      throw wrong(part, 'a list of numbers, at least 0', values);
    }
    return [part, values];
  });
  const updates = name === 'adam' ? { updates: whole(optimizer, 'updates') } : {};
  return { ...start, ...Object.fromEntries(memory), ...updates };
}

export function whole(line: Line, name: string): number {
  const value = line[name];
  if (!isWhole(value)) {
    throw wrong(name, 'a whole number, at least 0', value);
  }
  return value;
}

export function finiteList(line: Line, name: string, length: number): readonly number[] {
  const values = list(line, name, length);
  if (!values.every((value) => value !== null)) {
    throw wrong(name, 'a list of numbers', line[name]);
  }
  return values;
}

/** A list of numbers; null stands for those that JSON cannot express. */
export function list(line: Line, name: string, length: number): readonly (number | null)[] {
  const values = line[name];
  const isList =
    Array.isArray(values) && values.every((item) => item === null || isFiniteNumber(item));
  if (!isList || values.length !== length) {
    throw wrong(name, `a list of ${length} numbers`, values);
  }
  return values;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isWhole(value: unknown): value is number {
  return isFiniteNumber(value) && Number.isSafeInteger(value) && value >= 0;
}

export function wrong(name: string, allowed: string, value: unknown): RecordingError {
  return new RecordingError(`${quoted(name)}: must be ${allowed}, not ${shown(value)}`);
}

export function shown(value: unknown): string {
  return value === undefined ? 'missing' : printable(JSON.stringify(value));
}
