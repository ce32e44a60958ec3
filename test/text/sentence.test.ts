import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSentence } from '../../src/text/sentence.js';

test('a sentence has its capital and its full stop', () => {
  assert.equal(asSentence('so it is'), 'So it is.');
});
