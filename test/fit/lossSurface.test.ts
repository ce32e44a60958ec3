import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { excessLoss } from '../../src/fit/excessLoss.js';
import { curvatureAlong, distanceAlong, excessOnPlane } from '../../src/fit/lossSurface.js';
import { assertClose } from './close.js';
import { excessScale, pointwiseLoss, problems } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

/** The unit vector of one coefficient among so many. */
function unit(index: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => (k === index ? 1 : 0));
}

test('over two coefficients it is the loss with these replaced, less the least possible', () => {
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
      const { coefficients: best, loss } = analysis.optimum;
      const replaced = coefficients.with(first, values[0]).with(second, values[1]);
      const excess = excessOnPlane(
        analysis,
        coefficients,
        unit(first, degree + 1),
        unit(second, degree + 1),
      );
      assertClose(
        loss + excess(values[0] - best[first]!, values[1] - best[second]!),
        pointwiseLoss(dataset, replaced),
        1e-12,
        `coefficients ${first} and ${second}`,
        excessScale(dataset, replaced, best),
      );
    }),
  );
});

const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);

test('over two directions it is a bowl of their curvatures, above what the others add', () => {
  const coefficients = [0.3, -1, 0.7, 0.2];
  const { eigenvectors, eigenvalues } = analysis;
  for (const [first, second] of [
    [0, 1],
    [3, 0],
    [3, 2],
  ] as const) {
    const axes = [eigenvectors[first]!, eigenvectors[second]!] as const;
    const excess = excessOnPlane(analysis, coefficients, ...axes);
    const [u, v] = axes.map((axis) => distanceAlong(analysis, coefficients, axis));
    assertClose(excess(u!, v!), excessLoss(analysis, coefficients), 1e-12, 'where it is');
    assertClose(curvatureAlong(analysis, axes[0]), eigenvalues[first]! / 2, 1e-12, 'curvature');
    for (const [du, dv] of [
      [0.5, 0],
      [0, -0.25],
      [1, 1],
    ] as const) {
      assertClose(
        excess(du, dv) - excess(0, 0),
        (eigenvalues[first]! * du ** 2 + eigenvalues[second]! * dv ** 2) / 2,
        1e-9,
        'above the middle of the plane',
      );
    }
  }
});

test('on a plane through the optimum it is lowest there', () => {
  const excess = excessOnPlane(analysis, OPTIMUM.coefficients, unit(1, 4), unit(3, 4));
  assert.ok(excess(0, 0) < 1e-20);
  for (const [db, dd] of [
    [0.01, 0],
    [-0.01, 0],
    [0, 0.01],
    [0, -0.01],
  ] as const) {
    assert.ok(excess(db, dd) > excess(0, 0));
  }
});

test('an overflow is infinite', () => {
  for (const coefficients of [
    [0, 1.7e308, 0, -1.7e308],
    [1.7e308, 0, -1.7e308, 0],
    [0, 0, 0, 1e160],
  ]) {
    const [, b, , d] = coefficients as [number, number, number, number];
    const excess = excessOnPlane(analysis, coefficients, unit(1, 4), unit(3, 4));
    assert.equal(excess(b, d), Number.POSITIVE_INFINITY);
  }
});
