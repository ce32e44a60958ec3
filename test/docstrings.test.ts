/** Every function of fit/ and of the library has an example in its docstring, and all are true. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { library } from './packed.js';

const SRC = new URL('../../src/', import.meta.url);
const BUILT = new URL('../src/', import.meta.url);

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

type Names = Readonly<Record<string, unknown>>;

const files = ['fit', 'library'].flatMap((room) =>
  readdirSync(new URL(`${room}/`, SRC))
    .filter((name) => /(?<!\.d)\.ts$/.test(name))
    .map((name) => `${room}/${name}`),
);
const sources = new Map(files.map((file) => [file, readFileSync(new URL(file, SRC), 'utf8')]));

/** The code of the example in the docstring of an exported function or class, if there is one. */
function exampleOf(name: string, source: string): string | undefined {
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
async function check(example: string, names: Names): Promise<void> {
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

describe('the example in the docstring of', async () => {
  const fit: Record<string, unknown> = {};
  for (const file of files.filter((each) => each.startsWith('fit/'))) {
    const module: Names = await import(new URL(file.replace(/ts$/, 'js'), BUILT).href);
    Object.assign(fit, module);
    for (const name of Object.keys(module).filter((each) => typeof module[each] === 'function')) {
      test(`${name} in ${file} holds`, async () => {
        await check(exampleOf(name, sources.get(file)!) ?? 'none', fit);
      });
    }
  }

  const packed: Names = await library();
  for (const name of Object.keys(packed).filter((each) => typeof packed[each] === 'function')) {
    test(`${name} holds with the library`, async () => {
      const examples = files.toReversed().map((file) => exampleOf(name, sources.get(file)!));
      await check(examples.find((each) => each !== undefined) ?? 'none', packed);
    });
  }
});
