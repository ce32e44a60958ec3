import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { gtop, NODE, NODE_WITH_WORKER, numpyScript, packageSizes, sinfit } from './baselines.js';
import { median } from './median.js';
import type { Measurement } from './table.js';
import { peakMemory, watch } from './watched.js';

const ROUNDS = 25;
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
    frame: () => firstFrame(sinfit('--seed', '42'), COMPLETE_FRAME),
    gtop: dashboards && (() => firstFrame(dashboards, GTOP_FRAME)),
    node: () => runTime(NODE),
    headless: () => runTime(sinfit('--headless')),
    numpy: script && (() => runTime(script)),
    help: () => runTime(sinfit('--help')),
    mistake: () => runTime(sinfit('--iterations', 'many')),
  });
  const { frame, headless, help, mistake } = milliseconds;
  const line = (
    what: string,
    value: number | null,
    name: string,
    base: number | null,
    target: number,
  ) => ({
    what,
    value: value!,
    unit: 'ms',
    baseline: { name, value: base, target },
  });
  return [
    line('start to the first complete frame', frame, 'node -e 0', milliseconds.nodeInTerminal, 2),
    line('start to the first complete frame', frame, 'gtop', milliseconds.gtop, 0.5),
    line('--headless, the whole tutorial', headless, 'node -e 0', milliseconds.node, 1.5),
    line('--headless, the whole tutorial', headless, 'NumPy script', milliseconds.numpy, 0.15),
    line('--help', help, 'node -e 0', milliseconds.node, 1.5),
    line('usage error', mistake, 'node -e 0', milliseconds.node, 1.5),
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

/** The medians of so many measurements each, taken in turn; null of contestants that are not there. */
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

async function firstFrame(command: readonly string[], pattern: RegExp): Promise<number> {
  const program = watch(command);
  const milliseconds = await program.seen(pattern);
  program.kill();
  await program.exited;
  return milliseconds;
}

async function runTime([file, ...args]: readonly string[]): Promise<number> {
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
