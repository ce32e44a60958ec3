/** The same first frame and the same keys, whatever TERM and the environment say. */

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Screen } from '../emulator.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { afterEscape, CLI, firstFrame, STANDSTILL, startSinfit } from './sinfit.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A screen on which the help has to be scrolled. */
const size = { columns: 80, rows: 14 };

function start(test: TestContext, env: Environment, ...args: string[]): Program {
  return startSinfit({ test, env, ...size }, ...STANDSTILL, ...args);
}

async function frameOf(program: Program): Promise<Screen> {
  await firstFrame(program);
  assert.deepEqual(program.emulator.unknownSequences, []);
  assert.deepEqual(program.emulator.replies, []);
  return program.emulator.screen();
}

/** The first frame in that environment. */
function frameIn(test: TestContext, env: Environment, ...args: string[]): Promise<Screen> {
  return frameOf(start(test, env, ...args));
}

let drawn: Promise<Screen> | undefined;

/** The first frame in xterm-256color, which the first test that needs it has drawn. */
function reference(test: TestContext): Promise<Screen> {
  drawn ??= frameIn(test, {});
  return drawn;
}

/** Help, cursor keys, Esc and space work, and the terminal was asked for none of them. */
async function assertKeys(program: Program): Promise<void> {
  const helpTop = (screen: string): string => screen.split('\n')[2]!;
  program.press('?');
  const top = helpTop(await program.waitFor('Help'));
  // Cursor keys in normal and in application mode.
  for (const [down, up] of [
    ['\x1b[B', '\x1b[A'],
    ['\x1bOB', '\x1bOA'],
  ] as const) {
    program.press(down);
    await program.waitFor((screen) => helpTop(screen) !== top);
    program.press(up);
    await program.waitFor((screen) => helpTop(screen) === top);
  }
  program.press('\x1b');
  await program.waitFor((screen) => !screen.includes('Help'));
  await afterEscape();
  program.press(' ');
  await program.waitFor('PAUSED');
  assert.equal(program.emulator.applicationCursorKeys, false);
  assert.equal(program.emulator.applicationKeypad, false);
  assert.equal(program.emulator.mouseTracking, 'none');
}

/** The same screen with every colour left out. */
function withoutColor(screen: Screen): Screen {
  const rows = screen.rows.map((runs) =>
    runs.map((run) => ({ ...run, style: { ...run.style, foreground: null, background: null } })),
  );
  return { ...screen, rows };
}

/** The characters of a screen, one string for each row. */
function characters({ rows }: Screen): string[] {
  return rows.map((runs) =>
    runs.reduce((row, { column, text }) => row.padEnd(column) + text, '').trimEnd(),
  );
}

/** A terminfo folder, in either layout, in which every terminal has the given entry. */
function terminfo(test: TestContext, entry: (name: string) => Buffer): string {
  const path = temporaryFolder(test);
  for (const name of ['xterm-256color', 'xterm', 'screen-256color', 'linux']) {
    for (const initial of [name[0]!, name.charCodeAt(0).toString(16)]) {
      mkdirSync(join(path, initial), { recursive: true });
      writeFileSync(join(path, initial, name), entry(name));
    }
  }
  return path;
}

/** A valid entry (term(5)) of a terminal that can do nothing at all. */
function emptyEntry(name: string): Buffer {
  const names = Buffer.from(`${name}|empty\0`);
  const header = Buffer.from(new Uint16Array([0o432, names.length, 0, 0, 0, 0]).buffer);
  return Buffer.concat([header, names, Buffer.alloc(names.length % 2)]);
}

describe('TERM', SEVERAL_AT_ONCE, () => {
  const colored = ['xterm', 'screen-256color', 'tmux-256color', 'xterm-kitty', 'alacritty'];
  const others = ['xterm-ghostty', 'foot', 'ansi', undefined, '', 'nobody-knows-it'];
  for (const TERM of ['xterm-256color', ...colored, ...others]) {
    it(`${TERM ?? 'unset'} has the frame and the keys of xterm-256color`, async (test) => {
      const program = start(test, { TERM });
      assert.deepEqual(await frameOf(program), await reference(test));
      await assertKeys(program);
    });
  }

  it('vt100 has them without colour', async (test) => {
    const program = start(test, { TERM: 'vt100' });
    const frame = await frameOf(program);
    assert.deepEqual(characters(frame), characters(await reference(test)));
    assert.deepEqual(frame, withoutColor(frame));
    assert.notDeepEqual(frame, await reference(test));
    await assertKeys(program);
  });

  it('linux has those of xterm-256color with --ascii, in colour', async (test) => {
    const program = start(test, { TERM: 'linux' });
    const frame = await frameOf(program);
    assert.deepEqual(frame, await frameIn(test, {}, '--ascii'));
    assert.notDeepEqual(frame, withoutColor(frame));
    await assertKeys(program);
  });
});

