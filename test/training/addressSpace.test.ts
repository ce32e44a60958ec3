import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, mock, test } from 'node:test';
import { addressesLeft } from '../../src/training/addressSpace.js';

/** What Linux says of a process, in parts; proof/memory.test.ts asks Linux itself. */
const STATUS = 'Name:\tnode\nState:\tR (running)\nVmPeak:\t 1300000 kB\nVmSize:\t 1000000 kB\n';
const limits = (
  soft: string,
) => `Limit                     Soft Limit           Hard Limit           Units
Max resident set          unlimited            unlimited            bytes
Max address space         ${soft.padEnd(21)}unlimited            bytes
Max file locks            12                   unlimited            locks
`;

/** Lets these be all files there are. */
function haveFiles(files: Readonly<Record<string, string>>): void {
  mock.method(fs, 'existsSync', (path: string) => path in files);
  mock.method(fs, 'readFileSync', (path: string) => files[path]);
  syncBuiltinESMExports();
}

afterEach(() => {
  mock.restoreAll();
  syncBuiltinESMExports();
});

test('what the process has taken is no longer left', () => {
  haveFiles({ '/proc/self/limits': limits('2048000000'), '/proc/self/status': STATUS });
  assert.equal(addressesLeft(), 1_024_000_000);
});

test('without a limit any number is left', () => {
  haveFiles({ '/proc/self/limits': limits('unlimited'), '/proc/self/status': STATUS });
  assert.equal(addressesLeft(), Number.POSITIVE_INFINITY);
});

test('a system that does not say has no limit', () => {
  haveFiles({ '/proc/self/limits': limits('2048000000') });
  assert.equal(addressesLeft(), Number.POSITIVE_INFINITY);
  haveFiles({ '/proc/self/status': STATUS });
  assert.equal(addressesLeft(), Number.POSITIVE_INFINITY);
});
