import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { quote } from '../../src/text/quote.js';

test('plain text is unchanged', () => {
  for (const text of ['1', '-1,2', 'sampels', 'größe', '😀', "it's"]) {
    assert.equal(quote(text), text);
  }
});

test('empty text and text with spaces or quotes are quoted', () => {
  assert.equal(quote(''), '""');
  assert.equal(quote('1 2'), '"1 2"');
  assert.equal(quote('say "x"'), '"say \\"x\\""');
});

test('control and formatting characters are escaped', () => {
  assert.equal(quote('\u001b[31m'), '"\\u001b[31m"');
  assert.equal(quote('a\nb\tc'), '"a\\nb\\tc"');
  assert.equal(quote('\u007f\u009b'), '"\\u007f\\u009b"');
  assert.equal(quote('\u202eabc'), '"\\u202eabc"');
  assert.equal(quote('\ud800'), '"\\ud800"');
});

test('long text is shortened in its middle', () => {
  assert.equal(quote('x'.repeat(60)), 'x'.repeat(60));
  assert.equal(
    quote(`${'x'.repeat(31)}${'y'.repeat(30)}`),
    `${'x'.repeat(30)}...${'y'.repeat(30)}`,
  );
});

test('no text is shown with a character that a terminal could obey', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      assert.doesNotMatch(quote(text), /[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});
