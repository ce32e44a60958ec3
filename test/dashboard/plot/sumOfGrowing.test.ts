import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumOfGrowing } from '../../../src/dashboard/plot/sumOfGrowing.js';

class Text {
  text: string;

  constructor(before: string) {
    this.text = before;
  }

  add({ letter }: { readonly letter: string }): void {
    this.text += letter;
  }
}

const letters = [...'abcdef'].map((letter) => ({ letter }));

test('what is remembered of other lists changes no sum', () => {
  const lists = fc.array(fc.tuple(fc.subarray(letters), fc.constantFrom('', '>')));
  fc.assert(
    fc.property(lists, (all) => {
      const sumOf = sumOfGrowing((before: string) => new Text(before));
      for (const [list, before] of all) {
        const expected = before + list.map(({ letter }) => letter).join('');
        assert.equal(sumOf(list, before).text, expected);
      }
    }),
  );
});

test('of a list that goes on only the new items are added', () => {
  let added = 0;
  const count = sumOfGrowing(() => ({ add: () => added++ }));
  count(letters.slice(0, 4));
  count(letters);
  assert.equal(added, letters.length);
});
