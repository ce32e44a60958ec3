/** Reads JSON and remembers positions, which `JSON.parse` does not tell. */

/** A name in an object, with its value. */
export interface Member {
  readonly value: unknown;
  /** Where the name starts in the text. */
  readonly offset: number;
}

/** The error for text that is not a JSON object. */
export class JsonError extends Error {
  constructor(
    /** What was expected there. */
    readonly expected: string,
    /** Where the mistake starts in the text. */
    readonly offset: number,
  ) {
    super(`expected ${expected}`);
  }
}

/** Maximum nesting of objects and arrays: far more than any setting needs. */
const MAX_DEPTH = 16;

/** A token after white space; empty at the end of the text and where there is no token. */
const TOKEN =
  /[ \t\n\r]*([{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|)/uy;

/**
 * The members of a JSON object (RFC 8259) by name. Of repeated names the last counts, as with
 * `JSON.parse`.
 *
 * @throws JsonError when the text is anything else, or nested more than `MAX_DEPTH` deep.
 */
export function parseJsonObject(text: string): ReadonlyMap<string, Member> {
  const tokens = new RegExp(TOKEN);
  let token = '';
  advance();
  if (token !== '{') {
    throw wrong('an object of settings such as {"lr": 1e-6}');
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
    return new JsonError(expected, offset());
  }

  function readValue(depth: number): unknown {
    switch (token[0]) {
      case '{':
        return Object.fromEntries(
          [...readMembers(depth)].map(([name, { value }]) => [name, value]),
        );
      case '[': {
        const items: unknown[] = [];
        readList(']', depth, () => items.push(readValue(depth + 1)));
        return items;
      }
      case '}':
      case ']':
      case ',':
      case ':':
      case undefined:
        throw wrong('a value');
      default: {
        const value = JSON.parse(token) as unknown;
        advance();
        return value;
      }
    }
  }

  function readMembers(depth: number): Map<string, Member> {
    const all = new Map<string, Member>();
    readList('}', depth, () => {
      const begin = offset();
      if (!token.startsWith('"')) {
        throw wrong('a name in double quotes');
      }
      const name = JSON.parse(token) as string;
      advance();
      if (token !== ':') {
        throw wrong(':');
      }
      advance();
      all.set(name, { value: readValue(depth + 1), offset: begin });
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
