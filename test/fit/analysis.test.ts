import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse, stabilityLimit as limitAlone } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { hessianTrace } from '../../src/fit/gramPolynomials.js';
import { assertClose } from './close.js';
import { describeProblem, numpyOptima } from './numpyOptima.js';
import { problems } from './problems.js';
import { TUTORIAL } from './tutorial.js';

test("the tutorial's stability limit and condition number are the known ones", () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  assertClose(analysis.stabilityLimit, 3.557947e-6, 5e-8, 'limit');
  assertClose(analysis.conditionNumber, 325.396, 5e-6 / 3, 'condition');
});

test("the eigenvalues are NumPy's", () => {
  for (const problem of numpyOptima.problems) {
    const { eigenvalues, stabilityLimit, conditionNumber } = analyse(
      problem.samples,
      problem.interval,
      problem.degree,
    );
    const name = describeProblem(problem);
    const expected = problem.singularValues.map((value) => 2 * value ** 2);
    assert.equal(eigenvalues.length, problem.degree + 1);
    eigenvalues.forEach((eigenvalue, i) => {
      // With fewer points than coefficients the Hessian is singular.
      const value = expected[i] ?? 0;
      const scale = Math.sqrt(expected[0]! * value);
      assertClose(eigenvalue, value, 1e-14, `${name}, eigenvalue ${i}`, scale);
    });
    assertClose(stabilityLimit, 2 / expected[0]!, 1e-14, name);
    assert.equal(limitAlone(problem.samples, problem.interval, problem.degree), stabilityLimit);
    const unique = problem.samples > problem.degree;
    assert.equal(Number.isFinite(conditionNumber), unique, name);
    if (unique) {
      assertClose(conditionNumber, expected[0]! / expected.at(-1)!, 1e-9, name);
    }
  }
});

test('the Hessian stretches the products of Rᵀ and the singular vectors by the eigenvalues', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree }) => {
      const { factor, eigenvalues, leftSingularVectors } = analyse(samples, interval, degree);
      const { x } = sineDataset(samples, interval);
      leftSingularVectors.forEach((vector, i) => {
        leftSingularVectors.forEach((other, j) => {
          const product = vector.reduce((sum, entry, k) => sum + entry * other[k]!, 0);
          assertClose(product, i === j ? 1 : 0, 1e-13, `${i} by ${j}`, 1);
        });
        const direction = factor.map((_, k) =>
          vector.reduce((sum, entry, j) => sum + entry * factor[j]![k]!, 0),
        );
        // H v = 2 Xᵀ X v, from the points.
        const stretched = new Array<number>(degree + 1).fill(0);
        for (const each of x) {
          const value = direction.reduce((sum, entry, k) => sum + entry * each ** k, 0);
          for (let k = 0; k <= degree; k++) {
            stretched[k]! += 2 * value * each ** k;
          }
        }
        const size = eigenvalues[0]! * Math.hypot(...factor.flat());
        stretched.forEach((entry, k) => {
          assertClose(entry, eigenvalues[i]! * direction[k]!, 1e-12, `${i}, entry ${k}`, size);
        });
      });
    }),
  );
});

test('the eigenvectors are orthonormal, and R takes each to its singular vector', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree }) => {
      const analysis = analyse(samples, interval, degree);
      const { factor, eigenvalues, eigenvectors, leftSingularVectors } = analysis;
      eigenvectors.forEach((vector, i) => {
        eigenvectors.forEach((other, j) => {
          const product = vector.reduce((sum, entry, k) => sum + entry * other[k]!, 0);
          assertClose(product, i === j ? 1 : 0, 1e-13, `${i} by ${j}`, 1);
        });
        const image = factor.map((row) =>
          row.reduce((sum, entry, k) => sum + entry * vector[k]!, 0),
        );
        const stretch = image.reduce(
          (sum, entry, k) => sum + entry * leftSingularVectors[i]![k]!,
          0,
        );
        const size = Math.hypot(...factor.flat());
        assertClose(Math.abs(stretch), Math.sqrt(eigenvalues[i]! / 2), 1e-13, `${i}`, size);
      });
    }),
  );
});

