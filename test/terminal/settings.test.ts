import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startProgram } from './program.js';
import { betweenSettings, readSettings } from './settings.js';

test('settings that were put back are equal, and the exit code is the command’s', async (t) => {
  const { command, args } = betweenSettings('sh', [
    '-c',
    'old=$(stty -g); stty raw; stty $old; exit 4',
  ]);
  const program = startProgram(command, args, { test: t });
  assert.equal((await program.exited).exitCode, 4);
  const { before, after } = readSettings(program.output);
  assert.match(before ?? '', /^[\da-f:]{20,}$/);
  assert.equal(after, before);
});

test('settings that were left changed are different', async (t) => {
  const { command, args } = betweenSettings('stty', ['-echo', '-icanon']);
  const program = startProgram(command, args, { test: t });
  assert.equal((await program.exited).exitCode, 0);
  const { before, after } = readSettings(program.output);
  assert.notEqual(before, null);
  assert.notEqual(after, null);
  assert.notEqual(after, before);
});

test('a signal ends the command, not the shell around it', async (t) => {
  const { command, args } = betweenSettings('sh', ['-c', 'stty -echo; echo started; read line']);
  const program = startProgram(command, args, { test: t });
  await program.waitFor('started');
  program.kill('SIGTERM');
  assert.equal((await program.exited).exitCode, 128 + 15);
  const { before, after } = readSettings(program.output);
  assert.notEqual(after, null);
  assert.notEqual(after, before);
});

test('settings not written yet are null', () => {
  assert.deepEqual(readSettings(''), { before: null, after: null });
  assert.deepEqual(readSettings('before: 5:a\r\n'), { before: '5:a', after: null });
});
