import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { directions } from '../../src/fit/directions.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';
import { distanceByDirection, excessLoss } from '../../src/fit/excessLoss.js';
import { excessObjective } from '../../src/fit/excessObjective.js';
import { optimizerLimit } from '../../src/fit/momentum.js';
import { OPTIMIZERS, type Optimizer } from '../../src/fit/optimizers.js';
import { MAX_DEGREE } from '../../src/fit/polynomial.js';
import { standardNormals } from '../../src/fit/random.js';
import { assertClose } from './close.js';
import { TUTORIAL } from './tutorial.js';

/** What mpmath-directions.py wrote. */
interface Truth {
  readonly problems: readonly {
    readonly degree: number;
    readonly samples: number;
    readonly interval: readonly [number, number];
    readonly learningRate: number;
    readonly initial: readonly number[];
    readonly present: readonly number[];
    readonly eigenvalues: readonly number[];
    readonly eigenvectors: readonly (readonly number[])[];
    readonly factors: readonly number[];
    readonly iterations: readonly number[];
    readonly left: readonly number[];
    readonly share: readonly number[];
  }[];
}

const file = new URL('../../../test/fit/data/mpmath-directions.json', import.meta.url);
const { problems }: Truth = JSON.parse(readFileSync(file, 'utf8'));

const tutorial = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);

/** How far from the optimum each of the coefficients is along each direction, in so many iterations. */
function distancesOf(optimizer: Optimizer, learningRate: number, iterations: number): number[][] {
  const objective = excessObjective(tutorial);
  const seed = standardNormals(42, 4);
  const descent = new Descent(objective, seed, learningRate, 0, [], optimizer);
  return Array.from({ length: iterations }, () => {
    const { coefficients } = descent.snapshot();
    descent.step();
    return distanceByDirection(tutorial, coefficients);
  });
}

describe('with momentum, each direction does what is said of it', () => {
  for (const name of ['momentum', 'nesterov'] as const) {
    for (const [beta, learningRate] of [
      [0.9, 1e-6],
      [0.9, 2e-6],
      [0.5, 2.5e-6],
      [0.2, 2.8e-6],
      [0, 1e-6],
      [0.99, 1e-6],
    ] as const) {
      test(`${name} ${beta} at ${learningRate}`, () => {
        const optimizer = { name, beta };
        const seed = standardNormals(42, 4);
        const distances = distancesOf(optimizer, learningRate, 400);
        const found = directions(tutorial, seed, seed, learningRate, optimizer);
        found.forEach(({ course, factor, iterations, period }, i) => {
          const course400 = distances.map((each) => each[i]!);
          const [last, before] = [course400.at(-1)!, course400.at(-2)!];
          // Neither lost in rounding, nor too slow to be measured here.
          if (Math.abs(last) < 1e-9 || period! > 100) {
            return;
          }
          if (course === 'rings') {
            const amplitude = (end: number) =>
              Math.max(...course400.slice(end - Math.ceil(period!), end).map(Math.abs));
            const swings = Math.floor(200 / period!);
            const left = amplitude(400) / amplitude(400 - Math.round(swings * period!));
            assert.ok(Math.abs(Math.log(left) / Math.log(factor ** (swings * period!)) - 1) < 0.15);
          } else {
            assertClose(last / before, factor, 1e-3, `factor ${i}`, 1);
          }
          assertClose(Math.abs(factor) ** iterations, 0.5, 1e-9, `halving ${i}`);
        });
      });
    }
  }

  test('at its limit the steepest direction stays, beyond it grows', () => {
    const seed = standardNormals(42, 4);
    for (const name of ['momentum', 'nesterov'] as const) {
      const optimizer = { name, beta: 0.9 };
      const limit = optimizerLimit(optimizer, tutorial.stabilityLimit);
      const courses = [0.99, 1, 1.01].map(
        (share) => directions(tutorial, seed, seed, share * limit, optimizer)[0]!.course,
      );
      assert.deepEqual(courses.slice(1), ['stays', 'grows']);
      assert.match(courses[0]!, /overshoots|rings/);
    }
  });

  test('nothing is known with RMSprop and Adam', () => {
    for (const optimizer of [OPTIMIZERS.rmsprop, OPTIMIZERS.adam]) {
      const [steepest] = directions(tutorial, [1, 1, 1, 1], [1, 1, 1, 1], 1e-3, optimizer);
      assert.deepEqual([steepest!.course, steepest!.period], ['unknown', null]);
      assert.ok(Number.isNaN(steepest!.factor) && Number.isNaN(steepest!.iterations));
    }
  });
});

