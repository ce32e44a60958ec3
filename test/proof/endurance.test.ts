/** Long runs: no growth of memory or listeners, and the result of a run in one go. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import blessed from 'blessed';
import { focusedRun } from '../../src/dashboard/model/selectors.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { HISTORY_CAPACITY } from '../../src/runs/history.js';
import { openTestScreen } from '../dashboard/screen.js';
import { Simulation, tutorialSettings } from '../dashboard/states.js';
import { startProgram } from '../terminal/program.js';
import { CLI, iteration } from '../terminal/sinfit.js';
import { scaled } from './scale.js';

const MEBIBYTE = 2 ** 20;

/** What may come and go without being a leak: caches, compiled code. */
const ALLOWED = 2 * MEBIBYTE;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function memoryInUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What emitters of Node.js and of blessed, which has its own, keep their listeners in. */
interface Emitter {
  readonly _events: Readonly<Record<string, unknown>>;
  readonly program: Emitter;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('an hour on a clock of its own', () => {
  it('leaves memory and listeners as they were, and ends as a run in one go', async (test) => {
    const hours = scaled(1, 12);
    const settings = {
      ...tutorialSettings,
      samples: 20,
      learningRate: 1e-5,
      iterations: 450 * 3600 * hours,
    };
    const size = { columns: 120, rows: 40 };
    const simulation = new Simulation(size, { settings, pace: 500 });
    const screen = openTestScreen(size);
    const { instances } = (blessed as unknown as { Screen: { instances: Emitter[] } }).Screen;
    const listeners = (): number =>
      [process as unknown as Emitter, ...instances, ...instances.map(({ program }) => program)]
        .flatMap(({ _events }) => Object.values(_events))
        .reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 1), 0);
    const keys = ['v', 'y', 'z', 'o', 'c', 'g', '?', '?'];
    let warm: { memory: number; listeners: number } | null = null;
    for (let time = 0, i = 0; time < hours * HOUR; time += 20 * SECOND, i++) {
      simulation.pass(20 * SECOND);
      simulation.press(keys[i % keys.length]!);
      // A finished run would be trained on.
      if (time % (5 * MINUTE) === 0 && focusedRun(simulation.state).status !== 'finished') {
        simulation.press('space');
        simulation.pass(SECOND);
        simulation.press('left');
        simulation.press('escape');
        simulation.press('space');
      }
      // Kept for tests that look at them.
      simulation.events.length = 0;
      await screen.draw(simulation.state);
      if (time === 20 * MINUTE) {
        // The history is full by then.
        assert.ok(focusedRun(simulation.state).history.snapshots.length > HISTORY_CAPACITY / 2);
        warm = { memory: memoryInUse(), listeners: listeners() };
      }
    }
    const growth = memoryInUse() - warm!.memory;
    test.diagnostic(`${(growth / MEBIBYTE).toFixed(2)} MiB more than after the warm-up`);
    assert.ok(growth < ALLOWED, `${growth} bytes`);
    assert.equal(listeners(), warm!.listeners);
    await screen.close();

    const { status, present, history } = focusedRun(simulation.state);
    assert.equal(status, 'finished');
    assert.ok(history.snapshots.length <= HISTORY_CAPACITY);
    const { engine, samples, interval, degree, initial, learningRate } = settings;
    const objective = createObjective(engine, samples, interval, degree);
    const descent = new Descent(objective, initial, learningRate);
    while (descent.iteration < settings.iterations) {
      descent.step();
    }
    assert.deepEqual(present, descent.snapshot());
  });
});

const THREADS = ['main', 'training'] as const;

interface Vitals {
  readonly thread: (typeof THREADS)[number];
  readonly memory: number;
  readonly rss: number;
  readonly listeners: number;
}

describe('the program with moments', () => {
  const iterations = scaled(5e6, 9e8);
  const moments = ['--seed', '42', '--engine', 'moments', '--iterations'];

  it(`does ${iterations} iterations, stays as it is, and prints what a run in one go prints`, {
    timeout: scaled(120_000, 3_600_000),
  }, async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'sinfit-endurance-'));
    test.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'vitals');
    writeFileSync(file, '');
    const lines = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const vitals = new URL('./fixtures/vitals.js', import.meta.url).href;
    // It is left before its end: what the space bar does must not depend on when that comes.
    const options = [...moments, '1e9', '--every', '200', '--pace', 'max'];
    const program = startProgram(
      process.execPath,
      ['--expose-gc', '--import', vitals, CLI, ...options],
      { test, env: { VITALS_FILE: file }, columns: 120, rows: 40 },
    );
    // Until all that is kept of a run is full, which is 4096 records, and all code of the keys is compiled.
    await program.waitFor((screen) => iteration(screen) > iterations / 2, {
      timeout: scaled(60_000, 1_800_000),
    });
    const keys = ['v', 'y', 'z', 'o', ' ', ' ', '?', '?'];
    const looksAtLeast = 15 * keys.length;
    for (let i = 0; i < looksAtLeast || !(iteration(program.emulator.text()) > iterations); i++) {
      const before = lines().length;
      program.kill('SIGURG');
      // A look while the program leaves would miss the listeners that are gone by then.
      while (lines().length < before + THREADS.length) {
        await wait(10);
      }
      program.press(keys[i % keys.length]!);
      await wait(scaled(20, 1000));
    }
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });

    const looks = lines().map((line) => JSON.parse(line) as Vitals);
    for (const thread of THREADS) {
      const seen = looks.filter((look) => look.thread === thread);
      assert.ok(seen.length >= 3, `${seen.length} looks at ${thread}`);
      const first = seen[1]!;
      const last = seen.at(-1)!;
      // The first fifth of the looks warms up: every view with every axis remembers something. What is
      // on its way between the threads comes and goes: only the least of many looks counts.
      const least = (some: readonly Vitals[]) => Math.min(...some.map(({ memory }) => memory));
      const [warm, middle] = [0.2, 0.6].map((part) => Math.ceil(seen.length * part));
      const growth = least(seen.slice(middle)) - least(seen.slice(warm, middle));
      const [from, to] = [first, last].map(({ rss }) => (rss / MEBIBYTE).toFixed(0));
      test.diagnostic(
        `${thread}: ${seen.length} looks: ${(growth / MEBIBYTE).toFixed(2)} MiB more, resident ${from} to ${to} MiB`,
      );
      assert.ok(growth < ALLOWED, `${thread}: ${growth} bytes`);
      assert.equal(last.listeners, first.listeners, thread);
    }

    const result = /Result: [^\r\n]*/.exec(program.output)![0];
    const done = /(\d+) iterations, loss/.exec(program.output)![1]!;
    const inOneGo = execFileSync(
      process.execPath,
      [CLI, ...moments, done, '--every', done, '--headless'],
      { encoding: 'utf8' },
    );
    assert.equal(inOneGo.trimEnd().split('\n').at(-1), result);
  });
});
