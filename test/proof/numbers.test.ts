/**
 * The whole range of numbers: every run finishes, or diverges at the very iteration at which the
 * numbers leave the range of doubles according to arithmetic that has no such range; and no frame
 * shows anything that is no number.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { focusedRun } from '../../src/dashboard/model/selectors.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent } from '../../src/fit/descent.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';
import type { RunSettings } from '../../src/options/start.js';
import { openTestScreen } from '../dashboard/screen.js';
import { Simulation, tutorialSettings } from '../dashboard/states.js';
import { preciseDescent } from './highPrecision.js';
import { scaled } from './scale.js';

const interval = [-Math.PI, Math.PI] as const;

interface Problem {
  readonly degree: number;
  readonly samples: number;
  readonly initial: readonly number[];
  readonly learningRate: number;
  readonly iterations: number;
}

const signs = fc.constantFrom(-1, 1);

/** Any size that a double can have, and sizes near the limit of the usual ones. */
const learningRate = fc.oneof(
  fc.double({ min: -300, max: 300, noNaN: true }).map((power) => 10 ** power),
  fc.double({ min: -9, max: 0, noNaN: true }).map((power) => 10 ** power),
  fc.constantFrom(1e-300, 1e300, Number.MIN_VALUE, Number.MAX_VALUE),
);

/** Coefficients of one size, none of them near 0: rounding errors then decide nothing. */
const alike = (degree: number) =>
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(1, 1, 1e150, 1e153, 1e154, 1e300),
        fc.double({ min: 0, max: 300, noNaN: true }).map((power) => 10 ** power),
      ),
      fc.array(
        fc
          .tuple(signs, fc.double({ min: 0.1, max: 1, noNaN: true }))
          .map(([sign, value]) => sign * value),
        { minLength: degree + 1, maxLength: degree + 1 },
      ),
    )
    .map(([size, values]) => values.map((value) => value * size));

/** Zeros of both signs, denormals, and others among them. */
const special = (degree: number) =>
  fc.array(
    fc.oneof(
      fc.constantFrom(0, -0, Number.MIN_VALUE, -Number.MIN_VALUE, 1e-308, -2.5e-310, 1e-300),
      fc.constantFrom(1, -1, 1e300, -1e300, 1e150),
    ),
    { minLength: degree + 1, maxLength: degree + 1 },
  );

const problemOf = (
  samples: fc.Arbitrary<number>,
  coefficients: (degree: number) => fc.Arbitrary<number[]>,
): fc.Arbitrary<Problem> =>
  fc.integer({ min: 0, max: 9 }).chain((degree) =>
    fc.record({
      degree: fc.constant(degree),
      samples,
      initial: coefficients(degree),
      learningRate,
      iterations: fc.integer({ min: 1, max: 60 }),
    }),
  );

const few = fc.integer({ min: 2, max: 40 });

function descend({ degree, samples, initial, ...problem }: Problem, engine: 0 | 1) {
  const objective = createObjective(OBJECTIVE_ENGINES[engine], samples, interval, degree);
  const descent = new Descent(objective, initial, problem.learningRate);
  while (descent.iteration < problem.iterations && descent.step()) {}
  const { coefficients, loss, iteration } = descent.snapshot();
  assert.ok(coefficients.every(Number.isFinite));
  assert.equal(Number.isNaN(loss) && !descent.diverged, false);
  return { status: descent.diverged ? 'diverged' : 'finished', iteration };
}

function checkEnding(problem: Problem): string {
  const { degree, samples, initial, learningRate, iterations } = problem;
  const precise = preciseDescent(sineDataset(samples, interval), degree);
  const { close, ...expected } = precise(initial, learningRate, iterations);
  fc.pre(!close);
  for (const engine of [0, 1] as const) {
    assert.deepEqual(descend(problem, engine), expected, OBJECTIVE_ENGINES[engine]);
  }
  return expected.status;
}

