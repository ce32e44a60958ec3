/** However the dashboard ends, the terminal is as it was, and the message stands on it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { packedUrl } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { until } from './memory.js';
import { type Program, type ProgramOptions, SEVERAL_AT_ONCE, startProgram } from './program.js';
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

const record = ['--format', 'ndjson', '--seed', '42', '--iterations', '100'];
const recording = execFileSync(process.execPath, [CLI, ...record]);

/** The same with a recording. */
async function startReplay(test: TestContext): Promise<Program> {
  const file = join(temporaryFolder(test), 'run.ndjson');
  writeFileSync(file, recording);
  const { command, args } = betweenSettings(process.execPath, [CLI, 'replay', file]);
  const program = startProgram(command, args, { test, columns: 130 });
  await program.waitFor('FINISHED');
  assert.equal(program.emulator.alternate, true);
  return program;
}

/** All is as before, in the settings too; the screen's lines, each without any style. */
function restoredLines(program: Program): string[] {
  assertModes(program);
  const { before, after } = readSettings(program.output);
  assert.ok(before);
  assert.equal(after, before);
  // A shell says what its command died of.
  const text = program.emulator.text().replace(/^.*\bHangup\b.*$/m, '');
  assert.doesNotMatch(program.emulator.styledText(), /--- styles ---\n./, 'colours and styles');
  return text.split('\n').filter((line) => line !== '');
}

/** The lines that the dashboard leaves on the normal screen. */
const summary = [/^Result: y = /, /^\d+ iterations, loss /, /^Repeat: .* --seed 42 /];

function assertLines(lines: readonly string[], expected: readonly RegExp[]): void {
  const patterns = [/^before: /, ...expected, /^after: /];
  assert.equal(lines.length, patterns.length, lines.join('\n'));
  patterns.forEach((pattern, i) => {
    assert.match(lines[i]!, pattern);
  });
}

describe('a way to quit:', SEVERAL_AT_ONCE, () => {
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
        assertLines(restoredLines(program), summary);
      });
    }
  }
});

/** Signals whose default is not to end a process that Node.js runs, or nothing that can be caught. */
const others = {
  uncaught: /^SIG(KILL|STOP|ILL|BUS|FPE|SEGV)$/,
  stopping: /^SIG(TSTP|TTIN|TTOU)$/,
  ignored: /^SIG(PIPE|XFSZ|CHLD|CONT|URG|WINCH)$/,
};

/** Each once: some have two names. */
const signals = (Object.entries(constants.signals) as [NodeJS.Signals, number][]).filter(
  ([, number], i, all) => all.findIndex(([, other]) => other === number) === i,
);

describe('a signal:', SEVERAL_AT_ONCE, () => {
  for (const [signal, number] of signals) {
    if (Object.values(others).some((names) => names.test(signal))) {
      continue;
    }
    it(signal, async (test) => {
      const program = await start(test);
      program.kill(signal);
      assert.deepEqual(await program.exited, { exitCode: 128 + number, signal: null });
      assertLines(restoredLines(program), summary);
    });
  }

  // Which signals are caught does not depend on what is shown.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR2'] as const) {
    it(`${signal} while a recording is replayed`, async (test) => {
      const program = await startReplay(test);
      program.kill(signal);
      const exitCode = 128 + constants.signals[signal];
      assert.deepEqual(await program.exited, { exitCode, signal: null });
      assertLines(restoredLines(program), []);
    });
  }

  it('none of the others ends the dashboard', async (test) => {
    const program = await start(test);
    for (const [signal] of signals.filter(([name]) => others.ignored.test(name))) {
      program.kill(signal);
    }
    // After SIGCONT the dashboard enters its modes anew.
    await program.waitFor(() => program.output.split('\x1b[?2004h').length === 3);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assertLines(restoredLines(program), summary);
  });

  it('three at once', async (test) => {
    const program = await start(test);
    program.kill('SIGTERM');
    program.kill('SIGTERM');
    program.kill('SIGINT');
    const { exitCode } = await program.exited;
    assert.ok(exitCode === 143 || exitCode === 130);
    assertLines(restoredLines(program), summary);
  });
});

describe('an error:', SEVERAL_AT_ONCE, () => {
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
      program.kill('SIGURG');
      assert.deepEqual(await program.exited, { exitCode: 1, signal: null });
      assertLines(restoredLines(program), [...summary, line]);
    });

    it(`${failure}: the stack too with SINFIT_DEBUG=1`, async (test) => {
      const program = await start(test, { ...env, SINFIT_DEBUG: '1' });
      program.kill('SIGURG');
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
    writeFileSync(join(folder, 'dashboard/dashboard.js'), 'throw new Error("damaged");');
    const cli = join(folder, 'cli.js');
    const { command, args } = betweenSettings(process.execPath, [cli, ...ENDLESS]);
    const program = startProgram(command, args, { test, columns: 300 });
    assert.deepEqual(await program.exited, { exitCode: 1, signal: null });
    assertLines(restoredLines(program), [/^sinfit-tui: damaged$/]);
  });
});

