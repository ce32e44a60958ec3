import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { toJson } from '../../src/recording/json.js';

test('every value is read back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      assert.deepEqual(JSON.parse(toJson(value)), value);
    }),
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(Object.is(JSON.parse(toJson(value)), value));
    }),
  );
  assert.ok(Object.is((JSON.parse(toJson([-0])) as number[])[0], -0));
});

test('a number that is not finite is null', () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  assert.equal(toJson({ values }), '{"values":[null,null,null]}');
});

test('it is one line', () => {
  assert.equal(
    toJson({ 'a\nb': ['c\n', {}, [], null, true] }),
    '{"a\\nb":["c\\n",{},[],null,true]}',
  );
});
