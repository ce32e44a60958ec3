/** Checks JSON against a schema, as much of JSON Schema as docs/lesson.schema.json uses. */

import { alternatives } from '../options/words.js';
import type { JsonMember, JsonNode } from '../text/json.js';
import { nearestName } from '../text/nearest.js';
import { printable, quoted } from '../text/quote.js';

export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** A mistake in a file, and where it starts; the message says what is wrong and what is allowed. */
export class PlacedError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * Checks a value and everything in it.
 *
 * @param name what the value is called in messages.
 * @param root the schema that references are looked up in.
 * @throws PlacedError at the first mistake.
 */
export function checkSchema(node: JsonNode, name: string, schema: Schema, root: Schema): void {
  if (schema.$ref !== undefined) {
    checkSchema(node, name, root.$defs![schema.$ref.replace('#/$defs/', '')]!, root);
    return;
  }
  const { value, offset } = node;
  if (!isAllowed(value, schema)) {
    throw new PlacedError(
      `${quoted(name)}: must be ${allowed(schema)}, ${given(node, schema)}`,
      offset,
    );
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      checkSchema(item, name, schema.items!, root);
    }
  } else if (value instanceof Map) {
    checkMembers(value, name, offset, schema, root);
  }
}

function checkMembers(
  members: ReadonlyMap<string, JsonMember>,
  name: string,
  offset: number,
  { properties, required = [], minProperties = 0, maxProperties }: Schema,
  root: Schema,
): void {
  const names = Object.keys(properties ?? {});
  // Without properties, anything goes: other code knows the names.
  const unknown = properties && [...members].find(([other]) => !names.includes(other));
  if (unknown) {
    const nearest = nearestName(unknown[0], names);
    const hint =
      nearest === undefined
        ? `allowed here: ${names.join(', ')}`
        : `did you mean ${quoted(nearest)}?`;
    throw new PlacedError(`${quoted(unknown[0])}: unknown; ${hint}`, unknown[1].nameOffset);
  }
  const repeated = [...members].find(([, { isRepeated }]) => isRepeated);
  if (repeated !== undefined) {
    throw new PlacedError(`${quoted(repeated[0])}: is there twice`, repeated[1].nameOffset);
  }
  const missing = required.find((other) => !members.has(other));
  if (missing !== undefined) {
    throw new PlacedError(`${quoted(name)}: needs ${quoted(missing)}`, offset);
  }
  if (members.size < minProperties || members.size > (maxProperties ?? members.size)) {
    const count = maxProperties === undefined ? 'at least one' : 'exactly one';
    const which = names.length === 0 ? 'member' : `of ${alternatives(names)}`;
    throw new PlacedError(`${quoted(name)}: needs ${count} ${which}`, offset);
  }
  for (const [member, node] of members) {
    if (properties) {
      checkSchema(node, member, properties[member]!, root);
    }
  }
}

function isAllowed(value: JsonNode['value'], schema: Schema): boolean {
  if (schema.enum) {
    return schema.enum.includes(value as string);
  }
  switch (schema.type) {
    case 'object':
      return value instanceof Map;
    case 'array':
      return Array.isArray(value) && isWithin(value.length, schema.minItems, schema.maxItems);
    case 'string':
      return (
        typeof value === 'string' &&
        isWithin([...value].length, schema.minLength, schema.maxLength) &&
        new RegExp(schema.pattern ?? '', 'u').test(value)
      );
    case 'integer':
      return Number.isInteger(value) && isWithin(value as number, schema.minimum, schema.maximum);
    case 'number':
      return typeof value === 'number' && isWithin(value, schema.minimum, schema.maximum);
    default:
      return typeof value === schema.type;
  }
}

function isWithin(size: number, least = Number.NEGATIVE_INFINITY, most = Infinity): boolean {
  return size >= least && size <= most;
}

/** What is allowed, in words that follow "must be". */
function allowed(schema: Schema): string {
  if (schema.enum) {
    const words = schema.enum.map((word) => quoted(word));
    return words.length === 1 ? words[0]! : alternatives(words);
  }
  const { minLength, maxLength, minItems, maxItems, minimum, maximum } = schema;
  switch (schema.type) {
    case 'object':
      return 'an object in braces';
    case 'array':
      return `a list of ${minItems} to ${maxItems}`;
    case 'string':
      return maxLength === undefined
        ? 'text'
        : `text of ${minLength} to ${maxLength} letters and ordinary signs`;
    case 'integer':
      return `a whole number from ${minimum} to ${maximum}`;
    case 'number':
      return `a number from ${minimum} to ${maximum}`;
    default:
      return 'true or false';
  }
}

/** What was given instead, and how it is written if it was meant. */
function given({ value }: JsonNode, schema: Schema): string {
  if (typeof value === 'string' && schema.type === 'string') {
    const characters = [...value];
    const { length } = characters;
    const pattern = new RegExp(schema.pattern ?? '', 'u');
    return isWithin(length, schema.minLength, schema.maxLength)
      ? `not ${quoted(characters.find((character) => !pattern.test(character))!)}`
      : `not ${length}`;
  }
  if (typeof value === 'string' && schema.type !== undefined && isAllowed(meant(value), schema)) {
    return `not ${shown(value)}; write it without quotes`;
  }
  return `not ${shown(value)}${typeof value === 'number' && schema.type === 'string' ? '; write it in quotes' : ''}`;
}

/** What a text is without its quotes. */
function meant(text: string): JsonNode['value'] {
  return /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?)$/.test(text) ? JSON.parse(text) : null;
}

function shown(value: JsonNode['value']): string {
  if (value instanceof Map) {
    return 'an object';
  }
  return Array.isArray(value) ? `a list of ${value.length}` : printable(JSON.stringify(value));
}
