import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { ROOT } from './baselines.js';

/** Does the same work this many times and returns the nanoseconds of each; its start is not counted. */
export type Runner = (runs: number) => readonly number[];

/** Runs a function in this process. */
export function inProcess(work: () => unknown): Runner {
  return (runs) => {
    const bench = new Bench({ iterations: runs, time: 0, warmup: false, retainSamples: true });
    bench.add('work', work);
    const { result } = bench.runSync()[0]!;
    if (result.state !== 'completed') {
      throw new Error(`a benchmark ended as ${result.state}`);
    }
    return result.latency.samples!.map((milliseconds) => milliseconds * 1e6);
  };
}

/**
 * Training by this build in a process of its own: see kernel.ts.
 *
 * @param optimizer by name; without one, plain gradient descent.
 */
export function kernel(engine: string, samples: number, ...optimizer: readonly string[]): Runner {
  const script = fileURLToPath(new URL('./kernel.js', import.meta.url));
  return (runs) =>
    numbers(print(process.execPath, [script, ROOT, engine, `${samples}`, `${runs}`, ...optimizer]));
}

/**
 * loop.c, the tutorial's 2000 iterations over 2000 points in C.
 *
 * @param degree of the polynomial, 0 to 9.
 * @param flags for gcc, which say how to optimise.
 * @param folder to put the compiled program into.
 * @returns null when gcc is not installed.
 */
export function cLoop(degree: number, flags: readonly string[], folder: string): Runner | null {
  if (!isInstalled('gcc', '--version')) {
    return null;
  }
  const program = join(folder, `loop${flags.join('')}-${degree}`);
  print('gcc', [...flags, `-DDEGREE=${degree}`, '-o', program, besideSource('loop.c'), '-lm']);
  return (runs) => numbers(print(program, [`${runs}`]));
}

/**
 * loop.py, the same by NumPy; degree 3 only.
 *
 * @returns null when python3 or NumPy is not installed.
 */
export function numpyLoop(): Runner | null {
  if (!isInstalled('python3', '-c', 'import numpy')) {
    return null;
  }
  return (runs) => numbers(print('python3', [besideSource('loop.py'), `${runs}`]));
}

function isInstalled(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0;
}

/** @throws Error when the program fails. */
function print(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function numbers(lines: string): number[] {
  return lines.trim().split('\n').map(Number);
}

/** Only TypeScript is compiled: the other files stay in the source tree. */
function besideSource(file: string): string {
  return fileURLToPath(new URL(`../../../test/bench/${file}`, import.meta.url));
}
