/** Resizes of a real terminal: the frame follows at once, and nothing is left behind by many. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { standardNormals } from '../../src/fit/random.js';
import { openTestScreen } from '../dashboard/screen.js';
import { Simulation, tutorialSettings } from '../dashboard/states.js';
import type { Size } from '../emulator.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { memoryOf, until } from './memory.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { assertModes, CLI, firstFrame, iteration, STANDSTILL, startSinfit } from './sinfit.js';

type Test = Parameters<typeof startSinfit>[0]['test'];

/** The screen with its styles, but for the clock, which is not the same in two runs. */
function shown({ emulator }: Program): string {
  return withoutClock(emulator.styledText());
}

function withoutClock(frame: string): string {
  return frame.replace(/(elapsed|reached)[^│]*/g, '$1');
}

/** Keys, and what the screen says when they have had their effect. */
interface Keys {
  readonly keys: string;
  readonly effect: string;
}

async function press(program: Program, { keys, effect }: Keys): Promise<void> {
  program.press(keys);
  // A screen that is too small does not show it.
  await program.waitFor((screen) => screen.includes(effect) || screen.includes('needs'));
  await program.quiet(200);
}

const NO_KEYS: Keys = { keys: '', effect: 'RUNNING' };
const PAUSE: Keys = { keys: ' ', effect: 'PAUSED' };

/** What a program that is started at that size shows after the keys, at iteration 0. */
async function frameAt(test: Test, size: Size, keys = NO_KEYS): Promise<string> {
  const program = startSinfit({ test, ...size }, ...STANDSTILL);
  await firstFrame(program);
  await press(program, keys);
  const frame = shown(program);
  await program.close();
  return frame;
}

/** Waits until the screen shows that frame; fails with the difference. */
async function assertShows(program: Program, frame: string): Promise<void> {
  await program
    .waitFor(() => shown(program) === frame)
    .catch(() => {
      assert.equal(shown(program), frame);
    });
}

/** Waits until the file that a program records in has that in it. */
function recorded(file: string, what: string): Promise<void> {
  return until(() => existsSync(file) && readFileSync(file, 'utf8').includes(what), what);
}

describe('every size from 20x6 to 300x100', SEVERAL_AT_ONCE, () => {
  /** Widths and heights from the least to the most in steps, and the corners. */
  const sizes: Size[] = [];
  for (let i = 0; i <= 14; i++) {
    sizes.push({ columns: 20 + 20 * i, rows: 6 + ((i * 11) % 95) });
  }
  for (const columns of [20, 40, 80, 300]) {
    for (const rows of [6, 12, 100]) {
      sizes.push({ columns, rows });
    }
  }

  for (const [state, args, keys, settings] of [
    ['degree 3', [], PAUSE, {}],
    ['degree 9', ['--degree', '9', '--lr', '1e-12'], PAUSE, { degree: 9, learningRate: 1e-12 }],
    ['the loss surface', [], { keys: ' vv', effect: 'X best' }, {}],
  ] as const) {
    // What is drawn in memory has room and is whole: see ../dashboard/sizes.test.ts.
    it(`shows what the same state draws in memory: ${state}, paused`, async (test) => {
      const program = startSinfit({ test }, ...STANDSTILL, ...args);
      await program.waitFor(/best \d/);
      await press(program, keys);
      const { degree, ...others } = { ...tutorialSettings, ...settings };
      const initial = standardNormals(42, degree + 1);
      const simulation = new Simulation(
        { columns: 80, rows: 24 },
        { settings: { ...others, degree, initial }, seed: 42, pace: 0.0001 },
      );
      simulation.pass(1000);
      for (const key of keys.keys) {
        simulation.press(key === ' ' ? 'space' : key);
      }
      const memory = openTestScreen(simulation.state.size);
      for (const size of sizes) {
        program.resize(size);
        memory.resize(size);
        await memory.draw({ ...simulation.state, size });
        await assertShows(program, withoutClock(memory.emulator.styledText()));
      }
      assert.deepEqual(program.emulator.unknownSequences, []);
      await memory.close();
      program.press('q');
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    });
  }
});

