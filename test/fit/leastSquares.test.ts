import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { evaluatePolynomial } from '../../src/fit/polynomial.js';
import { assertClose } from './close.js';
import { describeProblem, numpyOptima } from './numpyOptima.js';
import { lossScale, pointwiseLoss, problems } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

/** ‖actual − expected‖, Euclidean. */
function distance(actual: readonly number[], expected: readonly number[]): number {
  assert.equal(actual.length, expected.length);
  return Math.hypot(...actual.map((value, k) => value - expected[k]!));
}

test("the tutorial's optimum is the known one", () => {
  const { optimum } = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  optimum.coefficients.forEach((value, k) => {
    assertClose(value, OPTIMUM.coefficients[k]!, 1e-14, `coefficient ${k}`, 1);
  });
  assertClose(optimum.loss, OPTIMUM.loss, 1e-14, 'loss');
  assert.equal(optimum.unique, true);
});

test('the coefficients are the exact ones, and NumPy agrees', () => {
  for (const problem of numpyOptima.problems) {
    const { optimum } = analyse(problem.samples, problem.interval, problem.degree);
    const name = describeProblem(problem);
    // The mean of sin over a symmetric interval is 0, and so is sin(π): there only an absolute error
    // has a meaning.
    const isZero = problem.degree === 0 || problem.yySum < 1e-30;
    const size = isZero ? 1 : Math.hypot(...problem.coefficients);
    const off = distance(optimum.coefficients, problem.coefficients);
    const unique = problem.samples > problem.degree;
    assertClose(off, 0, unique ? 2e-13 : 2e-12, name, size);
    assertClose(distance(optimum.coefficients, problem.lstsq), 0, 1e-10, name, size);
    assert.equal(optimum.unique, unique, name);
  }
});

test('the least loss is the exact one, near a perfect fit too', () => {
  for (const problem of numpyOptima.problems) {
    const { samples, loss } = problem;
    const { optimum } = analyse(samples, problem.interval, problem.degree);
    // sin may differ in its last bit, and a residual is no more accurate than that of numbers
    // of size 1.
    const rounding = 1e-14 * loss + 1e-15 * Math.sqrt(samples * loss) + samples * 1e-29;
    assertClose(optimum.loss, loss, 1, describeProblem(problem), rounding);
  }
});

test('for many points the cubic is the one of the integrals', () => {
  // The normal equations of b x + d x³ with integrals over [−π, π] in place of sums.
  const pi = Math.PI;
  const [xx, xxxx, sixth] = [(2 * pi ** 3) / 3, (2 * pi ** 5) / 5, (2 * pi ** 7) / 7];
  const [sine, cubicSine] = [2 * pi, 2 * pi ** 3 - 12 * pi];
  const determinant = xx * sixth - xxxx ** 2;
  const b = (sine * sixth - xxxx * cubicSine) / determinant;
  const d = (xx * cubicSine - xxxx * sine) / determinant;
  const { optimum } = analyse(1_000_000, [-pi, pi], 3);
  [0, b, 0, d].forEach((expected, k) => {
    assertClose(optimum.coefficients[k]!, expected, 1e-5, `coefficient ${k}`, 1);
  });
});

test('with no more points than coefficients the polynomial goes through all of them', () => {
  const interval = [1, 7] as const;
  for (const [samples, degree] of [
    [2, 1],
    [2, 9],
    [4, 3],
    [5, 9],
    [9, 9],
    [10, 9],
  ] as const) {
    const { optimum } = analyse(samples, interval, degree);
    const { x, y } = sineDataset(samples, interval);
    assert.equal(optimum.loss, 0);
    assert.equal(optimum.unique, samples === degree + 1);
    const size = Math.sqrt(lossScale({ x, y }, optimum.coefficients));
    x.forEach((each, i) => {
      const value = evaluatePolynomial(optimum.coefficients, each);
      assertClose(value, y[i]!, 1e-14, `${samples} points, at ${each}`, size);
    });
  }
});

test('at the optimum the gradient vanishes and no other loss is lower', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree, coefficients }) => {
      const dataset = sineDataset(samples, interval);
      const { optimum } = analyse(samples, interval, degree);
      const gradient = new Float64Array(degree + 1);
      const scale = lossScale(dataset, optimum.coefficients);
      pointwiseObjective(dataset, degree).evaluate(
        Float64Array.from(optimum.coefficients),
        gradient,
      );
      gradient.forEach((slope, k) => {
        const power = Math.sqrt(dataset.x.reduce((sum, x) => sum + x ** (2 * k), 0));
        assertClose(slope, 0, 1e-12, `gradient ${k}`, Math.sqrt(scale) * power);
      });
      assert.ok(optimum.loss <= pointwiseLoss(dataset, coefficients));
      const nearby = optimum.coefficients.map((value, k) => value + coefficients[k]! / 1000);
      assert.ok(optimum.loss <= pointwiseLoss(dataset, nearby) + 1e-12 * scale);
    }),
  );
});

/** Odd powers for the pairs of points beside 0: as many make the polynomial go through all. */
function isPerfect(samples: number, degree: number): boolean {
  return samples <= degree + 1 || Math.floor(samples / 2) <= Math.floor((degree + 1) / 2);
}

test('a least loss that is 0 but for rounding is 0, and any other is not', () => {
  for (let degree = 0; degree <= 9; degree++) {
    for (let samples = 2; samples <= 40; samples++) {
      const { optimum } = analyse(samples, TUTORIAL.interval, degree);
      // At ±π and 0 the sine is 0.
      const perfect = samples <= 3 || isPerfect(samples, degree);
      assert.equal(optimum.loss === 0, perfect, `degree ${degree}, ${samples} points`);
    }
  }
  // A polynomial of degree 9 misses the sine by 1e-23 there, by 3.5e-13 here.
  assert.equal(analyse(2000, [0, 0.1], 9).optimum.loss, 0);
  assert.ok(analyse(2000, [100, 101], 9).optimum.loss > 2e-25);
});

test('on an interval around 0 the even coefficients are 0', () => {
  for (let degree = 0; degree <= 9; degree++) {
    for (const samples of [2, 3, 4, 5, 8, 11, 60, 2000]) {
      const { coefficients } = analyse(samples, TUTORIAL.interval, degree).optimum;
      const even = coefficients.filter((_, k) => k % 2 === 0);
      assert.deepEqual(even, new Array(even.length).fill(0));
      // At ±π and 0 there is nothing but rounding errors to fit.
      assert.equal(
        coefficients.some((value) => value !== 0),
        samples > 3 && degree > 0,
      );
    }
  }
});