describe('a run ends as in arithmetic without bounds', () => {
  it('with few points', (test) => {
    const counts: Record<string, number> = {};
    fc.assert(
      fc.property(problemOf(few, alike), (problem) => {
        const status = checkEnding(problem);
        counts[status] = (counts[status] ?? 0) + 1;
      }),
      { numRuns: scaled(150, 10_000) },
    );
    test.diagnostic(JSON.stringify(counts));
    assert.ok(counts.finished! > 10 && counts.diverged! > 10);
  });

  it('with up to a million', () => {
    const many = fc.oneof(
      fc.constant(1_000_000),
      fc.double({ min: 2, max: 6, noNaN: true }).map((power) => Math.floor(10 ** power)),
    );
    fc.assert(
      fc.property(problemOf(many, alike), (problem) => {
        checkEnding(problem);
      }),
      { numRuns: scaled(3, 100) },
    );
  });

  // A denormal beside a larger number is rounded away: there is no latest iteration.
  it('not before an error as large as that of rounding could make it', (test) => {
    const runs = scaled(100, 5000);
    let certain = 0;
    fc.assert(
      fc.property(problemOf(few, special), (problem) => {
        const { degree, samples, initial, learningRate, iterations } = problem;
        const precise = preciseDescent(sineDataset(samples, interval), degree);
        const exact = precise(initial, learningRate, iterations);
        const size = Math.max(1, ...initial.map(Math.abs));
        const disturbed = [1, -1].map((sign) => {
          const other = initial.map(
            (value, k) => value + (k % 3 === 1 ? -1 : 1) * sign * 1e-9 * size,
          );
          return precise(other, learningRate, iterations);
        });
        fc.pre([exact, ...disturbed].every(({ close }) => !close));
        const endings = [exact, ...disturbed].map(({ iteration }) => iteration);
        const earliest = Math.min(...endings);
        // Where such errors change nothing, those of rounding, which are smaller, do not either;
        // of a start near 0 the gradient may be nothing but rounding errors.
        const isCertain =
          initial.some((value) => Math.abs(value) >= 1) &&
          disturbed.every(
            ({ status, iteration }) => status === exact.status && iteration === exact.iteration,
          );
        certain += Number(isCertain);
        for (const engine of [0, 1] as const) {
          const { status, iteration } = descend(problem, engine);
          assert.ok(iteration >= earliest, `${OBJECTIVE_ENGINES[engine]}: ${iteration}`);
          assert.ok(status === 'diverged' || iteration === iterations);
          if (isCertain) {
            assert.deepEqual({ status, iteration }, { status: exact.status, iteration: earliest });
          }
        }
        // What is beyond the range at the very start is so however it is rounded.
        if (exact.iteration === 0) {
          assert.deepEqual(descend(problem, 0), { status: 'diverged', iteration: 0 });
        }
      }),
      { numRuns: runs },
    );
    test.diagnostic(`${certain} of ${runs} were certain`);
    assert.ok(certain > runs / 3);
  });
});

describe('the screen', () => {
  it('shows numbers only', async () => {
    const screen = openTestScreen({ columns: 80, rows: 24 });
    const problem = fc.oneof(problemOf(few, alike), problemOf(few, special));
    const sizes = fc.constantFrom(
      { columns: 40, rows: 12 },
      { columns: 80, rows: 24 },
      { columns: 120, rows: 40 },
      { columns: 200, rows: 60 },
    );
    const keys = fc.array(fc.constantFrom('v', 'y', 'z', 'o', 'c', 'home', 'left', 'r', ']', '['), {
      maxLength: 6,
    });
    const engines = fc.constantFrom(...OBJECTIVE_ENGINES);
    await fc.assert(
      fc.asyncProperty(problem, engines, sizes, keys, async (problem, engine, size, keys) => {
        const settings: RunSettings = {
          ...tutorialSettings,
          ...problem,
          engine,
          interval,
          every: 3,
        };
        const simulation = new Simulation(size, { settings, pace: 500 });
        screen.resize(size);
        const look = async (): Promise<void> => {
          await screen.draw(simulation.state);
          const text = screen.emulator.text();
          assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
          const { present } = focusedRun(simulation.state);
          assert.ok(present?.coefficients.every(Number.isFinite));
        };
        await look();
        simulation.pass(60);
        await look();
        for (const key of keys) {
          simulation.press(key);
          await look();
        }
        simulation.pass(1000);
        await look();
      }),
      { numRuns: scaled(50, 3000), includeErrorInReport: true },
    );
    await screen.close();
  });
});
