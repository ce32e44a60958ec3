/** The examples in the docstrings of src, which tests run. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const SRC = new URL('../../src/', import.meta.url);

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

export type Names = Readonly<Record<string, unknown>>;

/** The files of a room of src, as in `fit/dot.ts`. */
export function filesOf(room: string): string[] {
  return readdirSync(new URL(`${room}/`, SRC))
    .filter((name) => /(?<!\.d)\.ts$/.test(name))
    .map((name) => `${room}/${name}`);
}

/** The code of the example in the docstring of an exported function or class, if there is one. */
export function exampleOf(name: string, file: string): string | undefined {
  const source = readFileSync(new URL(file, SRC), 'utf8');
  const [before] = source.split(
    new RegExp(String.raw`^export (?:async )?(?:class|function\*?) ${name}\b`, 'm'),
  );
  const docstring = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(before!)?.[0] ?? '';
  return /@example([\s\S]*?)\n \*(?:\/|\n)/.exec(docstring)?.[1]?.replaceAll('\n * ', '\n').trim();
}

/** A value that can be compared: arrays for typed arrays, numbers to 12 digits. */
function plain(value: unknown): unknown {
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number') {
      return Number(part.toPrecision(12));
    }
    return ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part;
  });
  return JSON.parse(json);
}

/** Runs `statements; expression // value` and compares; the value may be an error's text. */
export async function checkExample(example = 'none', names: Names): Promise<void> {
  const [, statements, expression, stated] = /^([\s\S]*\n)?(.+) \/\/ (.+)$/.exec(example) ?? [];
  assert.ok(expression && stated, `an example reads \`expression // value\`, not ${example}`);
  const evaluate = (code: string): Promise<unknown> =>
    new AsyncFunction(...Object.keys(names), code)(...Object.values(names));
  const result = evaluate(`${statements ?? ''}return (${expression});`);
  if (/^\w*Error: /.test(stated)) {
    await assert.rejects(result, (error) => String(error) === stated, example);
  } else {
    assert.deepEqual(plain(await result), plain(await evaluate(`return (${stated});`)), example);
  }
}
