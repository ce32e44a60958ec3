/** Reads JSON and remembers positions, which `JSON.parse` does not report. */

import { printable, quote } from './quote.js';

/** A value in JSON. */
export interface JsonNode {
  /** A list or an object contains further nodes; if a name is repeated, the last counts, as in `JSON.parse`. */
  readonly value:
    | string
    | number
    | boolean
    | null
    | readonly JsonNode[]
    | ReadonlyMap<string, JsonMember>;
  /** Where it starts in the text. */
  readonly offset: number;
}

/** A value in an object. */
export interface JsonMember extends JsonNode {
  /** Where its name starts in the text. */
  readonly nameOffset: number;
  /** Whether the object had a member of this name before. */
  readonly isRepeated: boolean;
}

/** The error for text that is not JSON; its message says what was expected and what was found. */
export class JsonError extends Error {
  constructor(
    message: string,
    /** Where the mistake starts in the text. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Hints at what text that is not a token often means; the first that matches is shown. */
const HINTS: readonly (readonly [found: RegExp, hint: string])[] = [
  [/^["']?[\u2018-\u201f\u00ab\u00bb']/, 'use straight double quotes, "'],
  [/^(?:\/[/*]|#)/, 'JSON has no comments'],
  [/^"(?:[^"\\\n\r]|\\.)*"/, 'in quotes, a backslash is written \\\\ and a tab \\t'],
  [/^"/, 'the closing quote is missing in this line; a new line in a text is written \\n'],
  [/^[-+.]*\d/, 'write numbers as in 0.5 or -1e-6'],
  [/^(?:true|false|null|none)\b/i, 'write true, false or null'],
  [/^\ufffd/, 'the file must be UTF-8'],
];

/** Maximum nesting of objects and arrays: far more than any file of this program needs. */
const MAX_DEPTH = 16;

/** A token after white space; empty at the end of the text and where there is no token. */
const TOKEN =
  /[ \t\n\r]*([{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|)/uy;

/**
 * The members of a JSON object (RFC 8259) by name.
 *
 * @param expected what the object is, with an example.
 * @throws JsonError when the text is anything else, or nested more than `MAX_DEPTH` deep.
 */
export function parseJsonObject(text: string, expected: string): ReadonlyMap<string, JsonMember> {
  const tokens = new RegExp(TOKEN);
  let token = '';
  /** Where the token before the present one ended. */
  let end = 0;
  advance();
  if (token !== '{') {
    throw wrong(expected);
  }
  const members = readMembers(1);
  if (offset() < text.length) {
    throw wrong('the end of the file');
  }
  return members;

  function advance(): void {
    end = tokens.lastIndex;
    token = tokens.exec(text)![1]!;
  }

  /** Where the present token starts. */
  function offset(): number {
    return tokens.lastIndex - token.length;
  }

  function wrong(expected: string): JsonError {
    const advice = token === '' ? hint() : '';
    return new JsonError(`expected ${expected}, found ${found()}${advice}`, offset());
  }

  /** What the text that is not a token was probably meant to be. */
  function hint(): string {
    if (/^"\p{L}/u.test(text.slice(end - 1, offset() + 1))) {
      return '; a quote within a text is written \\"';
    }
    const rest = text.slice(offset());
    const known = HINTS.find(([pattern]) => pattern.test(rest));
    return known === undefined ? '' : `; ${known[1]}`;
  }

  /** The present token, or what is there instead, for messages. */
  function found(): string {
    const [word] = /^(?:[{}[\],:]|[^ \t\n\r{}[\],:]+|$)/.exec(text.slice(offset()))!;
    if (word === '') {
      return 'the end of the file';
    }
    const whole = token === '' ? word : token;
    return whole.startsWith('"') ? printable(whole) : quote(whole);
  }

  function readNode(depth: number): JsonNode {
    const begin = offset();
    return { value: readValue(depth), offset: begin };
  }

  function readValue(depth: number): JsonNode['value'] {
    switch (token[0]) {
      case '{':
        return readMembers(depth);
      case '[': {
        const items: JsonNode[] = [];
        readList(']', depth, () => items.push(readNode(depth + 1)));
        return items;
      }
      case '}':
      case ']':
      case ',':
      case ':':
      case undefined:
        throw wrong('a value');
      default: {
        const value = JSON.parse(token) as string | number | boolean | null;
        advance();
        return value;
      }
    }
  }

  function readMembers(depth: number): Map<string, JsonMember> {
    const all = new Map<string, JsonMember>();
    readList('}', depth, () => {
      const nameOffset = offset();
      if (!token.startsWith('"')) {
        throw wrong('a name in double quotes');
      }
      const name = JSON.parse(token) as string;
      advance();
      if (token !== ':') {
        throw wrong(':');
      }
      advance();
      all.set(name, { ...readNode(depth + 1), nameOffset, isRepeated: all.has(name) });
    });
    return all;
  }

  /** Reads from the opening bracket past the closing one, with commas between the items. */
  function readList(close: string, depth: number, readItem: () => void): void {
    if (depth > MAX_DEPTH) {
      throw wrong(`at most ${MAX_DEPTH} nested brackets`);
    }
    advance();
    if (token !== close) {
      readItem();
      while (token === ',') {
        const comma = offset();
        advance();
        if (token === close) {
          throw new JsonError(`the comma before ${close} is one too many`, comma);
        }
        readItem();
      }
    }
    if (/^[^\]},:]/.test(token)) {
      // A comma or bracket is missing right after the item, perhaps lines before the next token.
      throw new JsonError(`expected , or ${close} before ${found()}`, end);
    }
    if (token !== close) {
      throw wrong(`, or ${close}`);
    }
    advance();
  }
}

/** The value of a node without positions: what `JSON.parse` makes of it. */
export function plainJson({ value }: JsonNode): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, member]) => [name, plainJson(member)]));
  }
  return Array.isArray(value) ? value.map(plainJson) : value;
}

/** `line 3, column 5`, counted as editors do. */
export function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${[...lines.at(-1)!].length + 1}`;
}
