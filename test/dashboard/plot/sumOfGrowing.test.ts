import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumOfGrowing } from '../../../src/dashboard/plot/sumOfGrowing.js';

class Text {
  result: string;

  constructor(before: string) {
    this.result = before;
  }

  add({ letter }: { readonly letter: string }): void {
    this.result += letter;
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
        assert.equal(sumOf(list, before), expected);
      }
    }),
  );
});

/** How many items are added to sums for these lists, one after the other. */
function additions(lists: readonly (readonly object[])[]): number {
  let added = 0;
  const count = sumOfGrowing(() => ({ add: () => added++, result: null }));
  for (const list of lists) {
    count(list);
  }
  return added;
}

test('of a list that goes on only the new items are added', () => {
  assert.equal(additions([letters.slice(0, 4), letters]), letters.length);
});

test('lists that have only their start in common go on side by side', () => {
  const [a, b, ...more] = letters;
  const run = [a!, b!];
  const branch = [a!, more[0]!];
  const later = [...branch, more[1]!];
  assert.equal(additions([run, branch, run, later, run]), run.length + later.length);
});

test('a list and another that goes on from it do not take the sum from each other again and again', () => {
  const start = letters.slice(0, 4);
  const frame = [start, letters];
  const twice = additions([...frame, ...frame]);
  assert.equal(additions(Array(10).fill(frame).flat()), twice);
});
