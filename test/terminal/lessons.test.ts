/** Lessons in a real pseudo-terminal, at 80x24 without colour and Unicode. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { validLines } from '../recording/schema.js';
import { SEVERAL_AT_ONCE, startProgram } from './program.js';
import { afterEscape, answerLesson, assertModes, CLI, iteration, startSinfit } from './sinfit.js';

const size = { columns: 80, rows: 24 };

function learn(test: TestContext, ...args: string[]) {
  return startProgram(process.execPath, [CLI, 'learn', ...args], { ...size, test });
}

describe('lessons', SEVERAL_AT_ONCE, () => {
  it('a lesson is taken with the keys, and leaves a run that waits', async (test) => {
    const program = learn(test, 'limit', '--ascii', '--no-color');
    const first = await program.waitFor(/1 of 5: .*Esc leave/s);
    assert.match(first, /^[\n -~]*$/);
    assert.match(first, / 1 in a third of the steps {3}2 in more steps {3}3 never/);
    program.press('2');
    await program.waitFor(/Watch: not "in more steps" but.*Enter next/s);
    await program.waitFor('FINISHED', { timeout: 60_000 });
    program.press('\r');
    await program.waitFor('2 of 5:');
    program.press('kkk');
    await program.waitFor('5 of 5:');
    program.press('w ');
    await program.waitFor('Done.');
    program.press('\r');
    await program.waitFor(
      /1 of 5 right, by the first answer to each question.*Enter: the next lesson, Sum or mean/s,
    );
    program.press('\x1b');
    const last = await program.waitFor('This run waits: space trains it, t chooses a lesson.');
    await afterEscape();
    assert.ok(last.includes('PAUSED') && iteration(last) === 0);
    program.press('q');
    assert.equal((await program.exited).exitCode, 0);
    assertModes(program);
    assert.doesNotMatch(program.emulator.text(), /diverged|Result/i);
  });

  it('t keeps the run that is there, and records nothing of the lesson', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'sinfit-tui-'));
    test.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'run.ndjson');
    const program = startSinfit({ ...size, test }, '--pace', '50', '--every', '10', '--out', file);
    await program.waitFor((screen) => iteration(screen) > 10);
    program.press(' ');
    const before = await program.waitFor('PAUSED');
    await answerLesson(program, '1', 'The cliff and the slope, 1 of 4', '1');
    program.press('n]');
    program.press('\x1b');
    await program.waitFor('Esc again leaves the lesson.');
    program.press('\x1b');
    const back = await program.waitFor(
      (screen) => !screen.includes('The cliff') && /PAUSED/.test(screen),
    );
    assert.equal(iteration(back), iteration(before));
    await afterEscape();
    program.press(' ');
    await program.waitFor(
      (screen) => iteration(screen) > iteration(back) && /RUNNING/.test(screen),
    );
    program.press('q');
    assert.equal((await program.exited).exitCode, 0);
    assert.match(program.emulator.text(), /Repeat: .*--seed 42/);
    const lines = validLines(readFileSync(file, 'utf8'));
    assert.deepEqual([...new Set(lines.map(({ type }) => type))], ['problem', 'record', 'outcome']);
    assert.deepEqual([...new Set(lines.slice(1).map(({ run }) => run))], [0]);
  });

  it('a resize keeps the step', async (test) => {
    const program = learn(test, 'one-update');
    await program.waitFor('1 of 3:');
    for (const [columns, rows] of [
      [40, 12],
      [20, 5],
      [200, 60],
      [80, 24],
    ] as const) {
      program.resize({ columns, rows });
      await program.waitFor(columns < 40 ? '40x12' : /1 of 3: .*1 up/s);
    }
    program.press('\x03');
    assert.equal((await program.exited).exitCode, 0);
  });

  it('without arguments the footer says once that there are lessons', async (test) => {
    const program = startProgram(process.execPath, [CLI], { ...size, test });
    await program.waitFor(/ t lessons .* q quit/);
    program.press(' ');
    await program.waitFor('PAUSED');
    assert.doesNotMatch(await program.quiet(200), /t lessons/);
    program.press('q');
    await program.exited;
    const other = startSinfit({ ...size, test });
    await other.waitFor('RUNNING');
    assert.doesNotMatch(await other.waitFor('q quit'), /t lessons/);
  });

  it('a lesson that is not valid is told before the screen is taken', async (test) => {
    const program = learn(test, 'package.json');
    assert.equal((await program.exited).exitCode, 2);
    assert.match(
      program.output,
      /^sinfit-tui: learn: package\.json, line 2, column 3: "name": unknown/,
    );
  });

  it('sentences wrap at words', async (test) => {
    const program = startProgram(process.execPath, [CLI, 'learn', 'limit', '--announce'], {
      columns: 33,
      rows: 24,
      test,
    });
    const screen = await program.waitFor('Type a number from 1 to 3.');
    const whole = spawnSync(process.execPath, [CLI, 'learn', 'limit'], { encoding: 'utf8' }).stdout;
    const words = (text: string) => text.split(/\s+/).filter(Boolean);
    const shown = words(screen);
    assert.ok(words(whole).join(' ').includes(shown.join(' ')), screen);
    program.press('quit\r');
    assert.equal((await program.exited).exitCode, 0);
  });
});
