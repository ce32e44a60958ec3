import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { PARTS } from './parts.js';

const require = createRequire(import.meta.url);

/** What the stand-in for a module exports. */
function standIn(name: string): Readonly<Record<string, unknown>> {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', PARTS[name]!)(module, module.exports, require);
  return module.exports;
}

const namesOf = (value: unknown) => Object.keys(Object(value)).sort();

for (const name of Object.keys(PARTS)) {
  test(`what takes the place of ${name} has the same under the same names`, () => {
    const real = require(name) as Readonly<Record<string, unknown>>;
    const exported = standIn(name);
    assert.ok(Object.keys(exported).length > 0);
    for (const key of Object.keys(exported)) {
      assert.equal(typeof exported[key], typeof real[key], key);
      assert.deepEqual(namesOf(exported[key]), namesOf(real[key]), key);
    }
  });
}

for (const name of ['assert', 'child_process']) {
  test(`what takes the place of ${name} has all of its names`, () => {
    const real = require(name) as object;
    const exported = standIn(name);
    assert.deepEqual(Object.keys(exported), Object.keys(real));
    assert.equal(typeof exported, typeof real);
  });
}
