/** The published schema of recordings. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

export interface Line {
  readonly type: string;
  readonly [name: string]: unknown;
}

export const schema = JSON.parse(
  readFileSync(new URL('../../../docs/records.schema.json', import.meta.url), 'utf8'),
);
/** Whether a value is a line of a recording. */
export const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
}).compile(schema);

/** The lines of a recording, each of which must be complete and as the schema says. */
export function validLines(text: string): Line[] {
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const value = JSON.parse(line) as Line;
      assert.ok(validate(value), `${line}\n${JSON.stringify(validate.errors)}`);
      return value;
    });
}
