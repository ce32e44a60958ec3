import assert from 'node:assert/strict';
import test from 'node:test';
import { isRecord, recordsUpTo } from '../../src/runs/records.js';

test('records are counted up to and including an iteration', () => {
  for (const every of [1, 2, 7, 100]) {
    let records = 0;
    assert.equal(recordsUpTo(-1, every), records);
    for (let iteration = 0; iteration < 250; iteration++) {
      records += Number(isRecord(iteration, every));
      assert.equal(recordsUpTo(iteration, every), records, `${iteration} of every ${every}`);
    }
  }
});
