/** However the dashboard ends, the terminal is as it was, and the message stands on it. */

import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { packedUrl } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { type Program, type ProgramOptions, startProgram } from './program.js';
import { betweenSettings, readSettings } from './settings.js';
import { assertModes, CLI, ENDLESS, STANDSTILL } from './sinfit.js';

const FAILING = new URL('./fixtures/failing.js', import.meta.url).href;

/** Starts the dashboard between two looks at the terminal's settings; waits for its first frame. */
async function start(
  test: TestContext,
  env: ProgramOptions['env'] = {},
  args: readonly string[] = ENDLESS,
): Promise<Program> {
  const { command, args: shell } = betweenSettings(process.execPath, [
    CLI,
    '--seed',
    '42',
    ...args,
  ]);
  const program = startProgram(command, shell, { test, env, columns: 130 });
  await program.waitFor('RUNNING');
  assert.equal(program.emulator.alternate, true);
  assert.equal(program.emulator.cursorVisible, false);
  assert.equal(program.emulator.bracketedPaste, true);
  return program;
}

/** All is as before, in the settings too; the screen's lines, each without any style. */
function restoredLines(program: Program): string[] {
  assertModes(program);
  const { before, after } = readSettings(program.output);
  assert.ok(before);
  assert.equal(after, before);
  // A shell says of what its command died.
  const text = program.emulator.text().replace(/^.*\bHangup\b.*$/m, '');
  assert.doesNotMatch(program.emulator.styledText(), /--- styles ---\n./, 'colours and styles');
  return text.split('\n').filter((line) => line !== '');
}

/** The lines that the dashboard leaves on the normal screen. */
const farewell = [/^Result: y = /, /^\d+ iterations, loss /, /^Repeat: .* --seed 42 /];

function assertLines(lines: readonly string[], expected: readonly RegExp[]): void {
  const patterns = [/^before: /, ...expected, /^after: /];
  assert.equal(lines.length, patterns.length, lines.join('\n'));
  patterns.forEach((pattern, i) => {
    assert.match(lines[i]!, pattern);
  });
}

describe('a way to quit:', () => {
  for (const [name, key] of [
    ['q', 'q'],
    ['Ctrl-C', '\x03'],
  ] as const) {
    for (const [state, args] of [
      ['running', ENDLESS],
      ['waiting', STANDSTILL],
    ] as const) {
      it(`${name} while ${state}`, async (test) => {
        const program = await start(test, {}, args);
        program.press(key);
        assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
        assertLines(restoredLines(program), farewell);
      });
    }
  }
});

describe('a signal:', () => {
  for (const [signal, exitCode] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
    ['SIGTERM', 143],
  ] as const) {
    it(signal, async (test) => {
      const program = await start(test);
      program.kill(signal);
      assert.deepEqual(await program.exited, { exitCode, signal: null });
      assertLines(restoredLines(program), farewell);
    });
  }

  it('three at once', async (test) => {
    const program = await start(test);
    program.kill('SIGTERM');
    program.kill('SIGTERM');
    program.kill('SIGINT');
    const { exitCode } = await program.exited;
    assert.ok(exitCode === 143 || exitCode === 130);
    assertLines(restoredLines(program), farewell);
  });
});

describe('an error:', () => {
  const message = 'sinfit-tui: broken on purpose in a second line';
  const worker = 'sinfit-tui: the training worker stopped: ';
  const cases: readonly [name: string, line: RegExp, stack: RegExp][] = [
    ['throw', new RegExp(`^${message}$`), /^ +at .*failing/],
    ['throw-string', new RegExp(`^${message}$`), /^/],
    ['reject', new RegExp(`^${message}$`), /^ +at .*failing/],
    ['reject-string', new RegExp(`^${message}$`), /^/],
    ['worker-throw', new RegExp(`^${worker}broken on purpose$`), /^ +at .*failing/],
    ['worker-exit', new RegExp(`^${worker}it exited with code 7$`), /^ +at .*session/],
  ];
  for (const [failure, line, stack] of cases) {
    const env = { FAILURE: failure, NODE_OPTIONS: `--import ${FAILING}` };

    it(`${failure}: one line on the restored screen`, async (test) => {
      const program = await start(test, env);
      program.kill('SIGUSR2');
      assert.deepEqual(await program.exited, { exitCode: 1, signal: null });
      assertLines(restoredLines(program), [...farewell, line]);
    });

    it(`${failure}: the stack too with SINFIT_DEBUG=1`, async (test) => {
      const program = await start(test, { ...env, SINFIT_DEBUG: '1' });
      program.kill('SIGUSR2');
      assert.deepEqual(await program.exited, { exitCode: 1, signal: null });
      const lines = restoredLines(program);
      const at = lines.findIndex((text) => /^sinfit-tui: /.test(text));
      assert.ok(at > 0, lines.join('\n'));
      const rest = lines.slice(at, -1);
      assert.ok(
        rest.some((text) => stack.test(text)),
        rest.join('\n'),
      );
    });
  }
});

