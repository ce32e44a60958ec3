/** A terminal that stops reading: nothing piles up, keys and signals work, and it ends in time. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { memoryOf, until } from './memory.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { assertModes, CLI, ENDLESS, iteration, STANDSTILL, startSinfit } from './sinfit.js';

/** Redraws asked for until the buffers of the pseudo-terminal are full, and many times as many. */
const FULL = 20;
const OVERFULL = 120;

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Stops reading, and asks for the whole screen again and again, less often than frames come. */
async function jam(program: Program, redraws = FULL): Promise<void> {
  program.stopReading();
  for (let i = 0; i < redraws; i++) {
    program.press('\x0c');
    await wait(35);
  }
}

describe('a terminal that stops reading', SEVERAL_AT_ONCE, () => {
  const size = { columns: 120, rows: 40 };

  it('has at most one frame waiting, then shows the newest state', async (test) => {
    const program = startSinfit({ test, ...size }, ...ENDLESS);
    const before = iteration(await program.waitFor((screen) => iteration(screen) > 0));
    await jam(program);
    // Acted on meanwhile, but not shown.
    program.press(' ');
    await wait(500);
    const written = program.output.length;
    program.startReading();
    await program.waitFor('PAUSED');
    const screen = await program.quiet(300);
    assert.ok(iteration(screen) > before);
    const came = program.output.length - written;
    assert.deepEqual(program.emulator.unknownSequences, []);
    // And it is a whole one.
    const drawn = program.emulator.styledText();
    program.press('\x0c');
    await program.quiet(300);
    assert.equal(program.emulator.styledText(), drawn);
    // What the pseudo-terminal held, the frame that waited, and the newest one.
    const frame = program.output.length - written - came;
    assert.ok(came < 3 * frame + 16_384, `${came} characters came, a frame has ${frame}`);
  });

  for (const [name, end, code] of [
    ['q', (program: Program) => program.press('q'), 0],
    ['SIGTERM', (program: Program) => program.kill('SIGTERM'), 143],
  ] as const) {
    it(`is left with ${name}`, async (test) => {
      const program = startSinfit({ test, ...size }, ...ENDLESS);
      await program.waitFor((screen) => iteration(screen) > 0);
      await jam(program);
      end(program);
      // The program is gone although nobody has read: only then the rest is looked at.
      await until(() => isGone(program), 'the end of the program');
      program.startReading();
      assert.deepEqual(await program.exited, { exitCode: code, signal: null });
    });
  }

  it('and reads again while the program leaves is restored', async (test) => {
    const program = startSinfit({ test, ...size }, ...ENDLESS);
    await program.waitFor((screen) => iteration(screen) > 0);
    await jam(program);
    program.press('q');
    await wait(200);
    program.startReading();
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assert.equal(program.emulator.alternate, false);
    assert.equal(program.emulator.cursorVisible, true);
    assert.match(program.emulator.text(), /Result: y = /);
  });

  it('or is only slow, is restored whatever there was to draw', async (test) => {
    // The shell keeps the terminal after the program: what nobody has read would be lost with it.
    const script = '"$@"; code=$?; read line; exit $code';
    const args = ['-c', script, 'sh', process.execPath, CLI, '--seed', '42', ...STANDSTILL];
    const program = startProgram('sh', args, { test, columns: 640, rows: 240 });
    await program.waitFor('8.817');
    // The map alone on the screen has more than all buffers hold.
    program.press('vvf');
    await program.waitFor((screen) => screen.includes('X best') && !screen.includes('─ Loss'));
    program.stopReading();
    program.press('\x0c');
    await wait(500);
    program.press('q');
    // Longer than a terminal may take in nothing at all.
    for (let i = 0; i < 4; i++) {
      await wait(1400);
      program.startReading();
      await wait(5);
      program.stopReading();
    }
    program.startReading();
    await program.waitFor(/Repeat: .* --seed 42/);
    program.press('\r');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assertModes(program);
  });
});

// Alone: a program that other tests hold up draws fewer frames.
it('a terminal that stops reading costs no memory', async (test) => {
  const memory = memoryOf(test);
  // At a pace that costs little, and at which the history of the run does not grow by much.
  const args = [...memory.args, CLI, '--pace', '500', '--iterations', '1e9'];
  const program = startProgram(process.execPath, args, {
    test,
    // Of so large a screen, all the frames would be several times what is allowed below.
    columns: 300,
    rows: 100,
    env: memory.env,
  });
  await program.waitFor((screen) => iteration(screen) > 0);
  // What is compiled and kept for every frame is there by then.
  await wait(1000);
  const before = await memory.ask(program);
  await jam(program, OVERFULL);
  const growth = (await memory.ask(program)) - before;
  test.diagnostic(`${growth} bytes more after ${OVERFULL} redraws`);
  assert.ok(growth < 5 * 2 ** 20, `${growth} bytes`);
});

/** Whether the process has ended, as a zombie or altogether. */
function isGone({ pid }: Program): boolean {
  try {
    process.kill(pid, 0);
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}