test('RᵀR is the matrix of the power sums', () => {
  for (const problem of numpyOptima.problems) {
    const { degree, samples, interval, xSums } = problem;
    const { factor } = analyse(samples, interval, degree);
    for (let j = 0; j <= degree; j++) {
      for (let k = 0; k <= degree; k++) {
        const product = factor.reduce((sum, row) => sum + row[j]! * row[k]!, 0);
        const size = Math.sqrt(xSums[2 * j]! * xSums[2 * k]!);
        assertClose(product, xSums[j + k]!, 1e-13, `${describeProblem(problem)}: ${j}, ${k}`, size);
      }
    }
  }
});

test('eigenvalues fall, and are positive as long as there are points for them', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree }) => {
      const { eigenvalues } = analyse(samples, interval, degree);
      eigenvalues.forEach((eigenvalue, i) => {
        assert.equal(eigenvalue > 0, i < samples);
        assert.ok(i === 0 || eigenvalue <= eigenvalues[i - 1]!);
      });
    }),
  );
});

test('directions that too few points leave open have curvature 0', () => {
  for (let samples = 2; samples <= 9; samples++) {
    for (const interval of [
      [-1, 1],
      [-Math.PI, Math.PI],
      [0.1, 7.3],
    ] as const) {
      const { eigenvalues, conditionNumber } = analyse(samples, interval, 9);
      assert.ok(eigenvalues[samples - 1]! > 0);
      assert.deepEqual(eigenvalues.slice(samples), new Array(10 - samples).fill(0));
      assert.equal(conditionNumber, Number.POSITIVE_INFINITY);
    }
  }
});

test('the trace of the Hessian is the sum of its eigenvalues by NumPy', () => {
  for (const problem of numpyOptima.problems) {
    const { factor } = analyse(problem.samples, problem.interval, problem.degree);
    const sum = problem.singularValues.reduce((partial, value) => partial + 2 * value ** 2, 0);
    assertClose(hessianTrace(factor), sum, 1e-13, describeProblem(problem));
  }
});

test('an analysis is plain data', () => {
  const analysis = analyse(7, [0, 3], 4);
  assert.deepEqual(structuredClone(analysis), analysis);
  assert.deepEqual([analysis.samples, analysis.interval, analysis.degree], [7, [0, 3], 4]);
});

test('a problem that cannot be analysed is refused', () => {
  assert.throws(() => analyse(1, [0, 1], 3), /points/);
  assert.throws(() => analyse(5, [1, 0], 3), /must be finite and go from low to high/);
  assert.throws(() => analyse(5, [0, Number.NaN], 3), /must be finite and go from low to high/);
  assert.throws(() => analyse(5, [0, 1], 10), /degree/);
  assert.throws(() => analyse(5, [0, 1e100], 9), {
    name: 'RangeError',
    message:
      'the powers of x up to degree 9 overflow or underflow on the interval from 0 to 1e+100',
  });
  assert.throws(() => analyse(5, [-1e40, 1e40], 4), /overflow or underflow/);
  assert.throws(() => analyse(5, [0, 1e-100], 9), /overflow or underflow/);
});

test('the condition number is finite wherever the optimum is unique, and the exact one', () => {
  // By mpmath with 120 digits, from the sums of powers.
  for (const [interval, samples, degree, expected] of [
    [[100, 101], 2000, 9, 5.37658217026634e82],
    [[100, 101], 2000, 3, 2.96703446664958e27],
    [[1000, 1001], 50, 9, 3.56747269610967e118],
  ] as const) {
    const { optimum, conditionNumber } = analyse(samples, interval, degree);
    assert.equal(optimum.unique, true);
    assertClose(conditionNumber, expected, 1e-13, `degree ${degree} on ${interval.join(' to ')}`);
  }
  assert.equal(analyse(3, [100, 101], 3).conditionNumber, Number.POSITIVE_INFINITY);
});
