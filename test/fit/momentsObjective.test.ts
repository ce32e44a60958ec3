import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent } from '../../src/fit/descent.js';
import { momentsObjective } from '../../src/fit/momentsObjective.js';
import { type Objective, pointwiseObjective } from '../../src/fit/objective.js';
import { assertClose } from './close.js';
import { lossScale, type Problem, problems } from './problems.js';
import { TUTORIAL } from './tutorial.js';

/** What both engines are asked to agree to. */
const AGREEMENT = 1e-9;

/**
 * Rounding errors of p(x) − y by Horner's rule, relative to the sizes of its terms added up: one of
 * ε/2 for each of 2 · degree + 1 operations (Higham, "Accuracy and Stability of Numerical
 * Algorithms", 2002, section 5.1). R (θ − θ₀) has as many.
 */
const rounding = (degree: number) => (2 * degree + 1) * (Number.EPSILON / 2);

/** Below the stability limit, as a share of it. */
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

/** A descent with each engine, from the same place. */
function descents({ samples, interval, degree, coefficients }: Problem, learningRate: number) {
  return {
    pointwise: new Descent(
      pointwiseObjective(sineDataset(samples, interval), degree),
      coefficients,
      learningRate,
    ),
    moments: new Descent(momentsObjective(samples, interval, degree), coefficients, learningRate),
  };
}

/**
 * The coefficients agree to 1e-9 of the largest; the losses at the same coefficients to 1e-9 of
 * their value, or to the rounding errors of the residuals.
 *
 * Where both descents stand apart is left out of the comparison of the losses: in a perfect fit each
 * settles among rounding errors of its own, and how far those add up depends on the way there.
 */
function assertAgree(
  { samples, interval, degree, coefficients: initial }: Problem,
  reference: readonly number[],
  objective: Objective,
  { pointwise, moments }: { readonly pointwise: Descent; readonly moments: Descent },
): void {
  const expected = pointwise.snapshot();
  const actual = moments.snapshot();
  const { iteration, loss } = expected;
  assert.equal(actual.iteration, iteration);
  const dataset = sineDataset(samples, interval);
  const sizes = [expected.coefficients, reference].map((each) =>
    Math.sqrt(lossScale(dataset, each)),
  );
  const error = rounding(degree) * sizes.reduce((sum, size) => sum + size, 0);
  const tolerance = AGREEMENT * loss + error * (2 * Math.sqrt(loss) + error);
  const sameLoss = objective.evaluate(
    Float64Array.from(expected.coefficients),
    new Float64Array(degree + 1),
  );
  assertClose(sameLoss, loss, 1, `loss at ${iteration}`, tolerance);
  const largest = Math.max(...initial.map(Math.abs), ...expected.coefficients.map(Math.abs));
  actual.coefficients.forEach((value, k) => {
    const what = `coefficient ${k} at ${iteration}`;
    assertClose(value, expected.coefficients[k]!, AGREEMENT, what, largest);
  });
}

/** What the moments engine evaluates the points at, once: a polynomial through or beside all of them. */
function referenceOf({ samples, interval, degree }: Problem): readonly number[] {
  return analyse(samples, interval, Math.min(degree, samples - 1)).optimum.coefficients;
}

function assertAgreeOnTheWay(problem: Problem, share: number): void {
  const { stabilityLimit } = analyse(problem.samples, problem.interval, problem.degree);
  const both = descents(problem, share * stabilityLimit);
  const objective = momentsObjective(problem.samples, problem.interval, problem.degree);
  const reference = referenceOf(problem);
  for (let t = 0; t <= 300; t++) {
    if (t % 10 === 0) {
      assertAgree(problem, reference, objective, both);
    }
    assert.ok(both.pointwise.step() && both.moments.step());
  }
}

