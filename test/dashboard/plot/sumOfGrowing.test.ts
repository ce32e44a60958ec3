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
  const changes = fc.record({
    run: fc.constantFrom(null, 1, 2),
    lost: fc.array(fc.integer({ min: 1, max: 9 })),
    added: fc.array(fc.record({ letter: fc.string({ minLength: 1, maxLength: 1 }) })),
    before: fc.constantFrom('', '>'),
  });
  fc.assert(
    fc.property(fc.array(changes), (all) => {
      const sumOf = sumOfGrowing((before: string) => new Text(before));
      const lists = new Map<number | null, readonly { readonly letter: string }[]>();
      for (const { run, lost, added, before } of all) {
        const list = [...(lists.get(run) ?? letters).filter((_, i) => !lost.includes(i)), ...added];
        lists.set(run, list);
        const expected = before + list.map(({ letter }) => letter).join('');
        assert.equal(sumOf(run, list, before), expected);
      }
    }),
  );
});

/** How many items are added to sums for these lists of runs, one after the other. */
function additions(lists: readonly (readonly [run: number, list: readonly object[]])[]): number {
  let added = 0;
  const count = sumOfGrowing(() => ({ add: () => added++, result: null }));
  for (const [run, list] of lists) {
    count(run, list);
  }
  return added;
}

const [a, b, c, d, ...more] = letters;

test('of a list that goes on only the new items are added', () => {
  const added = additions([
    [1, letters.slice(0, 4)],
    [1, letters],
  ]);
  assert.equal(added, letters.length);
});

test('a run and its branches, which start with the same items, go on side by side', () => {
  const run = [a!, b!];
  const frames = [run, [a!, b!, c!], [a!, d!]].flatMap((branch) => [
    [1, run] as const,
    [2, branch] as const,
    [3, [...run, ...more]] as const,
  ]);
  assert.equal(additions(frames), 2 + (3 + 2) + 4);
});

test('of a run whose list no longer goes on, nothing is remembered', () => {
  const whole = [a!, b!, c!];
  const thinned = [a!, c!];
  const lists = [whole, thinned, whole].map((list) => [1, list] as const);
  assert.equal(additions(lists), 3 + 2 + 3);
});
