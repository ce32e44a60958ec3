import assert from 'node:assert/strict';
import { test } from 'node:test';
import { footer } from '../../../src/dashboard/panels/footer.js';

const text = (columns: number, replay = false) =>
  footer(columns, replay)
    .map(({ text }) => text)
    .join('');

test('at 80 columns it names the keys that are needed', () => {
  for (const entry of ['space pause', 'r reset', 's step', 'v view', '? help', 'q quit']) {
    assert.ok(text(80).includes(` ${entry} `), entry);
  }
});

test('it never takes more columns than there are, and keeps help and quit', () => {
  for (let columns = 20; columns <= 320; columns++) {
    assert.ok(text(columns).length <= columns);
    assert.match(text(columns), / \? help {2}q quit $/);
  }
});

test('more columns never show fewer keys', () => {
  for (let columns = 21; columns <= 320; columns++) {
    assert.ok(text(columns).length >= text(columns - 1).length);
  }
});

test('of a recording it names no key that trains', () => {
  assert.equal(text(120, true), ' Left rewind  v view  ? help  q quit ');
});
