import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type Program, type ProgramOptions, startProgram } from './program.js';

function startShell(test: TestContext, script: string, options: ProgramOptions = {}): Program {
  return startProgram('sh', ['-c', script], { test, ...options });
}

/** A program that reacts to keys, as a dashboard does, until `q`. */
const INTERACTIVE = `
  process.stdin.setRawMode(true);
  process.stdout.write('\\x1b[?1049h\\x1b[?25l\\x1b[2;3H\\x1b[1;32mready\\x1b[0m');
  process.stdin.on('data', (keys) => {
    if (String(keys) !== 'q') {
      process.stdout.write('\\x1b[3;1Hkeys ' + JSON.stringify(String(keys)) + '\\x1b[K');
      return;
    }
    process.stdout.write('\\x1b[?25h\\x1b[?1049lgoodbye\\n', () => process.exit(7));
  });
  process.stdout.on('resize', () => {
    const { columns, rows } = process.stdout;
    process.stdout.write('\\x1b[4;1Hsize ' + columns + 'x' + rows + '\\x1b[K');
  });
`;

function startInteractive(test: TestContext, options: ProgramOptions = {}): Program {
  return startProgram(process.execPath, ['-e', INTERACTIVE], { test, ...options });
}

describe('a program in a pseudo-terminal', () => {
  test('shows its output on the screen', async (t) => {
    const program = startShell(t, 'echo hello; test -t 0 && test -t 1 && echo on a terminal');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assert.match(program.emulator.text(), /^hello\non a terminal\n/);
    assert.equal(program.output, 'hello\r\non a terminal\r\n');
  });

  test('has all its output shown when it has exited', async (t) => {
    const lines = 20_000;
    const script = `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo line $i; done`;
    const program = startShell(t, script, { rows: 3 });
    await program.exited;
    assert.equal(program.output.split('\r\n').length, lines + 1);
    assert.equal(program.emulator.text(), `line ${lines - 1}\nline ${lines}\n`);
  });

  test('reports its exit code', async (t) => {
    assert.deepEqual(await startShell(t, 'exit 3').exited, { exitCode: 3, signal: null });
  });

  test('that cannot be started ends with exit code 1', async (t) => {
    assert.equal((await startProgram('/no/such/program', [], { test: t }).exited).exitCode, 1);
  });

  test('keeps characters whole that are cut between two pieces', async (t) => {
    const program = startShell(t, 'printf "\\342\\243"; sleep 0.05; printf "\\200.\\n"');
    await program.exited;
    assert.equal(program.output, '⣀.\r\n');
  });

  test('reports the signal that ended it', async (t) => {
    const program = startShell(t, 'echo started; read line');
    await program.waitFor('started');
    program.kill('SIGTERM');
    assert.equal((await program.exited).signal, 'SIGTERM');
  });

  test('has the given size, folder and variables, and none of the caller’s', async (t) => {
    process.env.SINFIT_CALLER = 'seen';
    t.after(() => delete process.env.SINFIT_CALLER);
    const program = startShell(t, 'stty size; pwd; echo "$TERM,$LANG,$ADDED,$SINFIT_CALLER."', {
      columns: 50,
      rows: 10,
      cwd: '/',
      env: { ADDED: 'yes', LANG: undefined },
    });
    await program.exited;
    assert.match(program.emulator.text(), /^10 50\n\/\nxterm-256color,,yes,\.\n/);
  });

  test('draws on the alternate screen, gets keys, and leaves the normal screen', async (t) => {
    const program = startInteractive(t);
    await program.waitFor('ready');
    assert.equal(program.emulator.alternate, true);
    assert.equal(program.emulator.cursorVisible, false);
    assert.equal(program.emulator.styleAt(1, 2).bold, true);
    assert.equal(program.emulator.styleAt(1, 2).foreground, 'green');

    program.press('\x1b[A');
    assert.match(await program.waitFor(/keys .+/), /keys "\\u001b\[A"/);
    program.press('\x03');
    await program.waitFor('keys "\\u0003"');

    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 7, signal: null });
    assert.equal(program.emulator.alternate, false);
    assert.equal(program.emulator.cursorVisible, true);
    assert.match(program.emulator.text(), /^goodbye\n/);
  });

  test('learns of a new size', async (t) => {
    const program = startInteractive(t);
    await program.waitFor('ready');
    program.resize({ columns: 100, rows: 30 });
    await program.waitFor('size 100x30');
    assert.equal(program.emulator.text().split('\n').length, 30);
  });

  test('is ended by close, even if it ignores every other signal', async (t) => {
    const program = startShell(t, 'trap "" HUP INT TERM; echo started; while :; do sleep 9; done');
    await program.waitFor('started');
    await program.close();
    assert.equal((await program.exited).signal, 'SIGKILL');
    await program.close();
  });
});

describe('waitFor', () => {
  test('takes a string, a pattern or a predicate and resolves with the screen', async (t) => {
    const program = startShell(t, 'echo count 42; read line');
    assert.match(await program.waitFor('count 42'), /^count 42\n/);
    assert.match(await program.waitFor(/count \d+/), /^count 42\n/);
    assert.match(await program.waitFor((screen) => screen.includes('42')), /^count 42\n/);
  });

  test('rejects at the timeout with the last screen', async (t) => {
    const program = startShell(t, 'echo something else; read line', { columns: 20, rows: 2 });
    await program.waitFor('else');
    await assert.rejects(program.waitFor('expected', { timeout: 1 }), (error: Error) => {
      assert.match(error.message, /^"expected" was not seen within 1 ms/);
      assert.match(error.message, /\n\|something else {6}\|\n/);
      assert.match(error.stack ?? '', /program\.test/);
      return true;
    });
  });

  test('rejects when the program ends without it', async (t) => {
    const program = startShell(t, 'echo last words; exit 5');
    await assert.rejects(program.waitFor(/expected/), (error: Error) => {
      assert.match(error.message, /^\/expected\/ was not seen before the end, exit code 5/);
      assert.match(error.message, /\n\|last words {70}\|\n/);
      return true;
    });
  });

  test('rejects with what a predicate throws', async (t) => {
    const program = startShell(t, 'read line');
    const predicate = (): boolean => {
      throw new TypeError('no match');
    };
    await assert.rejects(program.waitFor(predicate), TypeError);
  });
});

describe('quiet', () => {
  test('resolves when a program waits', async (t) => {
    const program = startShell(t, 'echo one; echo two; read line');
    await program.waitFor('one');
    assert.match(await program.quiet(100), /^one\ntwo\n/);
  });

  test('rejects while a program writes on and on', async (t) => {
    const program = startShell(t, 'while :; do echo x; sleep 0.02; done');
    await assert.rejects(program.quiet(5000, { timeout: 300 }), /quiet for 5000 ms was not seen/);
  });
});
