/** No error is swallowed that nobody expects: every `catch` looks at what it has caught. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const SOURCE = new URL('../../src/', import.meta.url);

test('no catch ignores an error without looking at it', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  assert.ok(files.length > 50);
  for (const name of files) {
    const text = readFileSync(new URL(name, SOURCE), 'utf8');
    assert.doesNotMatch(text, /\bcatch\s*\{|\.catch\(\(\)/, name);
  }
});
