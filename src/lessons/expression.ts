/** Computes the numbers of a lesson: `limit`, `loss(100) / 2`, `limit(samples: 1000)`. */

import { alternatives } from '../options/words.js';
import { COMPARISONS, type Comparison, compare } from './lesson.js';

/**
 * Finds the value of a quantity.
 *
 * @param settings options that differ from those of the step.
 * @throws ExpressionError when there is no such quantity.
 */
export type Lookup = (name: string, args: readonly string[], settings: Changes) => number;

/** Settings other than those of the step: numbers, or words such as the name of an optimizer. */
export type Changes = Readonly<Record<string, number | string>>;

/** An expression that cannot be computed; the message says why. */
export class ExpressionError extends Error {}

const TOKEN = /\s*(?:(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z]+(?:-[a-z]+)*|[<>]=?|[*/(),:])|$|(.))/giy;

const OPERATORS = 'only * and / are, between numbers and quantities';
const COMPARED = `to compare, use ${alternatives(COMPARISONS)}`;

/** What to write instead of a sign that is not allowed. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['=', `${COMPARED}, and to change a setting a colon, as in limit(samples: 200)`],
  ['!', COMPARED],
  ...COMPARISONS.map((sign) => [sign, 'here one number is wanted, not a comparison'] as const),
  [',', 'only arguments have commas between them, and 1.5 is written with a point'],
  ['(', 'parentheses only follow a quantity'],
  ['[', 'arguments are in parentheses, as in loss(10)'],
]);

/**
 * A number: quantities and numbers with `*` and `/` between them.
 *
 * @throws ExpressionError when it is not.
 */
export function evaluate(text: string, lookup: Lookup): number {
  const parser = new Parser(text, lookup);
  const value = parser.product();
  parser.end();
  return value;
}

/**
 * Whether a comparison such as `limit < 4e-6` or `0.1 < loss(50) / loss(0) < 0.2` holds.
 *
 * @throws ExpressionError when it is none.
 */
export function holds(text: string, lookup: Lookup): boolean {
  const parser = new Parser(text, lookup);
  let all = true;
  let left = parser.product();
  let comparison = parser.comparison();
  if (comparison === null) {
    parser.end();
    throw new ExpressionError('must compare two numbers, as in limit < 4e-6');
  }
  while (comparison !== null) {
    const right = parser.product();
    all = compare(left, comparison, right) && all;
    left = right;
    comparison = parser.comparison();
  }
  parser.end();
  return all;
}

class Parser {
  readonly #tokens: string[] = [];
  readonly #lookup: Lookup;
  #next = 0;

  constructor(text: string, lookup: Lookup) {
    this.#lookup = lookup;
    for (const [, token, wrong] of text.matchAll(TOKEN)) {
      if (wrong !== undefined) {
        throw new ExpressionError(`${wrong} is not allowed; ${INSTEAD.get(wrong) ?? OPERATORS}`);
      }
      if (token !== undefined) {
        this.#tokens.push(token);
      }
    }
  }

  product(): number {
    let value = this.#factor();
    for (;;) {
      if (this.#take('*')) {
        value *= this.#factor();
      } else if (this.#take('/')) {
        value /= this.#factor();
      } else {
        return value;
      }
    }
  }

  /** Takes a comparison, if there is one. */
  comparison(): Comparison | null {
    const found = COMPARISONS.find((sign) => sign === this.#tokens[this.#next]) ?? null;
    this.#next += found === null ? 0 : 1;
    return found;
  }

  end(): void {
    const token = this.#tokens[this.#next];
    if (token !== undefined) {
      throw new ExpressionError(
        `${token} is not expected here; ${INSTEAD.get(token) ?? OPERATORS}`,
      );
    }
  }

  #factor(): number {
    const word = this.#word('a number or a quantity');
    if (isNumber(word)) {
      return Number(word);
    }
    const args: string[] = [];
    const settings: Record<string, number | string> = {};
    if (this.#take('(')) {
      do {
        const argument = this.#word('an argument');
        if (this.#take(':')) {
          const value = this.#word('a number or a word');
          settings[argument] = isNumber(value) ? Number(value) : value;
        } else {
          args.push(argument);
        }
      } while (this.#take(','));
      if (!this.#take(')')) {
        throw this.#expected(')');
      }
    }
    return this.#lookup(word, args, settings);
  }

  /** Takes a number or a name. */
  #word(expected: string): string {
    const token = this.#tokens[this.#next];
    if (token === undefined || !/^[-\da-z]/i.test(token)) {
      throw this.#expected(expected);
    }
    this.#next += 1;
    return token;
  }

  #take(token: string): boolean {
    const isNext = this.#tokens[this.#next] === token;
    this.#next += isNext ? 1 : 0;
    return isNext;
  }

  #expected(what: string): ExpressionError {
    const token = this.#tokens[this.#next] ?? 'the end';
    const hint = token === '(' ? `; ${INSTEAD.get(token)}` : '';
    return new ExpressionError(`expected ${what}, found ${token}${hint}`);
  }
}

function isNumber(word: string): boolean {
  return /^-?\d/.test(word);
}
