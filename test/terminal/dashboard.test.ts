/** The compiled program in a real pseudo-terminal: every key, and the terminal as it was afterwards. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { CLI } from '../packed.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { betweenSettings, readSettings } from './settings.js';
import { afterEscape } from './sinfit.js';

function start(test: TestContext, ...args: string[]): Program {
  return startProgram(process.execPath, [CLI, ...args], { test });
}

/** The iteration that the run panel shows. */
function iteration(screen: string): number {
  return Number(/(?:iteration|back at) +(\d+) of/.exec(screen)?.[1] ?? Number.NaN);
}

/** The coefficients that the table shows. */
function coefficients(screen: string): string[] {
  return [...screen.matchAll(/│[a-d] +(-?[\d.]+(?:e[+-]\d+)?) /g)].map(([, value]) => value!);
}

describe('the dashboard', SEVERAL_AT_ONCE, () => {
  it('starts, draws its three panels, advances by 100 iterations and finishes', async (test) => {
    const program = start(test, '--seed', '42');
    // The footer is drawn last.
    const first = await program.waitFor(/RUNNING[\s\S]*q quit/);
    assert.match(first, /─ Loss \(log\) by iteration ─/);
    assert.match(first, /─ Coefficients ─/);
    assert.match(first, /─ \. sin +\* cubic +(= both )?/);
    const seen = new Set<number>();
    const last = await program.waitFor((screen) => {
      seen.add(iteration(screen));
      return screen.includes('FINISHED');
    });
    assert.equal(iteration(last), 2000);
    // Every update is at an iteration that the tutorial prints, but for the start and the end.
    for (const at of seen) {
      assert.ok(at === 0 || at === 2000 || at % 100 === 99, `an update at ${at}`);
    }
    assert.ok(seen.size >= 18, `saw ${seen.size} updates`);
  });

  it('pauses, stands still, steps by one iteration and resumes', async (test) => {
    const program = start(test, '--seed', '42');
    await program.waitFor((screen) => iteration(screen) >= 99);
    program.press(' ');
    await program.waitFor('PAUSED');
    const paused = iteration(await program.quiet(700));
    program.press('s');
    const next = await program.waitFor((screen) => iteration(screen) > paused);
    assert.equal(iteration(next), paused + 1);
    await program.quiet(300);
    program.press('s');
    const after = await program.waitFor((screen) => iteration(screen) > paused + 1);
    assert.equal(iteration(after), paused + 2);
    assert.match(after, /PAUSED/);
    program.press('p');
    await program.waitFor('RUNNING');
    await program.waitFor((screen) => iteration(screen) > paused + 2);
  });

  it('resets to iteration 0 with the same coefficients, and reseeds with others', async (test) => {
    const program = start(test, '--seed', '42');
    await program.waitFor((screen) => iteration(screen) >= 199);
    program.press(' ');
    await program.waitFor('PAUSED');
    program.press('r');
    const isAtStart = (screen: string) =>
      iteration(screen) === 0 && coefficients(screen).length === 4;
    const reset = await program.waitFor(isAtStart);
    assert.deepEqual(coefficients(reset).map(Number), [0.4967, -0.1383, 0.6477, 1.523]);
    program.press('n');
    await program.waitFor(
      (screen) => isAtStart(screen) && coefficients(screen)[0] !== coefficients(reset)[0],
    );
  });

  it('changes the pace, shows the help and redraws', async (test) => {
    const program = start(test, '--seed', '42', '--pace', '500');
    await program.waitFor('500 steps/s');
    program.press('+');
    await program.waitFor(/ 1000 steps\/s/);
    program.press('--');
    await program.waitFor(/ 200 steps\/s/);
    program.press('?');
    await program.waitFor('Help: Down shows');
    program.press('\x1b');
    await program.waitFor((screen) => !screen.includes('Help: Down shows'));
    await afterEscape();
    program.press(' ');
    await program.waitFor((screen) => screen.includes('PAUSED') && screen.includes('best 8.8'));
    const before = await program.quiet(300);
    const written = program.output.length;
    program.press('\x0c');
    // The whole screen is written again, and is as it was.
    await program.waitFor((screen) => program.output.length > written + 1000 && screen === before);
  });

  it('recognises an arrow key that arrives in pieces, and no keys right after Esc', async (test) => {
    const program = start(test, '--seed', '42', '--pace', '500');
    await program.waitFor((screen) => iteration(screen) >= 300);
    program.press(' ');
    await program.waitFor('PAUSED');
    const before = await program.quiet(200);
    for (const pieces of [
      ['\x1b', '[D'],
      ['\x1b', '[', 'D'],
      ['\x1b', 'O', 'D'],
      ['\x1b', 'q'],
    ]) {
      for (const piece of pieces) {
        program.press(piece);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      await program.quiet(200);
    }
    const rewound = await program.waitFor(/REWOUND[\s\S]*Esc newest/);
    assert.equal(iteration(rewound), iteration(before) - 3);
    assert.match(rewound, /Enter branch here .* Esc newest /);
    assert.match(rewound, /rate +1e-6/);
    await afterEscape();
    program.press('\x1b');
    await program.waitFor('PAUSED');
  });

  it('closes the help with q, and treats capital letters like small ones', async (test) => {
    const program = start(test, '--seed', '42', '--pace', '500', '--iterations', '1e6');
    await program.waitFor('RUNNING');
    for (const [open, close] of ['?q', 'hQ', 'H?', '?\x1b']) {
      program.press(open!);
      await program.waitFor('Esc close  q close');
      program.press(close!);
      await program.waitFor((screen) => !screen.includes('Help'));
    }
    await afterEscape();
    program.press('P');
    await program.waitFor('PAUSED');
    await program.waitFor('space go on');
    program.press('?\x03');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  });

  it('continues after the end, for as many iterations again', async (test) => {
    const program = start(test, '--seed', '42', '--pace', 'max', '--iterations', '300');
    await program.waitFor('FINISHED');
    program.press(' ');
    const more = await program.waitFor((screen) => iteration(screen) === 600);
    assert.match(more, /600 of 600/);
  });

  it('says when a run has diverged', async (test) => {
    const program = start(test, '--seed', '42', '--pace', 'max', '--lr', '1e-5');
    const screen = await program.waitFor(/Diverged at iteration \d+/);
    assert.match(screen, /Diverged at iteration \d+/);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  });

  for (const [name, key] of [
    ['q', 'q'],
    ['Ctrl-C', '\x03'],
  ] as const) {
    it(`leaves with ${name}: the terminal as it was, the result and how to repeat it`, async (test) => {
      const { command, args } = betweenSettings(process.execPath, [CLI, '--seed', '42']);
      const program = startProgram(command, args, { test, columns: 120 });
      await program.waitFor((screen) => iteration(screen) >= 99);
      assert.equal(program.emulator.alternate, true);
      program.press(key);
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
      assert.equal(program.emulator.alternate, false);
      assert.equal(program.emulator.cursorVisible, true);
      assert.equal(program.emulator.mouseTracking, 'none');
      const { before, after } = readSettings(program.output);
      assert.ok(before);
      assert.equal(after, before);
      const screen = program.emulator.text();
      assert.match(screen, /Result: y = -?[\d.]+ \+ -?[\d.]+ x \+ -?[\d.]+ x\^2 \+ -?[\d.]+ x\^3/);
      assert.match(screen, /\d+ iterations, loss [\d.]+/);
      assert.match(screen, /Repeat: .* --seed 42 --iterations \d+/);
    });
  }

  for (const [how, typed, repeated] of [
    ['by its file', `node "it's here/sinfit-tui"`, `node 'it'\\''s here/sinfit-tui' --seed `],
    ['by its name', 'sinfit-tui', 'sinfit-tui --seed '],
  ] as const) {
    it(`prints a command that repeats the run digit for digit, started ${how}`, async (test) => {
      const cwd = mkdtempSync(join(tmpdir(), 'sinfit-tui-'));
      test.after(() => rmSync(cwd, { recursive: true, force: true }));
      const folder = join(cwd, "it's here");
      mkdirSync(folder);
      symlinkSync(CLI, join(folder, 'sinfit-tui'));
      const env = {
        PATH: how === 'by its name' ? `${folder}:${process.env.PATH}` : process.env.PATH,
      };
      const args = ['-c', `exec ${typed} --degree 2`];
      const program = startProgram('sh', args, { test, columns: 200, cwd, env });
      await program.waitFor((screen) => iteration(screen) >= 99);
      program.press(']');
      await program.waitFor('1.1e-6');
      const turnedAt = iteration(program.emulator.text());
      await program.waitFor((screen) => iteration(screen) >= turnedAt + 100);
      program.press('q');
      await program.exited;
      const screen = program.emulator.text();
      const result = /Result: .*/.exec(screen)![0];
      const command = /Repeat: (.*)/.exec(screen)![1]!;
      assert.ok(command.startsWith(repeated), command);
      assert.match(command, / --schedule \d+:1\.1e-6/);
      const again = execFileSync('sh', ['-c', `${command} --headless`], {
        cwd,
        env,
        encoding: 'utf8',
      });
      assert.ok(again.endsWith(`${result}\n`), again);
    });
  }

  for (const [signal, exitCode] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const) {
    it(`restores the terminal on ${signal}`, async (test) => {
      const { command, args } = betweenSettings(process.execPath, [CLI, '--seed', '42']);
      const program = startProgram(command, args, { test });
      await program.waitFor('RUNNING');
      program.kill(signal);
      assert.equal((await program.exited).exitCode, exitCode);
      assert.equal(program.emulator.alternate, false);
      assert.equal(program.emulator.cursorVisible, true);
      const { before, after } = readSettings(program.output);
      assert.equal(after, before);
    });
  }
});
