/** Whatever is typed, pasted or reported: no crash, and no state but what the keys in it ask for. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionOf } from '../../src/dashboard/input/keymap.js';
import { type Program, SEVERAL_AT_ONCE } from './program.js';
import { afterEscape, ENDLESS, firstFrame, iteration, STANDSTILL, startSinfit } from './sinfit.js';

type Test = Parameters<typeof startSinfit>[0]['test'];

const size = { columns: 120, rows: 40 };

/** A dashboard that stands still, and its screen. */
async function start(test: Test): Promise<{ program: Program; before: string }> {
  const program = startSinfit({ test, ...size }, ...STANDSTILL);
  return { program, before: await firstFrame(program) };
}

/** The program shows what it showed before, and its keys still work. */
async function assertUntouched(program: Program, before: string): Promise<void> {
  // Longer than a broken sequence or paste is waited for.
  assert.equal(await program.quiet(800), before);
  assert.deepEqual(program.emulator.replies, []);
  await assertAlive(program);
}

async function assertAlive(program: Program): Promise<void> {
  program.press('?');
  await program.waitFor('─ Help');
  program.press('\x1b');
  await program.waitFor((screen) => !screen.includes('─ Help'));
  await afterEscape();
  program.press('q');
  assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  assert.equal(program.emulator.alternate, false);
  assert.match(program.emulator.text(), /Result: y = /);
}

/** Numerical Recipes' linear congruential generator; whole numbers below `limit`. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Text with every key of the dashboard in it. */
const TEXT = 'quit? reset! [n] +-= p s h y z v g 0 \t\x03\x1a\x0c\x1b[A\x1bOA\r\n ';

describe('10,000 random bytes', SEVERAL_AT_ONCE, () => {
  for (const seed of [1, 2, 3]) {
    it(`seed ${seed}: the program lives and its keys work`, async (test) => {
      const { program } = await start(test);
      const random = randomNumbers(seed);
      // All but those that ask to end, to suspend, or to save, which takes as long as the disk does.
      const asks = [...'qQ\x03\x1aeE'].map((key) => key.charCodeAt(0));
      const bytes = Buffer.from(
        Array.from({ length: 10_000 }, () => random(256)).filter((byte) => !asks.includes(byte)),
      );
      program.pressBytes(bytes);
      await program.quiet(800);
      // Out of the help and the look back that keys among them may have opened.
      program.press('\x1b\x1b');
      await afterEscape();
      await program.waitFor((screen) => !screen.includes('STARTING'));
      assert.match(program.emulator.text().split('\n')[0]!, /^ .* [A-Z]+$/);
      assert.deepEqual(program.emulator.unknownSequences, []);
      assert.deepEqual(program.emulator.replies, []);
      await assertAlive(program);
    });
  }

  it('without a key among them: nothing changes', async (test) => {
    const { program, before } = await start(test);
    const random = randomNumbers(4);
    const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i));
    const nothing = printable.filter((key) => actionOf(key) === undefined);
    const bytes = Array.from(
      { length: 10_000 },
      () =>
        // Letters without a meaning, bytes beyond ASCII, and control characters without one.
        [
          nothing[random(nothing.length)]!.charCodeAt(0),
          128 + random(128),
          [1, 2, 4, 5, 6, 7, 14, 21, 24, 127][random(10)]!,
        ][random(3)]!,
    );
    program.pressBytes(Buffer.from(bytes));
    await assertUntouched(program, before);
  });
});

describe('a paste', SEVERAL_AT_ONCE, () => {
  const paste = `\x1b[200~${TEXT.repeat(Math.ceil(10_240 / TEXT.length))}\x1b[201~`;

  it('of 10 kB triggers no commands', async (test) => {
    const { program, before } = await start(test);
    program.press(paste);
    await assertUntouched(program, before);
  });

  it('that arrives in pieces triggers none either', async (test) => {
    const { program, before } = await start(test);
    for (const length of [3, 8, 1000, 5000, paste.length - 2]) {
      program.press(paste.slice(0, length));
      await program.quiet(20);
      program.press(paste.slice(length));
    }
    await assertUntouched(program, before);
  });

  it('under full load triggers none either', async (test) => {
    const program = startSinfit({ test, ...size }, ...ENDLESS);
    await program.waitFor((screen) => iteration(screen) > 0);
    for (let i = 0; i < 10; i++) {
      program.press(paste);
    }
    const then = iteration(program.emulator.text());
    const screen = await program.waitFor((text) => iteration(text) > then + 10_000);
    assert.match(screen, /> RUNNING/);
    assert.match(screen, / full speed +> RUNNING/);
    assert.match(screen, /Learning rate +1e-6/);
    program.press('d');
    await program.waitFor(/seed +42/);
    await assertAlive(program);
  });
});

