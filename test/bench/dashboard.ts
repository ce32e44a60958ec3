import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_WITH_WORKER, ROOT, sinfit, sinfitIn } from './baselines.js';
import { median } from './statistics.js';
import type { Measurement } from './table.js';
import { residentMemory, type Usage, usage, type Watched, watch } from './watched.js';

/** A run of ten times as many updates as the default run, enough for all code to be compiled. */
const LONGER = ['--iterations', '20000', '--pace', '2000'];

/** How many runs a median is taken of. */
const ROUNDS = 5;

/** Milliseconds for which a dashboard at rest is watched. */
const REST = 10_000;

/** Milliseconds after which everything that a key does is done. */
const SETTLED = 300;

/** Milliseconds after which the engine has also compiled its hot code. */
const COLLECTED = 3_000;

const KEYS = 60;

/** Milliseconds at which the memory of a long run is first looked at, and at last. */
const [EARLY, LATE] = [15_000, 45_000];

const FIRST_FRAME = /quit/;

/** What drawing costs, and what a dashboard at rest does; only on Linux. */
export async function measureDrawing(): Promise<Measurement[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const runs: Spent[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    runs.push(await spentOnRun(ROOT));
  }
  const of = (quantity: (spent: Spent) => number) => median(runs.map(quantity));
  // What the engine does by itself, whatever the program: V8 shrinks its memory after 8 s.
  const idle = watch(NODE_WITH_WORKER);
  const { program } = await drawnRun(ROOT);
  const lines = [
    limited('bytes written per update, default run', of(({ bytes }) => bytes) / 20, 'B', 700),
    limited('main thread per update, default run', of(({ used }) => used.mainCpu) / 20, 'ms', 2),
    limited(
      'processor time of the default run, drawn',
      of(({ used }) => used.cpu),
      'ms',
      500,
    ),
    ...(await atRest(program, 'finished', idle)),
  ];
  idle.kill();
  await idle.exited;
  program.press('r');
  await program.seen(/RUNNING/, true);
  program.press(' ');
  await program.seen(/PAUSED/, true);
  lines.push(...(await atRest(program, 'paused')));
  program.press('?');
  await program.seen(/Help/, true);
  lines.push(...(await atRest(program, 'in help')));
  program.kill();
  await program.exited;
  const { mainCpu } = (await spentOnRun(ROOT, ...LONGER)).used;
  return [...lines, limited('main thread per update, 200 updates', mainCpu / 200, 'ms', 2)];
}

/** A run to its end, and what it spent from the first frame on. */
async function drawnRun(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly program: Watched; readonly spent: Spent }> {
  const program = watch(sinfitIn(folder, '--seed', '42', ...args));
  await program.seen(FIRST_FRAME);
  const first = snapshot(program);
  await program.seen(/FINISHED/);
  await sleep(SETTLED);
  return { program, spent: since(program, first) };
}

/** What the program of a checkout spends on a run, from its first frame to its last. */
export async function spentOnRun(folder: string, ...args: readonly string[]): Promise<Spent> {
  const { program, spent } = await drawnRun(folder, ...args);
  program.kill();
  await program.exited;
  return spent;
}

/** Training as fast as the machine goes, with a dashboard and without. */
export async function measureScale(): Promise<Measurement[]> {
  return [
    await fullSpeed('pointwise', 1_000_000),
    await fullSpeed('moments', 20_000_000),
    await keyLatency(),
    ...(await longRun()),
  ];
}

/** @param idle a process that does nothing, to be watched at the same time. */
async function atRest(program: Watched, state: string, idle?: Watched): Promise<Measurement[]> {
  await sleep(COLLECTED);
  const before = snapshot(program);
  const idleBefore = idle && snapshot(idle);
  await sleep(REST);
  const { bytes, used } = since(program, before);
  const idleUsed = idle && since(idle, idleBefore!).used;
  const beside = (quantity: (used: Usage) => number): Measurement['baseline'] =>
    idleUsed ? { name: 'node and a worker', value: quantity(idleUsed), target: null } : null;
  const cpu = ({ cpu }: Usage) => cpu;
  const wakings = ({ wakings }: Usage) => wakings;
  const what = `10 s ${state}:`;
  return [
    { what: `${what} bytes written`, value: bytes, unit: 'B', baseline: null },
    { what: `${what} processor time`, value: cpu(used), unit: 'ms', baseline: beside(cpu) },
    { what: `${what} threads woken`, value: wakings(used), unit: '', baseline: beside(wakings) },
  ];
}

