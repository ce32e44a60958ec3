import type { RateChange } from '../fit/descent.js';
import { MAX_ITERATIONS, type OptionKind } from './table.js';

/** A value as typed or as in JSON; a pair is an iteration and its learning rate. */
export type Item = string | number | boolean | readonly number[];

/** Whether the option takes a list, separated by commas or spaces. */
export function isList({ type }: OptionKind): boolean {
  return ['positives', 'optimizers', 'schedule', 'coefficients'].includes(type);
}

/** The items in a text: several if the option takes a list, none for an empty schedule. */
export function textItems(kind: OptionKind, text: string): readonly string[] {
  if (kind.type === 'schedule' && text === 'none') {
    return [];
  }
  return isList(kind) ? text.trim().split(/\s*,\s*|\s+/) : [text];
}

/**
 * The items in a JSON value; a list may also be written as text.
 *
 * @returns null if the option does not accept values of this type.
 */
export function jsonItems(kind: OptionKind, value: unknown): readonly Item[] | null {
  switch (typeof value) {
    case 'string': {
      const isMax = kind.type === 'pace' && value === 'max';
      return isList(kind) || kind.type === 'choice' || isMax ? textItems(kind, value) : null;
    }
    case 'number':
      return ['whole', 'positives', 'pace'].includes(kind.type) ? [value] : null;
    case 'boolean':
      return kind.type === 'switch' ? [value] : null;
    default:
      return isListOf(kind, value) ? value : null;
  }
}

function isListOf(kind: OptionKind, value: unknown): value is readonly Item[] {
  switch (kind.type) {
    case 'schedule':
      return isPairs(value);
    case 'optimizers':
      return isFullListOf('string', value);
    default:
      return isList(kind) && isNumbers(value);
  }
}

function isPairs(value: unknown): boolean {
  return Array.isArray(value) && value.every((pair) => isNumbers(pair) && pair.length === 2);
}

function isNumbers(value: unknown): value is readonly number[] {
  return isFullListOf('number', value);
}

function isFullListOf(type: 'number' | 'string', value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === type);
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads a number that the option accepts. Text must be in decimal notation: 2000, -0.5, 1e-6 and,
 * as a whole number, 2e3; not 0x10, 1_000 or an empty text.
 *
 * @returns null if it is not allowed; Infinity for the pace `max`.
 */
export function readNumber(item: Item, kind: OptionKind): number | null {
  if (kind.type === 'pace' && item === 'max') {
    return Number.POSITIVE_INFINITY;
  }
  const isNumber = typeof item === 'string' ? DECIMAL.test(item) : typeof item === 'number';
  const value = Number(item);
  return isNumber && Number.isFinite(value) && isAllowed(value, kind)
    ? value + 0 // Turns -0 into 0; both are printed as 0.
    : null;
}

function isAllowed(value: number, kind: OptionKind): boolean {
  switch (kind.type) {
    case 'whole':
      return Number.isInteger(value) && value >= kind.min && value <= kind.max;
    case 'coefficients':
      return true;
    default:
      return value > 0;
  }
}

/** Reads a learning-rate change such as 500:2e-6; null for anything else. */
export function readRateChange(item: Item): RateChange | null {
  const [before, after, ...rest] = typeof item === 'string' ? item.split(':') : [item].flat();
  const iteration = readNumber(before!, { type: 'whole', min: 1, max: MAX_ITERATIONS });
  const learningRate = readNumber(after ?? '', { type: 'positives', most: 1 });
  return iteration === null || learningRate === null || rest.length > 0
    ? null
    : { iteration, learningRate };
}

/** Reads 1, true, 0 or false; null for anything else. */
export function readSwitch(item: Item): boolean | null {
  const text = String(item);
  if (text === '1' || text === 'true') {
    return true;
  }
  return text === '0' || text === 'false' ? false : null;
}

/** Reads one of the words that the option accepts; null for anything else. */
export function readChoice(item: Item, kind: OptionKind): string | null {
  const values: readonly Item[] = kind.type === 'choice' ? kind.values : [];
  return values.includes(item) ? String(item) : null;
}
