import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import test from 'node:test';
import { isClosedPipe, writeMessage, writeText } from '../../src/system/standardStreams.js';
import { temporaryFolder } from '../temporaryFolder.js';

function failingStream(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
}

test('a write is over only when the stream has taken the text', async () => {
  let take: (() => void) | undefined;
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      take = done;
    },
  });
  let written = false;
  const writing = writeText(stream, 'text').then(() => {
    written = true;
  });
  await new Promise(setImmediate);
  assert.equal(written, false);
  take?.();
  await writing;
  assert.equal(written, true);
  assert.equal(stream.listenerCount('error'), 0);
});

test('an error of the stream is thrown, not emitted to nobody', async () => {
  await assert.rejects(writeText(failingStream('ENOSPC'), 'text'), {
    message: 'stdout: the disk is full',
  });
  await assert.rejects(writeText(failingStream('EPIPE'), 'text'), { code: 'EPIPE' });
});

test('an open file takes the text whole, after what it has taken before', async (t) => {
  const path = join(temporaryFolder(t), 'text');
  const file = openSync(path, 'w');
  await writeText(file, 'y = sin(x)\n');
  await writeText(file, '');
  await writeText(file, 'θ = θ − η∇L\n');
  closeSync(file);
  assert.equal(readFileSync(path, 'utf8'), 'y = sin(x)\nθ = θ − η∇L\n');
});

test('an open file that cannot be written says why', async (t) => {
  const path = join(temporaryFolder(t), 'text');
  writeFileSync(path, '');
  const file = openSync(path, 'r');
  await assert.rejects(writeText(file, 'text'), /^Error: stdout: /);
  await writeMessage(file, 'text');
  closeSync(file);
  assert.equal(readFileSync(path, 'utf8'), '');
});

test('a message that cannot be written is dropped', async () => {
  await writeMessage(failingStream('EPIPE'), 'text');
});

test('a closed pipe is distinguished from other errors', () => {
  assert.equal(isClosedPipe(Object.assign(new Error(), { code: 'EPIPE' })), true);
  assert.equal(isClosedPipe(Object.assign(new Error(), { code: 'ENOSPC' })), false);
  assert.equal(isClosedPipe(new Error('EPIPE')), false);
  assert.equal(isClosedPipe('EPIPE'), false);
});
