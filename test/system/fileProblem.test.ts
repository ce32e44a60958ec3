import assert from 'node:assert/strict';
import { openSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileProblem, isSystemError } from '../../src/system/fileProblem.js';

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('no error of the system shows the name of the file', () => {
  const nasty = `/\x1b]0;owned\x07${'x'.repeat(5000)}`;
  const tooLong = errorOf(() => openSync(nasty, 'r'));
  assert.ok(isSystemError(tooLong, 'ENAMETOOLONG'));
  assert.equal(fileProblem(tooLong), 'name too long');
  assert.equal(fileProblem(errorOf(() => readFileSync(`/\x1b`))), 'no such file or directory');
});

test('what other errors say is escaped', () => {
  assert.equal(fileProblem(new Error('\x1b[2J')), '\\u001b[2J');
  assert.equal(fileProblem('\u202e'), '\\u202e');
});

test('an error is of the system if it has a code, one of those asked for', () => {
  const error = Object.assign(new Error(), { code: 'ENOENT' });
  assert.ok(isSystemError(error));
  assert.ok(isSystemError(error, 'EACCES', 'ENOENT'));
  assert.ok(!isSystemError(error, 'EACCES'));
  assert.ok(!isSystemError(new Error()));
  assert.ok(!isSystemError({ code: 'ENOENT' }));
});
