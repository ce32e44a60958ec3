import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoizeLast } from '../../../src/dashboard/style/memoizeLast.js';

test('a function is called again only when an argument has changed', () => {
  const calls: [number, string][] = [];
  const repeated = memoizeLast((count: number, text: string) => {
    calls.push([count, text]);
    return text.repeat(count);
  });
  assert.equal(repeated(2, 'a'), 'aa');
  assert.equal(repeated(2, 'a'), 'aa');
  assert.equal(repeated(2, 'b'), 'bb');
  assert.equal(repeated(3, 'b'), 'bbb');
  assert.equal(repeated(2, 'a'), 'aa');
  assert.deepEqual(calls, [
    [2, 'a'],
    [2, 'b'],
    [3, 'b'],
    [2, 'a'],
  ]);
});

test('an optional argument that comes or goes counts as changed', () => {
  const joined = memoizeLast((first: string, second?: string) => first + (second ?? '-'));
  assert.deepEqual([joined('a'), joined('a', 'b'), joined('a')], ['a-', 'ab', 'a-']);
});
