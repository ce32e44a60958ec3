import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  gtop,
  NODE,
  NODE_AND_WORKER,
  NODE_WITH_WORKER,
  numpyScript,
  packageSizes,
  sinfit,
} from './baselines.js';
import { median } from './statistics.js';
import type { Measurement } from './table.js';
import { peakMemory, watch } from './watched.js';

const ROUNDS = 25;

/** What a shell asks the program when Tab is pressed after `--sam`. */
export const COMPLETION = ['--get-yargs-completions', 'sinfit-tui', '--sam'] as const;

const MEMORY_ROUNDS = 3;

/** Every panel, with its numbers; the footer is drawn last. */
const COMPLETE_FRAME = /(?=.*RUNNING)(?=.*quit)/s;

/** The last panel of gtop to be filled. */
const GTOP_FRAME = /Command/;

/** Milliseconds that gtop is watched for: about as long as the default run takes. */
const GTOP_TIME = 4500;

type Contestants<Name extends string> = Readonly<Record<Name, (() => Promise<number>) | null>>;

/** How long whole processes take, from outside, all in turn. */
export async function measureStart(): Promise<Measurement[]> {
  const dashboards = gtop();
  const script = numpyScript();
  const milliseconds = await inTurns(ROUNDS, {
    nodeInTerminal: () => watch(NODE).exited,
    workerInTerminal: () => watch(NODE_AND_WORKER).exited,
    frame: () => firstFrame(sinfit('--seed', '42')),
    gtop: dashboards && (() => firstFrame(dashboards, GTOP_FRAME)),
    node: () => runTime(NODE),
    worker: () => runTime(NODE_AND_WORKER),
    headless: () => runTime(sinfit('--headless')),
    numpy: script && (() => runTime(script)),
    version: () => runTime(sinfit('--version')),
    mistake: () => runTime(sinfit('--iterations', 'many')),
    help: () => runTime(sinfit('--help')),
    completion: () => runTime(sinfit(...COMPLETION)),
  });
  const { nodeInTerminal, workerInTerminal, gtop: other, node, worker, numpy } = milliseconds;
  const line = (
    what: string,
    value: number | null,
    name: string,
    base: number | null,
    target: number | null,
  ): Measurement => ({
    what,
    value: value!,
    unit: 'ms',
    baseline: { name, value: base, target },
  });
  const ownShape = 'node, a line and a worker';
  return [
    line('node, a line and a worker', worker, 'node -e 0', node, null),
    line('first complete frame', milliseconds.frame, 'node -e 0', nodeInTerminal, 2.8),
    line('first complete frame', milliseconds.frame, ownShape, workerInTerminal, null),
    line('first complete frame', milliseconds.frame, 'gtop', other, 0.5),
    line('--headless, the whole tutorial', milliseconds.headless, 'node -e 0', node, 1.7),
    line('--headless, the whole tutorial', milliseconds.headless, 'NumPy script', numpy, 0.25),
    line('--version', milliseconds.version, 'node -e 0', node, 1.3),
    line('usage error', milliseconds.mistake, 'node -e 0', node, 1.3),
    line('--help', milliseconds.help, 'node -e 0', node, 3),
    line('completion', milliseconds.completion, 'node -e 0', node, 3),
  ];
}

/** The most memory that is resident during the default run; only on Linux. */
export async function measureMemory(): Promise<Measurement[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const dashboards = gtop();
  const mebibytes = await inTurns(MEMORY_ROUNDS, {
    sinfit: async () => {
      const program = watch(sinfit('--seed', '42'));
      await program.seen(/FINISHED/);
      return peakAndKill(program);
    },
    gtop: dashboards && (() => peakAfter(dashboards, GTOP_TIME)),
    node: () => peakAfter(NODE_WITH_WORKER, 1000),
  });
  const what = 'peak memory of the default run';
  const here = { what, value: mebibytes.sinfit!, unit: 'MiB' };
  return [
    { ...here, baseline: { name: 'gtop', value: mebibytes.gtop, target: 1 } },
    { ...here, baseline: { name: 'node and a worker', value: mebibytes.node, target: null } },
  ];
}

/** What is downloaded and installed. */
export function measureSize(): Measurement[] {
  const { tarball, unpacked, packages } = packageSizes();
  return [
    { what: 'tarball', value: tarball / 1024, unit: 'KiB', baseline: null },
    { what: 'unpacked', value: unpacked / 1024, unit: 'KiB', baseline: null },
    { what: 'packages installed, this one included', value: packages, unit: '', baseline: null },
  ];
}

/** The medians of this many measurements each, taken in turn; null for contestants not installed. */
async function inTurns<Name extends string>(
  rounds: number,
  contestants: Contestants<Name>,
): Promise<Record<Name, number | null>> {
  const entries = Object.entries(contestants) as [Name, (() => Promise<number>) | null][];
  const values = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of entries) {
      if (measure !== null) {
        values.get(name)!.push(await measure());
      }
    }
  }
  return Object.fromEntries(
    entries.map(([name, measure]) => [name, measure === null ? null : median(values.get(name)!)]),
  ) as Record<Name, number | null>;
}

/** Milliseconds from the start of a program in a terminal to its first complete frame. */
export async function firstFrame(
  command: readonly string[],
  pattern = COMPLETE_FRAME,
): Promise<number> {
  const program = watch(command);
  const milliseconds = await program.seen(pattern);
  program.kill();
  await program.exited;
  return milliseconds;
}

/** Milliseconds from the start of a process to its end; what it prints is thrown away. */
export async function runTime([file, ...args]: readonly string[]): Promise<number> {
  const begun = performance.now();
  await once(spawn(file!, args, { stdio: 'ignore' }), 'exit');
  return performance.now() - begun;
}

async function peakAfter(command: readonly string[], milliseconds: number): Promise<number> {
  const program = watch(command);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return peakAndKill(program);
}

async function peakAndKill(program: ReturnType<typeof watch>): Promise<number> {
  const peak = peakMemory(program.pid)!;
  program.kill();
  await program.exited;
  return peak;
}
