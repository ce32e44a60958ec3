import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { pythonFloat } from '../../src/fit/pythonFloat.js';

/** What python-floats.py wrote: the numbers as Python prints them. */
const reprs = readFileSync(
  new URL('../../../test/fit/data/python-floats.txt', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n');

/** The number that a text of Python's stands for. */
function readPython(text: string): number {
  return Number(text.replace('inf', 'Infinity'));
}

test('thousands of numbers are written as Python writes them', () => {
  assert.ok(reprs.length > 6000);
  assert.deepEqual(
    reprs.map((text) => pythonFloat(readPython(text))),
    reprs,
  );
});

test('every number reads back as it was', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      const text = pythonFloat(value);
      assert.match(text, /^(-?(\d+\.\d+|\d(\.\d+)?e[+-]\d\d\d?|inf)|nan)$/);
      assert.ok(Object.is(readPython(text), value), text);
    }),
    { numRuns: 2000 },
  );
});
