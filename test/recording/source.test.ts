import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { type Piece, readFile, readPipe } from '../../src/recording/source.js';
import { temporaryFolder } from '../temporaryFolder.js';

function temporaryFile(t: TestContext, text: string): string {
  const path = join(temporaryFolder(t), 'run.ndjson');
  writeFileSync(path, text);
  return path;
}

async function next(pieces: AsyncGenerator<Piece>): Promise<string | null> {
  const { value } = await pieces.next();
  return value === null ? null : String(value);
}

test('a file is read to its end, and on when it has grown', async (t) => {
  const path = temporaryFile(t, 'one\n');
  const stop = new AbortController();
  const pieces = readFile(path, true, stop.signal);
  assert.equal(await next(pieces), 'one\n');
  assert.equal(await next(pieces), null);
  appendFileSync(path, 'two\n');
  assert.equal(await next(pieces), 'two\n');
  assert.equal(await next(pieces), null);
  const end = pieces.next();
  stop.abort();
  assert.deepEqual(await end, { value: undefined, done: true });
});

test('a file that is not followed ends at its end', async (t) => {
  const pieces = readFile(
    temporaryFile(t, 'x'.repeat(70_000)),
    false,
    new AbortController().signal,
  );
  let length = 0;
  for await (const piece of pieces) {
    length += piece?.length ?? 0;
  }
  assert.equal(length, 70_000);
});

test('a file that is written anew is not mixed up with what it was', async (t) => {
  const path = temporaryFile(t, 'one\ntwo\n');
  const pieces = readFile(path, true, new AbortController().signal);
  await next(pieces);
  await next(pieces);
  truncateSync(path, 4);
  await assert.rejects(pieces.next(), /become shorter/);
});

test('a file in whose place stands another is not mixed up with that', async (t) => {
  const path = temporaryFile(t, 'one\n');
  const other = temporaryFile(t, 'three\nfour\n');
  const pieces = readFile(path, true, new AbortController().signal);
  await next(pieces);
  await next(pieces);
  rmSync(path);
  const afterRemoval = next(pieces);
  appendFileSync(other, 'five\n');
  assert.equal(await afterRemoval, null);
  renameSync(other, path);
  await assert.rejects(pieces.next(), /another file has taken its place/);
});

test('a pipe is at its end for now when nothing more has come, and in the end', async () => {
  const pipe = new PassThrough();
  const pieces = readPipe(pipe);
  pipe.write('half a first ');
  assert.equal(await next(pieces), 'half a first ');
  pipe.write('line\n');
  assert.equal(await next(pieces), 'line\n');
  assert.equal(await next(pieces), null);
  pipe.end();
  assert.equal(await next(pieces), null);
  assert.equal((await pieces.next()).done, true);
});
