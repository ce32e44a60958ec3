import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepEqual } from '../../../src/dashboard/style/keepEqual.js';

test('an object with the same members is the one before, another one is not', () => {
  const keep = keepEqual<{ readonly count: number; readonly list: readonly string[] }>();
  const list = ['a'];
  const first = keep({ count: 1, list });
  assert.equal(keep({ count: 1, list }), first);
  const second = keep({ count: 1, list: ['a'] });
  assert.notEqual(second, first);
  assert.deepEqual(keep({ count: 2, list }), { count: 2, list });
});