async function fullSpeed(engine: string, iterations: number): Promise<Measurement> {
  const args = ['--seed', '42', '--engine', engine, '--iterations', `${iterations}`];
  const milliseconds: number[] = [];
  const headless: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    milliseconds.push(await fullSpeedTime(args));
    headless.push((await headlessTime(args)) - (await headlessTime(['--iterations', '1'])));
  }
  return {
    what: `--pace max, ${engine}, per iteration`,
    value: (median(milliseconds) * 1e6) / iterations,
    unit: 'ns',
    baseline: { name: '--headless', value: (median(headless) * 1e6) / iterations, target: 1.25 },
  };
}

/** From the first frame to the end of the run. */
async function fullSpeedTime(args: readonly string[]): Promise<number> {
  const program = watch(sinfit(...args, '--pace', 'max'));
  const begun = await program.seen(FIRST_FRAME);
  const ended = await program.seen(/FINISHED/);
  program.kill();
  await program.exited;
  return ended - begun;
}

async function headlessTime(args: readonly string[]): Promise<number> {
  const [file, ...others] = sinfit('--headless', ...args);
  const begun = performance.now();
  await once(spawn(file!, others, { stdio: 'ignore' }), 'exit');
  return performance.now() - begun;
}

/** From a key to what it does: pausing and resuming go to the worker and back. */
async function keyLatency(): Promise<Measurement> {
  const program = watch(sinfit('--seed', '42', '--pace', 'max', '--iterations', '1e9'));
  await program.seen(/RUNNING/);
  await sleep(SETTLED);
  const latencies: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    // Frames come at regular times; the keys should not.
    await sleep(SETTLED + Math.random() * 50);
    const answered = program.seen(key % 2 === 0 ? /PAUSED/ : /RUNNING/, true);
    const pressed = program.now();
    program.press(' ');
    latencies.push((await answered) - pressed);
  }
  program.kill();
  await program.exited;
  latencies.sort((one, other) => one - other);
  const value = latencies[Math.ceil(KEYS * 0.95) - 1]!;
  return limited('--pace max, key to screen, 95th percentile', value, 'ms', 20);
}

/** Whether memory grows with the length of the run. */
async function longRun(): Promise<Measurement[]> {
  const args = ['--engine', 'moments', '--pace', 'max', '--iterations', '1e9', '--every', '1000'];
  const program = watch(sinfit('--seed', '42', ...args));
  await sleep(EARLY);
  const early = residentMemory(program.pid);
  await sleep(LATE - EARLY);
  const late = residentMemory(program.pid);
  program.kill();
  await program.exited;
  const baseline = { name: 'after 15 s', value: early, target: 1.1 };
  return late === null
    ? []
    : [{ what: 'memory after 45 s of --engine moments', value: late, unit: 'MiB', baseline }];
}

function limited(what: string, value: number, unit: string, limit: number): Measurement {
  return { what, value, unit, baseline: { name: 'limit', value: limit, target: 1 } };
}

interface Spent {
  readonly bytes: number;
  readonly used: Usage;
}

function snapshot(program: Watched): Spent {
  return { bytes: program.bytes(), used: usage(program.pid)! };
}

function since(program: Watched, before: Spent): Spent {
  const { bytes, used } = snapshot(program);
  return {
    bytes: bytes - before.bytes,
    used: {
      cpu: used.cpu - before.used.cpu,
      mainCpu: used.mainCpu - before.used.mainCpu,
      wakings: used.wakings - before.used.wakings,
    },
  };
}
