import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import type { ObjectiveEngine } from '../../src/fit/engines.js';
import { cLoop, inProcess, kernel, numpyLoop, type Runner } from './runners.js';
import { median } from './statistics.js';
import type { Measurement } from './table.js';
import { INTERVAL, ITERATIONS, training as train } from './training.js';

const SAMPLES = 2000;
const MANY_SAMPLES = 10_000_000;
const PASS_PART = 10_000;

/** So few that making the moments costs nothing. */
const FEW_SAMPLES = 100;

/**
 * What an iteration may cost beside one of plain gradient descent, with both engines. Of an iteration on
 * moments the update is a good part: what it adds are two divisions and a square root per coefficient.
 */
const OPTIMIZER_TARGETS = [
  ['momentum', 1.1],
  ['nesterov', 1.1],
  ['rmsprop', 1.5],
  ['adam', 1.5],
] as const;

/** The usual flags of gcc, and those that allow all instructions and sums in any order. */
const O3 = ['-O3'];
const FAST_MATH = ['-O3', '-march=native', '-ffast-math'];

/** Something of ours beside something to compare it with, given the same work. */
interface Contest {
  readonly what: string;
  readonly ours: Runner;
  readonly baseline: string;
  /** Null when it is not installed. */
  readonly theirs: Runner | null;
  /** The most that the ratio should be; null where none is asked for. */
  readonly target: number | null;
  readonly unit: string;
  /** Nanoseconds of a run that make one unit. */
  readonly nanosecondsPerUnit: number;
  /** In how many rounds, of how many runs each. */
  readonly rounds: number;
  readonly runs: number;
}

/**
 * The two engines beside the same loop in C and NumPy and beside a plain pass over the points.
 * Both sides take turns, and medians are told, because other work on the machine comes and goes.
 */
export function measureKernels(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'sinfit-tui-bench-'));
  try {
    return contests(folder).map(measure);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function contests(folder: string): Contest[] {
  const degrees = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const wholeTutorial = { unit: 'ms', nanosecondsPerUnit: 1e6 };
  return [
    ...degrees.map((degree) => ({
      what: `pointwise, degree ${degree}, per point and iteration`,
      ours: training('pointwise', SAMPLES, degree),
      baseline: 'gcc -O3',
      theirs: cLoop(degree, O3, folder),
      target: degree === 3 ? 1 : 1.5,
      unit: 'ns',
      nanosecondsPerUnit: SAMPLES * ITERATIONS,
      rounds: 11,
      runs: 5,
    })),
    {
      what: 'pointwise, 2000 iterations, 2000 points',
      ours: training('pointwise', SAMPLES, 3),
      baseline: 'NumPy',
      theirs: numpyLoop(),
      target: null,
      ...wholeTutorial,
      rounds: 5,
      runs: 1,
    },
    {
      what: 'moments, 2000 iterations, 2000 points',
      ours: training('moments', SAMPLES, 3),
      baseline: `gcc ${FAST_MATH.join(' ')}`,
      theirs: cLoop(3, FAST_MATH, folder),
      target: 0.5,
      ...wholeTutorial,
      rounds: 11,
      runs: 40,
    },
    {
      what: 'moments, 2000 iterations, 10,000,000 points',
      ours: training('moments', MANY_SAMPLES, 3),
      baseline: 'one plain pass',
      theirs: inProcess(plainPass),
      target: 1.5,
      ...wholeTutorial,
      rounds: 7,
      runs: 1,
    },
    ...OPTIMIZER_TARGETS.flatMap(([optimizer, target]) => [
      {
        what: `pointwise, ${optimizer}, 2000 iterations, 2000 points`,
        ours: kernel('pointwise', SAMPLES, optimizer),
        baseline: 'gradient descent',
        theirs: kernel('pointwise', SAMPLES),
        target,
        ...wholeTutorial,
        rounds: 11,
        runs: 20,
      },
      {
        what: `moments, ${optimizer}, 2000 iterations, ${FEW_SAMPLES} points`,
        ours: kernel('moments', FEW_SAMPLES, optimizer),
        baseline: 'gradient descent',
        theirs: kernel('moments', FEW_SAMPLES),
        target,
        ...wholeTutorial,
        rounds: 11,
        runs: 40,
      },
    ]),
  ];
}

function measure({ ours, theirs, rounds, runs, ...contest }: Contest): Measurement {
  // The first runs are those of code that is not yet compiled.
  ours(runs);
  const here: number[] = [];
  const there: number[] = [];
  for (let round = 0; round < rounds; round++) {
    here.push(...ours(runs));
    there.push(...(theirs?.(runs) ?? []));
  }
  const { what, unit, nanosecondsPerUnit, baseline, target } = contest;
  return {
    what,
    value: median(here) / nanosecondsPerUnit,
    unit,
    baseline: {
      name: baseline,
      value: theirs === null ? null : median(there) / nanosecondsPerUnit,
      target,
    },
  };
}

function training(engine: ObjectiveEngine, samples: number, degree: number): Runner {
  return inProcess(() => train({ createObjective, Descent }, engine, samples, degree));
}

/** Each of the many points once, for the sums that a cubic's loss depends on; nothing is stored. */
function plainPass(): number {
  let sum = 0;
  // One long loop would at times run as code that V8 made in the middle of it, thrice as slow.
  for (let start = 0; start < MANY_SAMPLES; start += PASS_PART) {
    sum += sumOfPowerSums(start, start + PASS_PART);
  }
  return sum;
}

/** Over the points from index `start` up to but not including `end`. */
function sumOfPowerSums(start: number, end: number): number {
  const [from, to] = INTERVAL;
  const step = (to - from) / (MANY_SAMPLES - 1);
  let sumX = 0;
  let sumX2 = 0;
  let sumX3 = 0;
  let sumX4 = 0;
  let sumX5 = 0;
  let sumX6 = 0;
  let sumY = 0;
  let sumYX = 0;
  let sumYX2 = 0;
  let sumYX3 = 0;
  let sumYY = 0;
  for (let i = start; i < end; i++) {
    const x = i * step + from;
    const y = Math.sin(x);
    const x2 = x * x;
    const x3 = x2 * x;
    sumX += x;
    sumX2 += x2;
    sumX3 += x3;
    sumX4 += x2 * x2;
    sumX5 += x3 * x2;
    sumX6 += x3 * x3;
    sumY += y;
    sumYX += y * x;
    sumYX2 += y * x2;
    sumYX3 += y * x3;
    sumYY += y * y;
  }
  return sumX + sumX2 + sumX3 + sumX4 + sumX5 + sumX6 + sumY + sumYX + sumYX2 + sumYX3 + sumYY;
}