describe('reports and replies that nobody asked for', () => {
  const position = (column: number, row: number): string =>
    String.fromCharCode(32 + column) + String.fromCharCode(32 + row);
  const reports: Record<string, string[]> = {
    'X10 mouse': [`\x1b[M ${position(13, 81)}`, '\x1b[M qq', '\x1b[M#rn', '\x1b[M` +'],
    'normal and motion mouse': ['\x1b[M!ss', '\x1b[MC!!', '\x1b[M@pp', '\x1b[Mahh'],
    'UTF-8 mouse': ['\x1b[M \xc4\x80r', '\x1b[M \xc4\x80\xc4\xb1'],
    'SGR mouse': ['\x1b[<0;113;32M', '\x1b[<0;113;32m', '\x1b[<64;1;1M', '\x1b[<35;200;50M'],
    'urxvt mouse': ['\x1b[32;113;32M', '\x1b[96;1;1M'],
    'highlight mouse': ['\x1b[t!!', '\x1b[T!!!!!!'],
    'DEC locator': ['\x1b[1;2;3;4;0&w'],
    focus: ['\x1b[I', '\x1b[O'],
    'device attributes': ['\x1b[?62;22c', '\x1b[>41;354;0c', '\x1b[=1c', '\x1b[?1;2c'],
    'positions and sizes': ['\x1b[24;80R', '\x1b[?24;80;1R', '\x1b[8;24;80t', '\x1b[0n'],
    colours: ['\x1b]10;rgb:ffff/ffff/ffff\x07', '\x1b]11;rgb:0000/0000/0000\x1b\\'],
    'strings and versions': ['\x1bP>|XTerm(380)\x1b\\', '\x1bP1$r0m\x1b\\', '\x1b_Gi=1;OK\x1b\\'],
    'modes and kitty keys': ['\x1b[?2004;1$y', '\x1b[?1u', '\x1b[113;5u', '\x1b[27;5;113~'],
  };
  it('are not keys', async (test) => {
    const { program, before } = await start(test);
    for (const [name, sequences] of Object.entries(reports)) {
      program.pressBytes(Buffer.from(sequences.join('').repeat(200), 'latin1'));
      assert.equal(await program.quiet(150), before, name);
    }
    await assertUntouched(program, before);
  });
});

describe('partial escape sequences', SEVERAL_AT_ONCE, () => {
  it('are waited for, then dropped', async (test) => {
    const { program, before } = await start(test);
    for (const part of [
      '\x1b[',
      '\x1b[1;',
      '\x1b[<0;1',
      '\x1b[M',
      '\x1b[M!',
      '\x1bO',
      '\x1b]0;x',
    ]) {
      program.press(part);
      assert.equal(await program.quiet(200), before);
    }
    await assertUntouched(program, before);
  });

  it('are put together, however they are cut', async (test) => {
    const { program, before } = await start(test);
    for (const sequence of ['\x1b[<0;113;32M', '\x1b[M qq', '\x1b]0;quit\x1b\\', '\x1b[24;80R']) {
      for (let cut = 2; cut < sequence.length; cut++) {
        program.press(sequence.slice(0, cut));
        await new Promise((resolve) => setTimeout(resolve, 10));
        program.press(sequence.slice(cut));
      }
    }
    await assertUntouched(program, before);
  });
});

/**
 * A frame of training comes every 33 ms. Frames are counted, the one on its way included, because a
 * busy machine stretches every time; the bench measures how many milliseconds a key takes.
 */
describe('a key under --pace max acts before a third frame of training', () => {
  for (const [name, key, shown] of [
    ['in the dashboard', '?', '─ Help'],
    ['in the worker and back', ' ', 'PAUSED'],
  ] as const) {
    it(name, async (test) => {
      const program = startSinfit({ test }, ...ENDLESS);
      await program.waitFor((screen) => iteration(screen) > 0);
      const frames: number[] = [];
      for (let i = 0; i < 20; i++) {
        const before = new Set([iteration(program.emulator.text())]);
        program.press(key);
        await program.waitFor((screen) => {
          before.add(iteration(screen));
          return screen.includes(shown);
        });
        frames.push(before.size - 1);
        program.press(key);
        await program.waitFor((screen) => !screen.includes(shown));
      }
      // When this process stands still, more frames than those two wait for it in the terminal.
      const median = frames.sort((one, other) => one - other)[frames.length / 2]!;
      assert.ok(median <= 2, `frames before each effect: ${frames.join(' ')}`);
    });
  }
});
