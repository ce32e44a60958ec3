import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, type TestContext, test } from 'node:test';
import { type Piece, readFile, readPipe } from '../../src/recording/source.js';
import { temporaryFolder } from '../temporaryFolder.js';

function temporaryFile(t: TestContext, text: string): string {
  const path = join(temporaryFolder(t), 'run.ndjson');
  writeFileSync(path, text);
  return path;
}

async function next(pieces: AsyncGenerator<Piece>): Promise<string | null> {
  const { value } = await pieces.next();
  return value instanceof Buffer ? String(value) : value!;
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
    length += piece instanceof Buffer ? piece.length : 0;
  }
  assert.equal(length, 70_000);
});

/** A file that has been read to its end, and the pieces that come next. */
async function follow(t: TestContext, text: string) {
  const path = temporaryFile(t, text);
  const stop = new AbortController();
  const pieces = readFile(path, true, stop.signal);
  t.after(() => pieces.return(undefined));
  for (let read = ''; read !== text; ) {
    read += await next(pieces);
  }
  assert.equal(await next(pieces), null);
  return { path, pieces };
}

describe('a followed file is read from its beginning when it', () => {
  const long = 'one\n'.repeat(1000);
  for (const [what, change, anew] of [
    ['becomes shorter', (path: string) => truncateSync(path, 4), 'one\n'],
    ['is rewritten', (path: string) => writeFileSync(path, 'two\n'), 'two\n'],
    [
      'is rewritten with the same length',
      (path: string) => writeFileSync(path, long.replaceAll('one', 'two')),
      long.replaceAll('one', 'two'),
    ],
    [
      'is rewritten and longer',
      (path: string) => writeFileSync(path, 'three\n'.repeat(2000)),
      'three\n'.repeat(2000),
    ],
    [
      'is taken the place of',
      (path: string) => {
        writeFileSync(`${path}.new`, 'three\n');
        renameSync(`${path}.new`, path);
      },
      'three\n',
    ],
    [
      'is taken the place of by one that begins like it',
      (path: string) => {
        writeFileSync(`${path}.new`, `${long}two\n`);
        renameSync(`${path}.new`, path);
      },
      `${long}two\n`,
    ],
  ] as const) {
    test(what, async (t) => {
      const { path, pieces } = await follow(t, long);
      change(path);
      assert.equal(await next(pieces), 'rewritten');
      assert.equal(await next(pieces), anew);
      assert.equal(await next(pieces), null);
      appendFileSync(path, 'four\n');
      assert.equal(await next(pieces), 'four\n');
    });
  }

  test('is emptied', async (t) => {
    const { path, pieces } = await follow(t, 'one\n');
    truncateSync(path, 0);
    assert.equal(await next(pieces), 'rewritten');
    appendFileSync(path, 'two\n');
    assert.equal(await next(pieces), 'two\n');
  });

  test('is removed and made again, and not before', async (t) => {
    const { path, pieces } = await follow(t, 'one\n');
    const writer = openSync(path, 'a');
    rmSync(path);
    assert.equal(await next(pieces), 'gone');
    // Who writes to it need not have noticed.
    writeSync(writer, 'two\n');
    closeSync(writer);
    assert.equal(await next(pieces), 'two\n');
    assert.equal(await next(pieces), null);
    assert.equal(await next(pieces), 'gone');
    mkdirSync(path);
    const anew = next(pieces);
    rmdirSync(path);
    writeFileSync(path, 'one\n');
    assert.equal(await anew, 'rewritten');
    assert.equal(await next(pieces), 'one\n');
  });
});

test('a file that is not followed must not change', async (t) => {
  const path = temporaryFile(t, 'x'.repeat(70_000));
  const pieces = readFile(path, false, new AbortController().signal);
  await pieces.next();
  truncateSync(path, 4);
  await assert.rejects(pieces.next(), { message: 'the file was rewritten while being read' });
});

test('a pipe says when there is no more for now, and ends when it is closed', async () => {
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