describe('the first frame does not depend on', SEVERAL_AT_ONCE, () => {
  const environments: Record<string, (test: TestContext) => Environment> = {
    'an empty terminfo folder': (test) => {
      const path = temporaryFolder(test);
      return { TERMINFO: path, TERMINFO_DIRS: path, HOME: path };
    },
    'terminfo folders full of garbage': (test) => {
      const path = terminfo(test, () => Buffer.from('\x1a\x01garbage\x1b[31m'.repeat(100)));
      return { TERMINFO: path, TERMINFO_DIRS: `${path}:${path}` };
    },
    'terminfo files that say that the terminal can do nothing': (test) => {
      const path = terminfo(test, emptyEntry);
      return { TERMINFO: path, TERMINFO_DIRS: `${path}:${path}` };
    },
    'a TERMCAP of garbage': () => ({ TERMCAP: 'xterm|\x1b:garbage=\\', TERMPATH: '/dev/null' }),
    'the variables that terminals and ncurses know': () => ({
      COLORTERM: 'rxvt-xpm',
      TERM_PROGRAM: 'iTerm.app',
      ITERM_SESSION_ID: 'w0t0p0',
      VTE_VERSION: '7600',
      TERMINATOR_UUID: 'urn:uuid:0',
      STY: '1.screen',
      BLESSED_FORCE_MODES: 'SGRMOUSE=1,ALLMOTION=1',
      NCURSES_NO_UTF8_ACS: '0',
      NCURSES_NO_PADDING: '1',
      NCURSES_CJK_WIDTH: '2',
      NCURSES_UNICODE: '0',
      LANGUAGE: 'de',
    }),
  };
  for (const [name, environment] of Object.entries(environments)) {
    it(name, async (test) => {
      for (const TERM of ['xterm-256color', 'screen-256color']) {
        const frame = await frameIn(test, { ...environment(test), TERM });
        assert.deepEqual(frame, await reference(test));
      }
    });
  }

  it('tmux, which is not run', async (test) => {
    const path = temporaryFolder(test);
    const mark = join(path, 'was-run');
    const fake = join(path, 'tmux');
    writeFileSync(fake, `#!/bin/sh\necho run >> ${mark}\necho tmux 3.4\n`);
    chmodSync(fake, 0o755);
    const env = { TMUX: '/tmp/tmux-0/default,1,0', PATH: `${path}:${process.env.PATH}` };
    assert.deepEqual(await frameIn(test, env), await reference(test));
    assert.equal(existsSync(mark), false);
  });
});

describe('without a dashboard', SEVERAL_AT_ONCE, () => {
  const short = ['--seed', '42', '--iterations', '200'];
  const tutorial = /^99 \d+\.\d+\r?\n199 \d+\.\d+\r?\nResult: y = .*\r?\n$/;

  /** Runs a command in the shell; what it wrote to the terminal, and to stderr. */
  async function runInShell(test: TestContext, script: string, env: Environment = {}) {
    const errors = join(temporaryFolder(test), 'stderr');
    const shell = `errors=$1; shift; ${script}`;
    const command = [errors, process.execPath, CLI, ...short];
    const program = startProgram('sh', ['-c', `${shell}; cat "$errors" >&2`, 'sh', ...command], {
      test,
      env,
      columns: 160,
    });
    await program.exited;
    const at = program.output.indexOf('sinfit-tui:');
    return { out: program.output.slice(0, at), err: program.output.slice(at) };
  }

  it('TERM=dumb: the tutorial’s text, and one line that says why', async (test) => {
    const { out, err } = await runInShell(test, '"$@" 2> "$errors"', { TERM: 'dumb' });
    assert.match(out, tutorial);
    assert.match(err, /^sinfit-tui: [^\r\n]*TERM=dumb[^\r\n]*\r\n$/);
  });

  it('stdin is not a terminal: the tutorial’s text, and one line that says why', async (test) => {
    const { out, err } = await runInShell(test, '"$@" < /dev/null 2> "$errors"');
    assert.match(out, tutorial);
    assert.match(err, /^sinfit-tui: [^\r\n]*stdin[^\r\n]*\r\n$/);
  });
});
