import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { wrap } from '../../src/text/wrap.js';

describe('wrap', () => {
  test('breaks between words, and within words that are too long', () => {
    assert.deepEqual(wrap('the loss is falling', 8), ['the loss', 'is', 'falling']);
    assert.deepEqual(wrap('a divergence!', 6), ['a', 'diverg', 'ence!']);
    assert.deepEqual(wrap('', 5), ['']);
  });

  test('keeps sums and percentages together', () => {
    assert.deepEqual(wrap('flat along a - 0.17c', 12), ['flat along', 'a - 0.17c']);
    assert.deepEqual(wrap('flat along d + 0.14b', 18), ['flat along', 'd + 0.14b']);
    assert.deepEqual(wrap('the 11 % still to go', 8), ['the 11 %', 'still to', 'go']);
    assert.deepEqual(wrap('the 11 % to go', 6), ['the', '11 %', 'to go']);
    assert.deepEqual(wrap('between -1 and +1', 9), ['between', '-1 and +1']);
  });

  test('loses no word and exceeds no column', () => {
    const word = fc.stringMatching(/^[a-z!,]{1,15}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (words, columns) => {
          const lines = wrap(words.join(' '), columns);
          assert.ok(lines.every(({ length }) => length <= columns));
          assert.equal(lines.join('').replaceAll(' ', ''), words.join(''));
          if (words.every(({ length }) => length <= columns)) {
            assert.deepEqual(lines.join(' '), words.join(' '));
            lines.slice(1).forEach((line, i) => {
              const first = line.split(' ')[0]!;
              assert.ok(lines[i]!.length + 1 + first.length > columns, 'a line has room left');
            });
          }
        },
      ),
    );
  });
});
