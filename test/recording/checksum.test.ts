import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkLine, withCheck } from '../../src/recording/checksum.js';

test("the checks are those of Python's zlib", () => {
  assert.equal(withCheck('{"a":1}'), '{"a":1,"check":"a702fc6e"}');
  const text = 'π'.repeat(1000);
  assert.equal(withCheck(`{"text":"${text}"}`), `{"text":"${text}","check":"ddf1d610"}`);
});

test('a line with its check is accepted, and with any other character refused', () => {
  const line = withCheck('{"loss":12.5,"text":"π"}');
  assert.match(line, /^\{"loss":12\.5,"text":"π","check":"[0-9a-f]{8}"\}$/);
  for (const same of [line, `${line}\r`, `\uFEFF${line}`]) {
    assert.equal(checkLine(same), 'right');
  }
  assert.equal(checkLine('{"loss":12.5}'), 'missing');
  assert.equal(checkLine(''), 'missing');
  const characters = fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.nat({ max: line.length - 1 }), characters, (at, by) => {
      fc.pre(line[at] !== by);
      assert.notEqual(checkLine(line.slice(0, at) + by + line.slice(at + 1)), 'right');
    }),
  );
});
