import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openRecordingFile, writeNewFile } from '../../src/recording/file.js';
import { temporaryFolder } from '../temporaryFolder.js';

const isWindows = process.platform === 'win32';
const mayAll = (isWindows || process.getuid!() === 0) && 'root and Windows know no such permission';

describe('a recording file', () => {
  test('has every line as soon as it is complete', (t) => {
    const path = join(temporaryFolder(t), 'run.ndjson');
    const file = openRecordingFile(path, false);
    file.write('one\n');
    assert.equal(readFileSync(path, 'utf8'), 'one\n');
    file.write('two\nthree\n');
    assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\nthree\n');
    file.close();
  });

  test('does not replace another, unless forced', (t) => {
    const path = join(temporaryFolder(t), 'run.ndjson');
    writeFileSync(path, 'precious');
    assert.throws(() => openRecordingFile(path, false), /already exists; --force overwrites it$/);
    assert.equal(readFileSync(path, 'utf8'), 'precious');
    const file = openRecordingFile(path, true);
    file.write('new\n');
    file.close();
    assert.equal(readFileSync(path, 'utf8'), 'new\n');
  });

  test('takes a dangling link for an existing file', { skip: isWindows && 'a privilege' }, (t) => {
    const link = join(temporaryFolder(t), 'link');
    symlinkSync('nowhere', link);
    assert.throws(() => openRecordingFile(link, false), /already exists; --force overwrites it$/);
  });

  test('says in one line why it cannot be opened', (t) => {
    const folder = temporaryFolder(t);
    assert.throws(() => openRecordingFile(join(folder, 'no', 'run'), false), {
      message: `${join(folder, 'no', 'run')}: no such file or directory`,
    });
    for (const force of [false, true]) {
      assert.throws(() => openRecordingFile(folder, force), /: is a directory, not a file$/);
    }
    writeFileSync(join(folder, 'file'), '');
    assert.throws(
      () => openRecordingFile(join(folder, 'file', 'run'), false),
      /is not a directory$/,
    );
  });

  test('says when there is no permission', { skip: mayAll }, (t) => {
    const folder = join(temporaryFolder(t), 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    assert.throws(() => openRecordingFile(join(folder, 'run'), false), /: permission denied$/);
  });

  test('is named without control characters', () => {
    assert.throws(
      () => openRecordingFile('/nowhere/\x1b[2J', false),
      (error: Error) => {
        assert.match(error.message, /^\/nowhere\/\\u001b\[2J: /);
        return true;
      },
    );
  });

  test('says when the disk is full', { skip: !existsSync('/dev/full') && 'no /dev/full' }, () => {
    const file = openRecordingFile('/dev/full', true);
    assert.throws(() => file.write('x\n'), { message: '/dev/full: the disk is full' });
    file.close();
  });
});

describe('a new file', () => {
  test('is written whole, and nothing else', (t) => {
    const folder = temporaryFolder(t);
    writeNewFile(join(folder, 'a.svg'), 'text');
    assert.deepEqual(readdirSync(folder), ['a.svg']);
    assert.equal(readFileSync(join(folder, 'a.svg'), 'utf8'), 'text');
  });

  test('never replaces another', (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'a.svg'), 'precious');
    assert.throws(() => writeNewFile(join(folder, 'a.svg'), 'text'), { code: 'EEXIST' });
    assert.deepEqual(readdirSync(folder), ['a.svg']);
    assert.equal(readFileSync(join(folder, 'a.svg'), 'utf8'), 'precious');
  });

  test('leaves nothing behind when it fails', (t) => {
    const folder = temporaryFolder(t);
    // Where the temporary file would be there is something else.
    mkdirSync(join(folder, `a.svg.${process.pid}.tmp`));
    assert.throws(() => writeNewFile(join(folder, 'a.svg'), 'text'));
    assert.equal(existsSync(join(folder, 'a.svg')), false);
  });
});
