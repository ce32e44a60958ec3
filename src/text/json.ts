/** Reads JSON and remembers positions, which `JSON.parse` does not tell. */

import { quote } from './quote.js';

/** A value in JSON. */
export interface JsonNode {
  /** A list or an object has nodes in turn; of repeated names the last counts, as with `JSON.parse`. */
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
}

/** The error for text that is not JSON; its message says what was expected and what was found. */
export class JsonError extends Error {
  constructor(
    expected: string,
    text: string,
    /** Where the mistake starts in the text. */
    readonly offset: number,
  ) {
    const [found] = /^(?:[{}[\],:]|[^ \t\n\r{}[\],:]+|$)/.exec(text.slice(offset))!;
    super(`expected ${expected}, found ${found === '' ? 'the end of the file' : quote(found)}`);
  }
}

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
    token = tokens.exec(text)![1]!;
  }

  /** Where the present token starts. */
  function offset(): number {
    return tokens.lastIndex - token.length;
  }

  function wrong(expected: string): JsonError {
    return new JsonError(expected, text, offset());
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
      all.set(name, { ...readNode(depth + 1), nameOffset });
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
        advance();
        readItem();
      }
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