describe('a resize', SEVERAL_AT_ONCE, () => {
  const sizes = [
    { columns: 120, rows: 40 },
    { columns: 30, rows: 8 },
    { columns: 81, rows: 24 },
  ];

  // Paused, at many more sizes, above.
  for (const [state, keys] of [
    ['running', NO_KEYS],
    ['showing the help', { keys: '?', effect: '─ Help' }],
  ] as const) {
    it(`draws the frame of the new size while ${state}`, async (test) => {
      const program = startSinfit({ test }, ...STANDSTILL);
      await firstFrame(program);
      await press(program, keys);
      for (const size of sizes) {
        program.resize(size);
        await assertShows(program, await frameAt(test, size, keys));
      }
    });
  }

  it('below the least size says what is needed; training continues and keys work', async (test) => {
    const file = join(temporaryFolder(test), 'run.ndjson');
    const args = ['--pace', '1000', '--every', '10', '--out', file];
    const program = startSinfit({ test, columns: 39, rows: 11 }, ...args);
    const line = /needs (\d+)x(\d+)/;
    const small = await program.waitFor(line);
    assert.equal(small.trim().split('\n').length, 1, 'one line');
    const row = small.split('\n').findIndex((text) => line.test(text));
    assert.equal(row, 5, 'in the middle');
    const text = small.split('\n')[row]!;
    const left = text.length - text.trimStart().length;
    assert.ok(Math.abs(left - (39 - text.length)) <= 1, 'centred');
    // Training goes on until it is paused, unseen.
    await recorded(file, '"record"');
    program.press(' ');
    program.resize({ columns: 80, rows: 24 });
    const paused = await program.waitFor('PAUSED');
    assert.ok(iteration(await program.quiet(200)) > 0);
    program.resize({ columns: 20, rows: 6 });
    await program.waitFor(/^ *needs \d+x\d+$/m);
    program.press('r');
    program.resize({ columns: 80, rows: 24 });
    await program.waitFor((screen) => iteration(screen) === 0);
    program.resize({ columns: 20, rows: 6 });
    await program.waitFor(/^ *needs \d+x\d+$/m);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assert.match(paused, /fitting a cubic/);
  });

  it('500 of them leave a correct frame, no warning and no memory behind', async (test) => {
    const size = { columns: 100, rows: 30 };
    const frame = await frameAt(test, size);
    const memory = memoryOf(test);
    const args = [...memory.args, CLI, '--seed', '42', ...STANDSTILL];
    // With which a warning is told in the end.
    const env = { SINFIT_DEBUG: '1', ...memory.env };
    const program = startProgram(process.execPath, args, { test, env });
    await program.waitFor('RUNNING');
    const storm = async (): Promise<void> => {
      for (let i = 0; i < 250; i++) {
        program.resize({ columns: 20 + ((i * 37) % 281), rows: 6 + ((i * 17) % 95) });
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      program.resize(size);
      await assertShows(program, frame);
    };
    await storm();
    const before = await memory.ask(program);
    await storm();
    const growth = (await memory.ask(program)) - before;
    // What is compiled meanwhile comes and goes; 8 kB from each resize would be too much.
    assert.ok(growth < 2 * 2 ** 20, `${growth} bytes more`);
    assert.deepEqual(program.emulator.unknownSequences, []);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assert.doesNotMatch(program.output, /Warning|MaxListeners/);
  });

  it('of a terminal that says 0 x 0 gets 80 x 24', async (test) => {
    const script = 'stty cols 0 rows 0; exec "$@"';
    const args = ['-c', script, 'sh', process.execPath, CLI, '--seed', '42', ...STANDSTILL];
    const program = startProgram('sh', args, { test });
    await assertShows(program, await frameAt(test, { columns: 80, rows: 24 }));
  });

  for (const size of ['2000 rows 2000', '65535 rows 65535', '65535 rows 1', '1 rows 65535']) {
    it(`of a terminal that says ${size} is drawn within bounds, and left as it was`, async (test) => {
      const script = `stty cols ${size}; echo at home; exec "$@"`;
      const file = join(temporaryFolder(test), 'run.ndjson');
      const run = [CLI, '--pace', 'max', '--iterations', '100', '--out', file];
      const args = ['-c', script, 'sh', process.execPath, ...run];
      // The emulator need not be that large: it clips what is drawn.
      const program = startProgram('sh', args, { test, columns: 120, rows: 40 });
      await program.waitFor(() => program.output.includes('\x1b[?1049h'));
      await recorded(file, '"outcome"');
      await program.quiet(300);
      assert.ok(program.output.length < 200_000, `${program.output.length} characters`);
      program.press('q');
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
      assertModes(program);
      assert.match(program.emulator.text(), /^at home\nResult: y = .*\n100 iterations, loss /);
    });
  }
});
