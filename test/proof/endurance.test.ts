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

/** How many views `v` has, and axes `y`. */
const VIEWS = 4;
const AXES = 3;

interface Vitals {
  readonly thread: (typeof THREADS)[number];
  readonly memory: number;
  readonly rss: number;
  readonly listeners: number;
}

describe('the program with moments', () => {
  const iterations = scaled(2e6, 5e8);
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
      // The code that V8 optimizes grows for a minute.
      ['--expose-gc', ...scaled(['--no-opt'], []), '--import', vitals, CLI, ...options],
      { test, env: { VITALS_FILE: file }, columns: 120, rows: 40 },
    );
    const act = async (key: string): Promise<void> => {
      const before = program.output.length;
      program.press(key);
      await program.waitFor(() => program.output.length > before);
    };
    /**
     * The threads at rest, after every view was drawn with every axis: each remembers what it drew last,
     * and while it trains, something is on its way between the threads.
     */
    const look = async (): Promise<readonly Vitals[]> => {
      program.press(' ');
      await program.waitFor('PAUSED');
      for (let i = 0; i < AXES; i++) {
        for (let j = 0; j < VIEWS; j++) {
          await act('v');
        }
        await act('y');
      }
      const before = lines().length;
      program.kill('SIGURG');
      while (lines().length < before + THREADS.length) {
        await wait(10);
      }
      program.press(' ');
      await program.waitFor('RUNNING');
      return lines()
        .slice(before)
        .map((line) => JSON.parse(line) as Vitals);
    };
    // Until all that is kept of a run is full, which is 4096 records.
    await program.waitFor((screen) => iteration(screen) > iterations / 2, {
      timeout: scaled(60_000, 1_800_000),
    });
    const keys = ['v', 'y', 'z', 'o', ' ', ' ', '?', '?'];
    const round = async (): Promise<readonly Vitals[]> => {
      for (const key of keys) {
        program.press(key);
        await wait(scaled(20, 1000));
      }
      return look();
    };
    const looks = [await round(), await round(), await round()];
    while (looks.length < 12 || !(iteration(program.emulator.text()) > iterations)) {
      looks.push(await round());
    }
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });

    for (const thread of THREADS) {
      const seen = looks.flat().filter((each) => each.thread === thread);
      // How much is kept of a run varies: it is thinned now and then.
      const [first, last] = [seen.slice(0, 3), seen.slice(-3)].map((some) =>
        some.reduce((one, other) => (one.memory < other.memory ? one : other)),
      );
      const growth = last!.memory - first!.memory;
      const [from, to] = [first!, last!].map(({ rss }) => (rss / MEBIBYTE).toFixed(0));
      test.diagnostic(
        `${thread}: ${(growth / MEBIBYTE).toFixed(2)} MiB more, resident ${from} to ${to} MiB`,
      );
      assert.ok(growth < ALLOWED, `${thread}: ${growth} bytes`);
      assert.equal(last!.listeners, first!.listeners, thread);
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