describe('a warning of Node.js', SEVERAL_AT_ONCE, () => {
  /** The lines that are left when the program has been warned and then quit. */
  async function linesAfter(test: TestContext, added: ProgramOptions['env']): Promise<string[]> {
    const env = { FAILURE: 'warn', NODE_OPTIONS: `--import ${FAILING}`, ...added };
    const program = await start(test, env, STANDSTILL);
    program.kill('SIGURG');
    await program.quiet(200);
    assert.doesNotMatch(program.output, /broken on purpose/);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    return restoredLines(program);
  }

  it('is not shown', async (test) => {
    assertLines(await linesAfter(test, {}), summary);
  });

  it('is printed after the screen is restored, with SINFIT_DEBUG=1', async (test) => {
    const lines = await linesAfter(test, { SINFIT_DEBUG: '1' });
    const at = lines.findIndex((text) => /^Repeat: /.test(text));
    assert.equal(lines[at + 1], 'sinfit-tui: Warning: broken on purpose');
  });
});

describe('a terminal that goes away:', SEVERAL_AT_ONCE, () => {
  for (const [name, args, shown] of [
    ['the dashboard', [], 'RUNNING'],
    ['--announce', ['--announce'], 'Iteration'],
    ['--format ndjson', ['--format', 'ndjson'], 'record'],
    ['--format csv', ['--format', 'csv'], 'running'],
    ['--headless', ['--headless'], /^\d+ \d/m],
  ] as const) {
    it(`${name}: stdout and stdin together`, async (test) => {
      const file = join(temporaryFolder(test), 'run.ndjson');
      const endless = ['--iterations', '1e9', '--every', '10', '--out', file];
      const program = startProgram(process.execPath, [CLI, ...args, ...endless], { test });
      await program.waitFor(shown);
      program.hangUp();
      const { exitCode, signal } = await program.exited;
      // Shells report either as 129: one more SIGHUP may come when no listener is left.
      assert.ok(exitCode === 129 || signal === 'SIGHUP', `${exitCode} ${signal}`);
      const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)!;
      assert.match(last, /^\{"type":"outcome",.*"status":"interrupted"/);
    });

    it(`${name}: with no recording`, async (test) => {
      const endless = ['--iterations', '1e9', '--every', '10'];
      const program = startProgram(process.execPath, [CLI, ...args, ...endless], { test });
      await program.waitFor(shown);
      program.hangUp();
      const { exitCode, signal } = await program.exited;
      // Shells report either as 129.
      assert.ok(exitCode === 129 || signal === 'SIGHUP', `${exitCode} ${signal}`);
    });
  }

  it('in the last moment of a program that heard of it before', async (test) => {
    const moment = join(temporaryFolder(test), 'moment');
    const fixture = new URL('./fixtures/lastMoment.js', import.meta.url).href;
    const args = ['--import', fixture, CLI, ...ENDLESS];
    const program = startProgram(process.execPath, args, { test, env: { LAST_MOMENT: moment } });
    await program.waitFor('RUNNING');
    process.kill(program.pid, 'SIGHUP');
    await until(() => existsSync(moment), 'the last moment');
    program.hangUp();
    await until(() => !existsSync(program.device), 'the end of the terminal');
    rmSync(moment);
    assert.deepEqual(await program.exited, { exitCode: 129, signal: null });
  });

  it('stdin of a program that neither reads it nor hears of it', async (test) => {
    const cwd = temporaryFolder(test);
    const contents = (name: string): string =>
      readFileSync(join(cwd, name), { encoding: 'utf8', flag: 'a+' });
    const sinfit = [CLI, '--announce', '--pace', '1000', '--every', '100'];
    // In a session of its own.
    const script = 'setsid sh -c \'"$@" >out 2>&1; echo $? >code\' sh "$@" & wait';
    const args = ['-c', script, 'sh', process.execPath, ...sinfit];
    const program = startProgram('sh', args, { test, cwd });
    await until(() => contents('out').includes('Iteration'), 'a record');
    program.hangUp();
    await until(() => contents('code') !== '', 'the end');
    assert.equal(contents('code'), '0\n');
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
    assertLines(restoredLines(program), [/^\/dev\//, ...summary]);
  });

  it('stdout alone', async (test) => {
    const { program, other } = await startWith(test, '>');
    await other.waitFor('RUNNING');
    other.hangUp();
    assert.deepEqual(await program.exited, { exitCode: 129, signal: null });
    assertLines(restoredLines(program), [/^\/dev\//]);
  });
});
