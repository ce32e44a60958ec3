/** Ctrl-Z and SIGTSTP under a shell with job control, and where there is none. */

import assert from 'node:assert/strict';
import { constants } from 'node:os';
import { describe, it, type TestContext } from 'node:test';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import {
  answerLesson,
  assertModes,
  CLI,
  ENDLESS,
  firstFrame,
  iteration,
  STANDSTILL,
  startSinfit,
} from './sinfit.js';

/**
 * A shell with job control: it starts the command in a job of its own, says when that has
 * stopped, and brings it back when a line is typed, which may be \`bg\`.
 */
const JOB_CONTROL = `
set -m
echo "before: $(stty -g)"
sh -c 'echo "pid: $$"; exec "$@"' sh "$@"
code=$?
while [ $code -gt 128 ]; do
  case $(kill -l $code) in
    *TSTP | *STOP) echo "stopped: $(stty -g)" ;;
    *) break ;;
  esac
  read -r line
  case $line in bg) bg; wait %1 ;; *) fg ;; esac
  code=$?
done
echo "after: $(stty -g)"
exit $code
`;

interface Shell {
  readonly program: Program;
  /** The settings of the terminal that the shell wrote last under that name. */
  settings(name: 'before' | 'stopped' | 'after'): string | undefined;
  /** Waits until the shell has said this many times that the job has stopped. */
  stopped(times?: number): Promise<string>;
  /** Has the shell continue the job in the foreground. */
  resume(): void;
  /** Signals the job's first process alone. */
  signal(name: NodeJS.Signals): void;
}

function startInShell(
  test: TestContext,
  args: readonly string[],
  command: readonly string[] = [process.execPath, CLI],
): Shell {
  const shell = ['-c', JOB_CONTROL, 'sh', ...command, '--seed', '42', ...args];
  const program = startProgram('sh', shell, { test, columns: 120, rows: 40 });
  const all = (name: string): string[] =>
    [...program.output.matchAll(new RegExp(`${name}: (\\S+)\r\n`, 'g'))].map(([, value]) => value!);
  return {
    program,
    settings: (name) => all(name).at(-1),
    stopped: (times = 1) =>
      program.waitFor((screen) => screen.split('stopped: ').length === times + 1),
    resume: () => program.press('\n'),
    signal: (name) => process.kill(Number(/pid: (\d+)/.exec(program.output)?.[1]), name),
  };
}

function assertNormal({ program, settings }: Shell): void {
  assertModes(program);
  assert.ok(settings('before'));
  assert.equal(settings('stopped'), settings('before'));
}

function assertDashboard({ emulator }: Program): void {
  assert.equal(emulator.alternate, true, 'alternate screen');
  assert.equal(emulator.cursorVisible, false, 'cursor');
  assert.equal(emulator.bracketedPaste, true, 'bracketed paste');
  assert.deepEqual(emulator.unknownSequences, []);
}

/** The seconds of training that the run panel shows. */
function elapsed(screen: string): number {
  return Number(/time trained +([\d.]+) s /.exec(screen)?.[1] ?? Number.NaN);
}

