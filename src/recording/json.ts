/** What can be written as JSON. */
export type JsonValue =
  | number
  | string
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * JSON in one line, without a line end, from which every finite number is read back as it was: as
 * `JSON.stringify`, but -0 keeps its sign. Numbers that are not finite are null.
 */
export function toJson(value: JsonValue): string {
  if (typeof value === 'number') {
    return numberJson(value);
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (isArray(value)) {
    return `[${value.map(toJson).join(',')}]`;
  }
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${toJson(item)}`,
  );
  return `{${members.join(',')}}`;
}

function numberJson(value: number): string {
  if (!Number.isFinite(value)) {
    return 'null';
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
