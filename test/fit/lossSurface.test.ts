import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { lossOver } from '../../src/fit/lossSurface.js';
import { assertClose } from './close.js';
import { excessScale, pointwiseLoss, problems } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

test('the surface is the loss with two of the coefficients replaced', () => {
  const cases = problems
    .filter(({ degree }) => degree > 0)
    .chain((problem) =>
      fc.record({
        problem: fc.constant(problem),
        indices: fc.shuffledSubarray(
          problem.coefficients.map((_, k) => k),
          { minLength: 2, maxLength: 2 },
        ),
        values: fc.tuple(
          fc.double({ min: -3, max: 3, noNaN: true }),
          fc.double({ min: -3, max: 3, noNaN: true }),
        ),
      }),
    );
  fc.assert(
    fc.property(cases, ({ problem, indices, values }) => {
      const { samples, interval, degree, coefficients } = problem;
      const [first, second] = indices as [number, number];
      const analysis = analyse(samples, interval, degree);
      const dataset = sineDataset(samples, interval);
      const replaced = coefficients.with(first, values[0]).with(second, values[1]);
      assertClose(
        lossOver(analysis, coefficients, first, second)(...values),
        pointwiseLoss(dataset, replaced),
        1e-12,
        `coefficients ${first} and ${second}`,
        excessScale(dataset, replaced, analysis.optimum.coefficients),
      );
    }),
  );
});

test('the surface through the optimum is lowest there', () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  const [, b, , d] = OPTIMUM.coefficients as [number, number, number, number];
  const surface = lossOver(analysis, OPTIMUM.coefficients, 1, 3);
  assertClose(surface(b, d), OPTIMUM.loss, 1e-12, 'loss');
  for (const [db, dd] of [
    [0.01, 0],
    [-0.01, 0],
    [0, 0.01],
    [0, -0.01],
  ] as const) {
    assert.ok(surface(b + db, d + dd) > OPTIMUM.loss);
  }
});

test('what is beyond the range of numbers is infinite', () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  for (const coefficients of [
    [0, 1.7e308, 0, -1.7e308],
    [1.7e308, 0, -1.7e308, 0],
    [0, 0, 0, 1e160],
  ]) {
    const [, b, , d] = coefficients as [number, number, number, number];
    assert.equal(lossOver(analysis, coefficients, 1, 3)(b, d), Number.POSITIVE_INFINITY);
  }
});

test('indices that are not two coefficients are refused', () => {
  const analysis = analyse(10, [0, 1], 3);
  for (const [first, second] of [
    [1, 1],
    [0, 4],
    [-1, 0],
    [0.5, 1],
  ] as const) {
    const message = `the indices must be different and from 0 to 3, not ${first} and ${second}`;
    assert.throws(() => lossOver(analysis, [0, 0, 0, 0], first, second), {
      name: 'RangeError',
      message,
    });
  }
});