describe('both engines agree', () => {
  test('on few points', () => {
    fc.assert(fc.property(problems, shares, assertAgreeOnTheWay));
  });

  test('on some hundred points, more than the reference is fitted to', () => {
    const larger = fc
      .tuple(problems, fc.integer({ min: 101, max: 600 }))
      .map(([problem, samples]) => ({ ...problem, samples }));
    fc.assert(fc.property(larger, shares, assertAgreeOnTheWay));
  });

  test('from close to the optimum on, where the fit is as good as it gets', () => {
    fc.assert(
      fc.property(problems, shares, (problem, share) => {
        const { optimum } = analyse(problem.samples, problem.interval, problem.degree);
        const coefficients = optimum.coefficients.map(
          (best, k) => best + 1e-5 * problem.coefficients[k]!,
        );
        assertAgreeOnTheWay({ ...problem, coefficients }, share);
      }),
    );
  });

  test('on the tutorial interval at every degree, to the end of the run', () => {
    for (let degree = 0; degree <= 9; degree++) {
      const problem = {
        ...TUTORIAL,
        degree,
        coefficients: Array.from({ length: degree + 1 }, (_, k) => (-0.5) ** k),
      };
      const { stabilityLimit } = analyse(TUTORIAL.samples, TUTORIAL.interval, degree);
      const both = descents(problem, 0.5 * stabilityLimit);
      const objective = momentsObjective(TUTORIAL.samples, TUTORIAL.interval, degree);
      const reference = referenceOf(problem);
      for (let t = 0; t <= 2000; t++) {
        if (t % 100 === 0) {
          assertAgree(problem, reference, objective, both);
        }
        both.pointwise.step();
        both.moments.step();
      }
    }
  });
});

test('polynomials through both of two points are found, and no loss is below 0', () => {
  const interval = [-1, 1] as const;
  for (let degree = 1; degree <= 6; degree++) {
    const { stabilityLimit } = analyse(2, interval, degree);
    const initial = new Array<number>(degree + 1).fill(0.3);
    const descent = new Descent(momentsObjective(2, interval, degree), initial, stabilityLimit / 2);
    for (let t = 0; t < 3000; t++) {
      descent.step();
      assert.ok(descent.snapshot().loss >= 0);
    }
    assertClose(descent.snapshot().loss, 0, 1e-28, 'loss', 1);
  }
});

test('ten million points are as exact as few, and are not stored', () => {
  const samples = 10_000_000;
  const before = process.resourceUsage().maxRSS;
  const objective = momentsObjective(samples, TUTORIAL.interval, TUTORIAL.degree);
  const grown = process.resourceUsage().maxRSS - before;
  const gradient = new Float64Array(4);
  // The squared sines of evenly spaced angles over a whole turn are 1/2 on average.
  assertClose(objective.evaluate(new Float64Array(4), gradient), (samples - 1) / 2, 1e-12, 'loss');
  assertClose(
    objective.evaluate(Float64Array.of(1, 0, 0, 0), gradient),
    (samples - 1) / 2 + samples,
    1e-12,
    'loss at 1',
  );
  assertClose(gradient[0]!, 2 * samples, 1e-12, 'gradient');
  // In KiB; the points would take 156,250.
  assert.ok(grown < 80_000, `${grown} KiB more`);
});

test('wrong degrees, points and lengths are refused', () => {
  assert.throws(() => momentsObjective(2000, [-1, 1], 10), RangeError);
  assert.throws(() => momentsObjective(2000, [-1, 1], 0.5), RangeError);
  assert.throws(() => momentsObjective(1, [-1, 1], 3), RangeError);
  assert.throws(() => momentsObjective(2000, [1, -1], 3), RangeError);
  assert.throws(() => momentsObjective(2000, [-1e60, 1e60], 9), {
    name: 'RangeError',
    message:
      'the powers of x up to degree 9 overflow or underflow on the interval from -1e+60 to 1e+60',
  });
  const objective = momentsObjective(10, [-1, 1], 3);
  assert.throws(() => objective.evaluate(new Float64Array(3), new Float64Array(4)), RangeError);
  assert.throws(() => objective.evaluate(new Float64Array(4), new Float64Array(5)), RangeError);
});
