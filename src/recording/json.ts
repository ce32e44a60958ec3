/** Stands for -0 among the values; neither recordings nor arguments can contain a NUL. */
const MINUS_ZERO = '\0-0';

/**
 * One line of JSON that reads back as exactly the same finite numbers: `JSON.stringify`, except that
 * -0 keeps its sign.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, (_, item) => (Object.is(item, -0) ? MINUS_ZERO : item));
  return json.replaceAll(JSON.stringify(MINUS_ZERO), '-0');
}