describe('the directions agree with 60-digit arithmetic', () => {
  for (const truth of problems) {
    const { degree, samples, interval, learningRate, initial, present } = truth;
    test(`degree ${degree}, ${samples} points on ${interval.join(' to ')}, rate ${learningRate}`, () => {
      const analysis = analyse(samples, interval, degree);
      const found = directions(analysis, initial, present, learningRate);
      assert.equal(found.length, degree + 1);
      found.forEach((direction, i) => {
        const { components, eigenvalue, factor, iterations, left, share, course } = direction;
        assertClose(eigenvalue, truth.eigenvalues[i]!, 1e-9, `eigenvalue ${i}`);
        components.forEach((component, k) => {
          assertClose(component, truth.eigenvectors[i]![k]!, 1e-10, `vector ${i}, ${k}`, 1);
        });
        assertClose(factor, truth.factors[i]!, 1e-12, `factor ${i}`, 1);
        assertClose(iterations, truth.iterations[i]!, 1e-9, `iterations ${i}`);
        assertClose(left!, truth.left[i]!, 1e-9, `left ${i}`, Math.max(1e-3, truth.left[i]!));
        assertClose(share!, truth.share[i]!, 1e-9, `share ${i}`, 1);
        assert.equal(course, courseOf(truth.factors[i]!));
      });
    });
  }
});

function courseOf(factor: number): string {
  if (Math.abs(factor) > 1) {
    return 'grows';
  }
  return factor < 0 ? 'overshoots' : 'shrinks';
}

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const coefficients = fc.array(finite, { minLength: MAX_DEGREE + 1, maxLength: MAX_DEGREE + 1 });

test('their shares of the loss above the least add up to all of it', () => {
  const degrees = fc.integer({ min: 0, max: MAX_DEGREE });
  fc.assert(
    fc.property(degrees, fc.nat(20), coefficients, coefficients, (degree, more, from, to) => {
      const analysis = analyse(2 + more, TUTORIAL.interval, degree);
      const now = to.slice(0, degree + 1);
      const found = directions(analysis, from.slice(0, degree + 1), now, 1e-6);
      const shares = found.map(({ share }) => share);
      if (excessLoss(analysis, now) > 1e-6) {
        assertClose(
          shares.reduce<number>((sum, share) => sum + share!, 0),
          1,
          1e-12,
          'sum',
        );
      }
    }),
  );
});

test('at the optimum nothing is left; moving away leaves more than all', () => {
  const best = tutorial.optimum.coefficients;
  for (const { left, share } of directions(tutorial, [1, 1, 1, 1], best, 1e-6)) {
    assert.deepEqual([left, share], [0, null]);
  }
  for (const { left, share } of directions(tutorial, best, [1, 1, 1, 1], 1e-6)) {
    assert.equal(left, Infinity);
    assert.ok(share! > 0);
  }
});

test('directions that no point sees stay as they are', () => {
  const analysis = analyse(3, [-1, 2], 5);
  const found = directions(analysis, [1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0], 1e-3);
  const unseen = found.filter(({ course }) => course === 'stays');
  assert.equal(unseen.length, 3);
  for (const { eigenvalue, factor, iterations, left, share } of unseen) {
    assert.deepEqual([eigenvalue, factor, iterations, left, share], [0, 1, Infinity, 0, 0]);
  }
});

test('at its own limit a direction stays, and half of it reaches the optimum at once', () => {
  const steepest = (learningRate: number) =>
    directions(tutorial, [1, 1, 1, 1], [1, 1, 1, 1], learningRate)[0]!;
  const { stabilityLimit } = tutorial;
  assert.deepEqual(
    [steepest(stabilityLimit).course, steepest(stabilityLimit).factor],
    ['stays', -1],
  );
  assert.equal(steepest(stabilityLimit / 2).iterations, 0);
  assert.equal(steepest(1e300).course, 'grows');
});

describe('while a run diverges, what is said of each direction is true', () => {
  for (const engine of OBJECTIVE_ENGINES) {
    for (const degree of [1, 2, 3, 4, 5, 7, 9]) {
      test(`${engine}, degree ${degree}`, () => {
        const { samples, interval } = TUTORIAL;
        const analysis = analyse(samples, interval, degree);
        const initial = standardNormals(42, degree + 1);
        for (const share of [1.04, 1.4, 10]) {
          const learningRate = share * analysis.stabilityLimit;
          const descent = new Descent(
            createObjective(engine, samples, interval, degree),
            initial,
            learningRate,
          );
          let lost = 0;
          do {
            const { iteration, coefficients } = descent.snapshot();
            const found = directions(analysis, initial, coefficients, learningRate);
            found.forEach(({ factor, left }, i) => {
              lost += left === null ? 1 : 0;
              const truth = Math.abs(factor) ** iteration;
              if (left !== null && Number.isFinite(truth)) {
                assert.ok(Math.abs(left - truth) <= truth + 1e-4, `${i} at ${iteration}: ${left}`);
              }
            });
          } while (descent.step());
          assert.ok(lost > 10);
        }
      });
    }
  }
});

test('nothing is said of distances that overflow', () => {
  for (const { left, share } of directions(tutorial, [1e307, 0, 0, 0], [1e307, 0, 0, 0], 1e-6)) {
    assert.deepEqual([left, share], [null, null]);
  }
});
