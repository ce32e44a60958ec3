/** Computes what a lesson has expressions for: conditions, numbers, and the braces in texts. */

import type { JsonNode } from '../text/json.js';
import { quoted } from '../text/quote.js';
import { ExpressionError, evaluate, type Lookup } from './expression.js';
import { rounded } from './problem.js';
import { QUANTITIES } from './quantities.js';
import { PlacedError } from './schema.js';

/** Computes something from an expression, whose mistakes are at its place. */
export function computed<T>(
  { value, offset }: JsonNode,
  name: string,
  compute: (text: string) => T,
): T {
  try {
    return compute(value as string);
  } catch (error) {
    throw error instanceof ExpressionError
      ? new PlacedError(
          `${quoted(name)}: ${quoted((value as string).trim())}: ${error.message}`,
          offset,
        )
      : error;
  }
}

const IN_BRACES = /\{([^{}]*)\}/g;

/** A quantity after an opening or before a closing brace that is alone. */
const OPENED = /\{(?:[\d.e-]+\s*[*/]\s*)?([a-z]+)(?:\([^()]*\))?(?: \w+)?/i;
const CLOSED = /([a-z]+)(?:\([^()]*\))?\}/i;

/** @throws PlacedError when a brace around an expression is missing; one that is alone is a key. */
function checkBraces({ value, offset }: JsonNode, name: string): void {
  const rest = (value as string).replace(IN_BRACES, ' ');
  for (const [pattern, brace] of [
    [OPENED, '}'],
    [CLOSED, '{'],
  ] as const) {
    const [part, word] = pattern.exec(rest) ?? [];
    if (word !== undefined && Object.hasOwn(QUANTITIES, word)) {
      throw new PlacedError(`${quoted(name)}: ${quoted(part!)}: a ${brace} is missing`, offset);
    }
  }
}

/** A text with its expressions replaced by their values. */
export function filled(node: JsonNode, name: string, lookup: Lookup): string {
  checkBraces(node, name);
  return (node.value as string).replace(IN_BRACES, (_, expression: string) =>
    rounded(computed({ ...node, value: expression }, name, (one) => evaluate(one, lookup))),
  );
}