describe('a dashboard that cannot be opened', () => {
  it('says so in one line and ends', async (test) => {
    // As from a damaged installation.
    const folder = temporaryFolder(test);
    cpSync(packedUrl('./'), folder, { recursive: true });
    writeFileSync(join(folder, 'dashboard/run.js'), 'throw new Error("damaged");');
    const cli = join(folder, 'cli.js');
    const { command, args } = betweenSettings(process.execPath, [cli, ...ENDLESS]);
    const program = startProgram(command, args, { test, columns: 300 });
    assert.deepEqual(await program.exited, { exitCode: 1, signal: null });
    assertLines(restoredLines(program), [/^sinfit-tui: damaged$/]);
  });
});

describe('a warning of Node.js', () => {
  /** The lines that are left when the program has been warned and then quit. */
  async function linesAfter(test: TestContext, added: ProgramOptions['env']): Promise<string[]> {
    const env = { FAILURE: 'warn', NODE_OPTIONS: `--import ${FAILING}`, ...added };
    const program = await start(test, env, STANDSTILL);
    program.kill('SIGUSR2');
    await program.quiet(200);
    assert.doesNotMatch(program.output, /broken on purpose/);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    return restoredLines(program);
  }

  it('is not shown', async (test) => {
    assertLines(await linesAfter(test, {}), farewell);
  });

  it('comes after the restored screen with SINFIT_DEBUG=1', async (test) => {
    const lines = await linesAfter(test, { SINFIT_DEBUG: '1' });
    const at = lines.findIndex((text) => /^Repeat: /.test(text));
    assert.equal(lines[at + 1], 'sinfit-tui: Warning: broken on purpose');
  });
});

describe('a terminal that goes away:', () => {
  it('stdout and stdin together', async (test) => {
    const program = startProgram(process.execPath, [CLI, ...ENDLESS], { test });
    await program.waitFor('RUNNING');
    program.hangUp();
    // What shells report as 129.
    assert.deepEqual(await program.exited, { exitCode: 0, signal: 'SIGHUP' });
  });

  /** The dashboard with one stream on another terminal, between two looks at its own settings. */
  async function startWith(test: TestContext, redirection: '<' | '>') {
    const sinfit = [process.execPath, CLI, '--seed', '42', ...ENDLESS];
    const script = `read -r other; exec "$@" ${redirection} "$other"`;
    const { command, args } = betweenSettings('sh', ['-c', script, 'sh', ...sinfit]);
    const program = startProgram(command, args, { test, columns: 130 });
    await program.waitFor('before: ');
    // Started later, since programs inherit the terminals that are open.
    const other = startProgram('sleep', ['1000'], { test });
    program.press(`${other.device}\r`);
    return { program, other };
  }

  it('stdin alone', async (test) => {
    const { program, other } = await startWith(test, '<');
    await program.waitFor('RUNNING');
    other.hangUp();
    assert.deepEqual(await program.exited, { exitCode: 129, signal: null });
    assertLines(restoredLines(program), [/^\/dev\//, ...farewell]);
  });

  it('stdout alone', async (test) => {
    const { program, other } = await startWith(test, '>');
    await other.waitFor('RUNNING');
    other.hangUp();
    assert.deepEqual(await program.exited, { exitCode: 129, signal: null });
    assertLines(restoredLines(program), [/^\/dev\//]);
  });
});
