import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sizeOf } from '../../../src/dashboard/terminal/size.js';
import { type Capabilities, capabilities } from '../../../src/dashboard/terminal/terminal.js';

const unasked = { ascii: null, color: null };

/** A case: the environment, and what it means for one of the capabilities. */
type Case<Key extends keyof Capabilities> = readonly [NodeJS.ProcessEnv, Capabilities[Key]];

const unicode: readonly Case<'unicode'>[] = [
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'de_DE.utf8' }, true],
  [{ LANG: 'en_GB.UTF8@euro' }, true],
  [{}, false],
  [{ LANG: '' }, false],
  [{ LANG: 'C' }, false],
  [{ LANG: 'POSIX' }, false],
  [{ LANG: 'en_US.ISO-8859-1' }, false],
  // POSIX: LC_ALL overrides LC_CTYPE, which overrides LANG; an empty one counts as unset.
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'en_US.UTF-8', LC_CTYPE: 'C' }, false],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '', LC_CTYPE: '' }, true],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true],
  [{ LANG: 'C', LC_CTYPE: 'C', LC_ALL: 'C.UTF-8' }, true],
  [{ LC_ALL: 'C', LC_CTYPE: 'C.UTF-8' }, false],
  // Other categories say nothing of characters.
  [{ LANG: 'C', LC_MESSAGES: 'en_US.UTF-8', LANGUAGE: 'en_US.UTF-8' }, false],
];

const color: readonly Case<'color'>[] = [
  [{ TERM: 'xterm' }, true],
  [{ TERM: 'linux' }, true],
  [{}, true],
  [{ TERM: 'vt100' }, false],
  [{ TERM: 'vt220' }, false],
  [{ TERM: 'xterm-mono' }, false],
  // no-color.org: when present and not empty, whatever its value.
  [{ TERM: 'xterm', NO_COLOR: '1' }, false],
  [{ TERM: 'xterm', NO_COLOR: '0' }, false],
  [{ TERM: 'xterm', NO_COLOR: '' }, true],
  // FORCE_COLOR overrides, as in Node's own `tty.WriteStream.getColorDepth`.
  [{ TERM: 'vt100', FORCE_COLOR: '1' }, true],
  [{ TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  [{ TERM: 'xterm', FORCE_COLOR: '0' }, false],
  [{ TERM: 'xterm', FORCE_COLOR: 'false' }, false],
  // bixense.com/clicolors: NO_COLOR, then CLICOLOR_FORCE, then CLICOLOR.
  [{ TERM: 'xterm', CLICOLOR: '0' }, false],
  [{ TERM: 'xterm', CLICOLOR: '1' }, true],
  [{ TERM: 'xterm', CLICOLOR: '' }, true],
  [{ TERM: 'vt100', CLICOLOR: '1' }, false],
  [{ TERM: 'vt100', CLICOLOR_FORCE: '1' }, true],
  [{ TERM: 'xterm', CLICOLOR: '0', CLICOLOR_FORCE: '1' }, true],
  [{ TERM: 'xterm', CLICOLOR: '0', CLICOLOR_FORCE: '0' }, false],
  [{ TERM: 'xterm', CLICOLOR_FORCE: '0' }, true],
  [{ TERM: 'xterm', CLICOLOR_FORCE: '1', NO_COLOR: '1' }, false],
  [{ TERM: 'xterm', CLICOLOR: '0', FORCE_COLOR: '1' }, true],
];

describe('capabilities', () => {
  for (const [environment, expected] of unicode) {
    test(`${expected ? 'Unicode' : 'ASCII'} with ${JSON.stringify(environment)}`, () => {
      assert.equal(capabilities(environment, unasked).unicode, expected);
      assert.equal(capabilities(environment, { ...unasked, ascii: true }).unicode, false);
      assert.equal(capabilities(environment, { ...unasked, ascii: false }).unicode, true);
    });
  }

  for (const [environment, expected] of color) {
    test(`${expected ? 'colour' : 'no colour'} with ${JSON.stringify(environment)}`, () => {
      assert.equal(capabilities(environment, unasked).color, expected);
      assert.equal(capabilities(environment, { ...unasked, color: true }).color, true);
      assert.equal(capabilities(environment, { ...unasked, color: false }).color, false);
    });
  }

  test('the Linux console, which has no glyphs for braille, gets ASCII', () => {
    for (const TERM of ['linux', 'linux-16color']) {
      const environment = { TERM, LANG: 'C.UTF-8' };
      assert.equal(capabilities(environment, unasked).unicode, false, TERM);
      assert.equal(capabilities(environment, { ...unasked, ascii: false }).unicode, true, TERM);
    }
  });
});

test('a terminal without a size counts as 80 x 24', () => {
  assert.deepEqual(sizeOf({ columns: 132, rows: 43 }), { columns: 132, rows: 43 });
  assert.deepEqual(sizeOf({ columns: 0, rows: 0 }), { columns: 80, rows: 24 });
});

test('only part of an impossibly large screen is used', () => {
  assert.deepEqual(sizeOf({ columns: 65_535, rows: 65_535 }), { columns: 1000, rows: 300 });
  assert.deepEqual(sizeOf({ columns: 65_535, rows: 1 }), { columns: 1000, rows: 1 });
});
