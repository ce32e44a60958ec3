/** `npm start` builds only what has changed. */

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../temporaryFolder.js';

const script = new URL('../../../test/packing/stale.mjs', import.meta.url).href;
const { isStale } = (await import(script)) as { isStale(root: string): boolean };

const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'src/fit/descent.ts',
  'test/packing/bundle.ts',
];
const built = 'dist/bundle/THIRD-PARTY-LICENSES';

test('a checkout is built when a source is newer than the bundle, or there is none', (t) => {
  const root = temporaryFolder(t);
  const touch = (path: string, seconds: number): void =>
    utimesSync(join(root, path), seconds, seconds);
  for (const file of [...files, built]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  const sources = [...files, 'src', 'src/fit', 'test/packing'];
  for (const path of sources) {
    touch(path, 1000);
  }
  touch(built, 2000);
  assert.equal(isStale(root), false);
  for (const path of sources) {
    touch(path, 3000);
    assert.equal(isStale(root), true, path);
    touch(path, 1000);
  }
  assert.equal(isStale(root), false);
  rmSync(join(root, built));
  assert.equal(isStale(root), true, 'never built');
});
