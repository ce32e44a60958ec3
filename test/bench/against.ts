/** The present build beside that of another revision, in one interleaved run. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, sinfitIn } from './baselines.js';
import { spentOnRun } from './dashboard.js';
import { COMPLETION, firstFrame, runTime } from './processes.js';
import { type Interval, median, medianInterval } from './statistics.js';
import { alignedTable } from './table.js';

export const ROUNDS = 25;

/** The confidence of each ratio's interval: with so many lines, 95 % would often give a false alarm. */
export const CONFIDENCE = 0.99;

/** A quantity of a build, measured once; less is better. */
interface Line {
  readonly what: string;
  readonly unit: string;
  /** @param folder of the checkout that was built. */
  measure(folder: string): Promise<number>;
}

const LINES: readonly Line[] = [
  time('first complete frame', (folder) => firstFrame(sinfitIn(folder, '--seed', '42'))),
  time('--headless', (folder) => runTime(sinfitIn(folder, '--headless'))),
  time('--version', (folder) => runTime(sinfitIn(folder, '--version'))),
  time('usage error', (folder) => runTime(sinfitIn(folder, '--iterations', 'many'))),
  time('--help', (folder) => runTime(sinfitIn(folder, '--help'))),
  time('completion', (folder) => runTime(sinfitIn(folder, ...COMPLETION))),
  time('pointwise, 2000 iterations, 2000 points', (folder) => kernel(folder, 'pointwise', 2000)),
  time('moments, 2000 iterations, 2000 points', (folder) => kernel(folder, 'moments', 2000)),
  time('moments, 2000 iterations, 1,000,000 points', (folder) => kernel(folder, 'moments', 1e6)),
  {
    what: 'bytes written in the default run',
    unit: 'B',
    measure: async (folder) => (await spentOnRun(folder, ...QUICK)).bytes,
  },
  time(
    'main thread in the default run',
    async (folder) => (await spentOnRun(folder, ...QUICK)).used.mainCpu,
  ),
];

/** The default run's updates in a tenth of its time. */
const QUICK = ['--pace', '5000'];

function time(what: string, measure: Line['measure']): Line {
  return { what, unit: 'ms', measure };
}

/** The milliseconds of one engine's training; of several runs in a row the middle one. */
async function kernel(folder: string, engine: string, samples: number): Promise<number> {
  const script = fileURLToPath(new URL('./kernel.js', import.meta.url));
  const lines = execFileSync(process.execPath, [script, folder, engine, `${samples}`, '5'], {
    encoding: 'utf8',
  });
  return median(lines.trim().split('\n').map(Number)) / 1e6;
}

/**
 * Builds a revision in a temporary folder and measures both in turns, each first as often as the
 * other.
 *
 * @param revision anything that git knows: a tag, a branch, a commit.
 * @returns a table with a verdict for each line.
 */
export async function compareWith(revision: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sinfit-tui-revision-'));
  try {
    build(revision, folder);
    const rows: string[][] = [];
    for (const { what, unit, measure } of LINES) {
      const now: number[] = [];
      const then: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        for (const isPresent of round % 2 === 0 ? [true, false] : [false, true]) {
          (isPresent ? now : then).push(await measure(isPresent ? ROOT : folder));
        }
      }
      rows.push(comparisonRow(what, unit, now, then));
    }
    return alignedTable([['what', 'now', revision, 'now / then', '99 %', 'verdict'], ...rows]);
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages are installed again only if the revision needs others. */
function build(revision: string, folder: string): void {
  git('worktree', 'add', '--detach', folder, revision);
  const lockFile = 'package-lock.json';
  const isSame =
    existsSync(join(folder, lockFile)) &&
    readFileSync(join(folder, lockFile)).equals(readFileSync(join(ROOT, lockFile)));
  if (isSame) {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  } else {
    execFileSync('npm', ['ci'], { cwd: folder, stdio: 'ignore' });
  }
  execFileSync('npm', ['run', 'build'], { cwd: folder, stdio: 'ignore' });
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Both medians, the median of the rounds' ratios with its interval, and what that says. */
export function comparisonRow(
  what: string,
  unit: string,
  now: readonly number[],
  then: readonly number[],
): string[] {
  const ratios = now.map((value, round) => value / then[round]!);
  const interval = medianInterval(ratios, CONFIDENCE);
  const quantity = (values: readonly number[]) => `${median(values).toPrecision(3)} ${unit}`;
  const [low, high] = interval.map((bound) => bound.toFixed(3));
  return [
    what,
    quantity(now),
    quantity(then),
    median(ratios).toFixed(3),
    `${low} to ${high}`,
    verdict(interval),
  ];
}

/** More or less than before only if the whole interval is on one side of 1. */
export function verdict([low, high]: Interval): string {
  if (low > 1) {
    return 'MORE';
  }
  return high < 1 ? 'less' : 'no difference seen';
}
