import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { PARTS } from './parts.js';

/** From where the stand-ins require, which are bundled there. */
const require = createRequire(new URL('../../../package.json', import.meta.url));

/** What the stand-in for a module exports. */
function standIn(name: string): Readonly<Record<string, unknown>> {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', PARTS[name]!)(module, module.exports, require);
  return module.exports;
}

const namesOf = (value: unknown) => Object.keys(Object(value)).sort();

/** The whole measures every text. */
const ASCII_WIDTH = 'string-width';

test(`what takes the place of ${ASCII_WIDTH} measures ASCII as the whole does`, async () => {
  const { default: real } = (await import(ASCII_WIDTH)) as { default(text: string): number };
  const width = standIn(ASCII_WIDTH) as unknown as typeof real;
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  for (const text of ['', ...ascii, ascii.join('')]) {
    assert.equal(width(text), real(text), text);
  }
});

for (const name of Object.keys(PARTS).filter((name) => name !== ASCII_WIDTH)) {
  test(`what takes the place of ${name} has the same under the same names`, () => {
    const real = require(name) as Readonly<Record<string, unknown>>;
    const exported = standIn(name);
    if (typeof exported === 'function') {
      assert.equal(typeof real, 'function');
    } else {
      assert.ok(Object.keys(exported).length > 0);
    }
    for (const key of Object.keys(exported)) {
      assert.equal(typeof exported[key], typeof real[key], key);
      assert.deepEqual(namesOf(exported[key]), namesOf(real[key]), key);
    }
  });
}

test('what takes the place of yargs-parser says the same of mistakes as the whole does', () => {
  type Parser = { detailed(argv: readonly string[], options: object): { error: Error | null } };
  const [whole, part] = [require('yargs-parser'), standIn('yargs-parser')] as Parser[];
  const mistake = (parser: Parser, ...argv: string[]) =>
    parser.detailed(argv, { narg: { none: 0, one: 1 }, array: ['some'] }).error?.message;
  for (const argv of [['--one'], ['--one', '--none'], ['--none=1'], ['--some']]) {
    assert.equal(mistake(part!, ...argv), mistake(whole!, ...argv), argv.join(' '));
  }
  assert.equal(mistake(part!, '--one'), 'Not enough arguments following: one');
});

for (const name of ['assert', 'child_process']) {
  test(`what takes the place of ${name} has all of its names`, () => {
    const real = require(name) as object;
    const exported = standIn(name);
    assert.deepEqual(Object.keys(exported), Object.keys(real));
    assert.equal(typeof exported, typeof real);
  });
}

const root = new URL('../../../', import.meta.url);

for (const [name, file, used] of [
  ['blessed', 'node_modules/blessed-contrib/lib/widget/canvas.js', /\bblessed\.(\w+)/g],
  ['blessed', 'src/dashboard/terminal/terminal.ts', /\bblessed\.(\w+)\(/g],
  ['blessed', 'src/dashboard/render/view.ts', /\bblessed\.(\w+)\(/g],
  ['gl-matrix', 'node_modules/drawille-canvas-blessed-contrib/index.js', /\bglMatrix\.(\w+)/g],
  [
    'gl-matrix/src/gl-matrix/vec2',
    'node_modules/drawille-canvas-blessed-contrib/index.js',
    /\bvec2\.(\w+)/g,
  ],
] as const) {
  test(`what takes the place of ${name} has what ${file} uses`, () => {
    const names = [...readFileSync(new URL(file, root), 'utf8').matchAll(used)].map(
      ([, key]) => key!,
    );
    assert.ok(names.length > 0);
    const exported = standIn(name);
    assert.deepEqual(
      names.filter((key) => !(key in exported)),
      [],
    );
  });
}
