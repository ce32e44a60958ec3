/**
 * Random keys and resizes in a real pseudo-terminal, each sequence ending with `q`: the terminal is
 * as it was, and the command that is printed repeats the run digit for digit.
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { Size } from '../../src/dashboard/model/state.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { type Program, startProgram } from '../terminal/program.js';
import { betweenSettings, readSettings } from '../terminal/settings.js';
import { CLI } from '../terminal/sinfit.js';
import { SEED, scaled } from './scale.js';

const SCRIPTS = scaled(20, 300);

/** Programs that run at the same time. */
const PARALLEL = 2;

/** Longer than the keyboard waits to see whether an Esc begins a sequence. */
const AFTER_ESCAPE = 600;

const keys = [
  ...['[', ']', '0'],
  ...[' ', 's', 'r', 'n', '+', '-', '\t', '\x1b[Z', '\x1b[D', '\x1b[C', '\x1b[5~', '\x1b[6~'],
  ...['\x1b[H', '\x1b[F', '\r', 'v', 'o', 'c', 'y', 'z', 'g', '\x0c', '?', '\x1b[A', '\x1b[B'],
  ...['t', '1', '2', 'k', 'b'],
  ...['\x1b', 'x', 'X', '\x1b[200~q\x1b[201~', '\x1b[<0;5;5M'],
];

type Move = { readonly type: string } | { readonly size: Size } | { readonly wait: number };

const size = fc.record({
  columns: fc.integer({ min: 20, max: 160 }),
  rows: fc.integer({ min: 6, max: 50 }),
});

/** Chooses a lesson, answers, and perhaps goes on; the lessons are read meanwhile. */
const lesson = fc
  .record({
    number: fc.integer({ min: 1, max: LESSON_NAMES.length }),
    after: fc.constantFrom('', '1', '2\r', '\r3\r', 'kk\r'),
  })
  .map(({ number, after }): Move[] => [
    { type: 't' },
    { wait: 300 },
    { type: `${number}\r` },
    { wait: 100 },
    { type: after },
  ]);

const moves = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...keys).map((type): Move[] => [{ type }]) },
      { weight: 1, arbitrary: size.map((size): Move[] => [{ size }]) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }).map((wait): Move[] => [{ wait }]) },
      { weight: 1, arbitrary: lesson },
    ),
    { minLength: 1, maxLength: 12, size: 'max' },
  )
  // At the end some training, most likely.
  .map((moves): Move[] => [...moves.flat(), { wait: 80 }]);

const scripts = fc.record({
  args: fc
    .record({
      seed: fc.nat({ max: 4294967295 }).map(String),
      lr: fc.constantFrom('1e-6', '1e-7', '3.1e-6', '1e-5', '1e-6 2e-6', '1e-3'),
      schedule: fc.constantFrom('none', '50:2e-6,200:1e-7', '1:1e-7,1000:1e-6'),
      samples: fc.constantFrom('2', '50', '2000'),
      degree: fc.constantFrom('0', '1', '3', '3', '9'),
      iterations: fc.constantFrom('5', '300', '2000', '1000000'),
      every: fc.constantFrom('1', '7', '100', '1000'),
      engine: fc.constantFrom('pointwise', 'moments'),
      pace: fc.constantFrom('max', '100000', '5000', '500'),
    })
    .map((options) =>
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...value.split(' ')]),
    ),
  size,
  moves,
});

type Script = typeof scripts extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays the script and looks at the terminal that it leaves. */
async function play({ args, size, moves }: Script): Promise<Program> {
  const wrapped = betweenSettings(process.execPath, [CLI, ...args]);
  const program = startProgram(wrapped.command, wrapped.args, size);
  try {
    await program.waitFor(() => program.emulator.alternate && /Loss|40x12/.test(program.output));
    for (const move of moves) {
      if ('type' in move) {
        program.press(move.type);
        if (move.type === '\x1b') {
          await wait(AFTER_ESCAPE);
        }
      } else if ('size' in move) {
        program.resize(move.size);
      } else {
        await wait(move.wait);
      }
    }
    // From anywhere, while q would only close an open help.
    program.press('\x03');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  } finally {
    await program.close();
  }
  const { before, after } = readSettings(program.output);
  assert.ok(before);
  assert.equal(after, before);
  const { emulator } = program;
  assert.equal(emulator.alternate, false);
  assert.equal(emulator.cursorVisible, true);
  assert.equal(emulator.bracketedPaste, false);
  assert.equal(emulator.mouseTracking, 'none');
  assert.deepEqual(emulator.unknownSequences, []);
  assert.deepEqual(emulator.replies, []);
  return program;
}

function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    // Every line of a long run may be many megabytes.
    const options = { timeout: 60_000, maxBuffer: Number.POSITIVE_INFINITY };
    execFile(process.execPath, [CLI, ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

/** @returns whether there was a run to repeat. */
async function checkRepeat({ output }: Program): Promise<boolean> {
  const summary = output.slice(output.lastIndexOf('\x1b[?2004l'));
  assert.doesNotMatch(summary, /NaN|Infinity|undefined/);
  const [, command] = /Repeat: .*? (--(?:seed|init) .*)\r\n/.exec(summary) ?? [];
  const nothingDone = /\r?\n0 iterations, /.test(summary);
  // Only of a run that has not begun is there nothing to say.
  assert.equal(command === undefined, !/(iterations, loss|Diverged at) /.test(summary), summary);
  if (command === undefined || nothingDone) {
    return false;
  }
  const { code, out, err } = await run([...command.split(' '), '--headless']);
  const result = /Result: [^\r\n]*/.exec(summary)?.[0];
  if (result === undefined) {
    assert.equal(code, 3, command);
    // Of several learning rates more than one may have diverged.
    const places = [...summary.matchAll(/Diverged at iteration (\d+)/g)].map(([, at]) => at);
    assert.ok(
      places.some((at) => err.includes(`diverged at iteration ${at}:`)),
      `${command}: ${err}`,
    );
    return true;
  }
  // Without the dashboard a run that does not converge has exit code 3.
  assert.ok(code === 0 || code === 3, `${command}: ${code} ${err}`);
  const lines = out.split('\n').map((line) => line.replace(/^lr=\S+ /, ''));
  assert.ok(
    lines.some((line) => line === result),
    `${command}: ${result}, not ${out.slice(-500)}`,
  );
  return true;
}

describe(`${SCRIPTS} random key scripts`, () => {
  it('end with the terminal restored and a command that repeats the run', async (test) => {
    test.diagnostic(`seed ${SEED}`);
    const waiting = fc.sample(scripts, { numRuns: SCRIPTS, seed: SEED });
    let repeated = 0;
    const player = async (): Promise<void> => {
      for (let script = waiting.pop(); script; script = waiting.pop()) {
        try {
          repeated += Number(await checkRepeat(await play(script)));
        } catch (error) {
          const what = `seed ${SEED}, ${JSON.stringify(script)}`;
          throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
        }
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, player));
    test.diagnostic(`${repeated} of ${SCRIPTS} runs were repeated`);
    assert.ok(repeated > scaled(0, SCRIPTS / 6), `only ${repeated} runs could be repeated`);
  });
});