describe('suspending', SEVERAL_AT_ONCE, () => {
  it('Ctrl-Z gives the terminal back, fg the dashboard at the present size, paused', async (test) => {
    const shell = startInShell(test, ENDLESS);
    const { program } = shell;
    await program.waitFor((screen) => iteration(screen) > 0);
    program.press('\x1a');
    await shell.stopped();
    assertNormal(shell);
    program.resize({ columns: 140, rows: 50 });
    shell.resume();
    const screen = await program.waitFor('PAUSED');
    assertDashboard(program);
    const lines = (await program.quiet(200)).split('\n');
    assert.match(lines[2]!, /^┌─.{67}┐┌─.{67}┐$/);
    assert.match(lines[49]!, /q quit/);
    // It trains on from where it was, when it is told to.
    program.press(' ');
    await program.waitFor('RUNNING');
    await program.waitFor((text) => iteration(text) > iteration(screen));
    program.press('q');
    assert.equal((await program.exited).exitCode, 0);
    assert.equal(shell.settings('after'), shell.settings('before'));
    assert.match(program.emulator.text(), /Result: y = /);
  });

  it('a paused run has not moved meanwhile', async (test) => {
    const shell = startInShell(test, ['--pace', '200']);
    const { program } = shell;
    await program.waitFor((screen) => iteration(screen) > 0);
    program.press(' ');
    await program.waitFor('PAUSED');
    const before = await program.quiet(200);
    for (const times of [1, 2]) {
      program.press('\x1a');
      await shell.stopped(times);
      shell.resume();
      await program.waitFor('PAUSED');
      assert.equal(await program.quiet(200), before);
    }
  });

  for (const pace of ['200', 'max']) {
    it(`the clock does not count the time away, at pace ${pace}`, async (test) => {
      const started = performance.now();
      const shell = startInShell(test, ['--iterations', '1e9', '--pace', pace]);
      const { program } = shell;
      const away = 1500;
      /** What is shown, to a tenth of a second, and the time away do not exceed all that has passed. */
      const assertUncounted = (screen: string): void => {
        const here = (performance.now() - started - away) / 1000;
        assert.ok(elapsed(screen) <= here + 0.1, `${elapsed(screen)} s elapsed of ${here}`);
      };
      program.press('d');
      await program.waitFor((screen) => screen.includes('Details') && iteration(screen) > 0);
      program.press('\x1a');
      await shell.stopped();
      await new Promise((resolve) => setTimeout(resolve, away));
      shell.resume();
      await program.waitFor('PAUSED');
      const back = await program.quiet(200);
      assertUncounted(back);
      program.press(' ');
      await program.waitFor((screen) => iteration(screen) > iteration(back));
      program.press(' ');
      await program.waitFor('PAUSED');
      assertUncounted(await program.quiet(200));
    });
  }

  it('a lesson is where it was, and so is the run that waits for its end', async (test) => {
    const shell = startInShell(test, ['--pace', '50']);
    const { program } = shell;
    await program.waitFor((screen) => iteration(screen) > 0);
    await answerLesson(program, '2', 'The limit, 1 of 5', '3');
    program.press('\x1a');
    await shell.stopped();
    assertNormal(shell);
    shell.resume();
    await program.waitFor(/PAUSED[\s\S]*The limit, 1 of 5: Watch/);
    assertDashboard(program);
    program.press('\x1b');
    await program.waitFor('Esc again leaves the lesson.');
    program.press('\x1b');
    await program.waitFor((text) => text.includes('RUNNING') && !text.includes('The limit'));
    program.press('\x03');
    assert.equal((await program.exited).exitCode, 0);
  });

  it('a finished run stays finished', async (test) => {
    const shell = startInShell(test, ['--pace', 'max']);
    const { program } = shell;
    await program.waitFor('FINISHED');
    const before = await firstFrame(program);
    program.press('\x1a');
    await shell.stopped();
    shell.resume();
    await program.waitFor('FINISHED');
    assert.equal(await program.quiet(200), before);
    // A new one is not paused on account of it.
    program.press('dn');
    await program.waitFor((screen) => /seed +\d/.test(screen) && !/seed {2,}42 /.test(screen));
    await program.waitFor('FINISHED');
  });

  it('SIGTSTP does what Ctrl-Z does', async (test) => {
    const shell = startInShell(test, ENDLESS);
    const { program } = shell;
    for (const times of [1, 2]) {
      await program.waitFor('RUNNING');
      shell.signal('SIGTSTP');
      await shell.stopped(times);
      assertNormal(shell);
      shell.resume();
      await program.waitFor('PAUSED');
      assertDashboard(program);
      program.press(' ');
    }
  });

  it('stops its parent too, such as npm', async (test) => {
    const command = ['sh', '-c', '"$@"; exit $?', 'sh', process.execPath, CLI];
    const shell = startInShell(test, ENDLESS, command);
    const { program } = shell;
    await program.waitFor('RUNNING');
    program.press('\x1a');
    await shell.stopped();
    assertNormal(shell);
    shell.resume();
    await program.waitFor('PAUSED');
    program.press('q');
    assert.equal((await program.exited).exitCode, 0);
    assert.equal(shell.settings('after'), shell.settings('before'));
  });

  it('comes back by itself if nothing could continue it', async (test) => {
    const program = startSinfit({ test }, ...ENDLESS);
    await program.waitFor('RUNNING');
    program.press('\x1a');
    const screen = await program.waitFor('PAUSED');
    assert.ok(program.output.includes('\x1b[?1049l'));
    await program.quiet(300);
    assertDashboard(program);
    program.press(' ');
    await program.waitFor((text) => iteration(text) > iteration(screen));
  });

  it('after SIGSTOP, which cannot be handled, fg redraws the dashboard', async (test) => {
    const shell = startInShell(test, STANDSTILL);
    const { program } = shell;
    const before = await firstFrame(program);
    shell.signal('SIGSTOP');
    await shell.stopped();
    shell.resume();
    await program.waitFor('RUNNING');
    assert.equal(await program.quiet(200), before);
    assertDashboard(program);
    program.press('?');
    await program.waitFor('Help');
    program.press('qq');
    await program.exited;
    assert.equal(shell.settings('after'), shell.settings('before'));
  });

  // The shell has the terminal then; the last of these signals comes after SIGCONT.
  for (const signal of ['SIGUSR2', 'SIGTERM', 'SIGVTALRM'] as const) {
    it(`${signal} while it is stopped ends it also in the background`, async (test) => {
      const shell = startInShell(test, ENDLESS);
      const { program } = shell;
      await program.waitFor('RUNNING');
      program.press('\x1a');
      await shell.stopped();
      shell.signal(signal);
      program.press('bg\n');
      assert.equal((await program.exited).exitCode, 128 + constants.signals[signal]);
      assertNormal(shell);
      assert.equal(shell.settings('after'), shell.settings('before'));
    });
  }

  it('a signal that comes while it is stopped ends it after fg, the terminal restored', async (test) => {
    const shell = startInShell(test, ENDLESS);
    const { program } = shell;
    await program.waitFor('RUNNING');
    program.press('\x1a');
    await shell.stopped();
    shell.signal('SIGTERM');
    shell.resume();
    assert.equal((await program.exited).exitCode, 143);
    assert.equal(program.emulator.alternate, false);
    assert.equal(program.emulator.cursorVisible, true);
    assert.equal(program.emulator.bracketedPaste, false);
    assert.equal(shell.settings('after'), shell.settings('before'));
  });
});
