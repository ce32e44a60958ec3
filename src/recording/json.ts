/** Stands for -0 among the values; no text of a recording, nor any argument, has a NUL. */
const MINUS_ZERO = '\0-0';

/**
 * JSON in one line, from which every finite number is read back as it was: as `JSON.stringify`, but
 * -0 keeps its sign.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, (_, item) => (Object.is(item, -0) ? MINUS_ZERO : item));
  return json.replaceAll(JSON.stringify(MINUS_ZERO), '-0');
}
