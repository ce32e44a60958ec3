import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import {
  bestMomentum,
  momentumLimit,
  momentumRoots,
  optimizerLimit,
} from '../../src/fit/momentum.js';
import { type Momentum, OPTIMIZERS } from '../../src/fit/optimizers.js';
import { assertClose } from './close.js';
import { momentumData } from './mpmathMomentum.js';
import { TUTORIAL } from './tutorial.js';

const tutorial = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const KINDS = ['momentum', 'nesterov'] as const;

const momenta: fc.Arbitrary<Momentum> = fc.record({
  name: fc.constantFrom(...KINDS),
  // Doubles would be close to 0 almost always.
  beta: fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000),
});

/** By how much an iteration multiplies the distance from the optimum in the long run. */
function factorOf(
  momentum: Momentum,
  learningRate: number,
  eigenvalues: readonly number[],
): number {
  const factors = eigenvalues.map((eigenvalue) => {
    const roots = momentumRoots(momentum, learningRate * eigenvalue);
    return 'radius' in roots ? roots.radius : Math.abs(1 - roots.gaps[0]);
  });
  return Math.max(...factors);
}

test('the best pairs agree with 60-digit arithmetic', () => {
  for (const { degree, samples, interval, runs } of momentumData.problems) {
    const analysis = analyse(samples, interval, degree);
    for (const { name, beta, learningRate } of runs.filter(({ isBest }) => isBest)) {
      const best = bestMomentum(name, analysis);
      assertClose(best.beta, beta, 1e-10, `${name}, degree ${degree}: β`, beta || 1);
      assertClose(best.learningRate, learningRate, 1e-10, `${name}, degree ${degree}: rate`);
    }
  }
});

test("the tutorial's best pair of the heavy ball is beyond the limit of plain descent", () => {
  const { beta, learningRate } = bestMomentum('momentum', tutorial);
  assertClose(beta, 0.8009373, 1e-7, 'β');
  assertClose(learningRate, 6.388008e-6, 1e-7, 'rate');
  assert.ok(learningRate > tutorial.stabilityLimit);
  // A half step is left in the long run: √β per iteration, in every direction.
  assertClose(
    factorOf({ name: 'momentum', beta }, learningRate, tutorial.eigenvalues),
    Math.sqrt(beta),
    1e-6,
    'factor',
  );
});

test('the roots are the eigenvalues of the matrix of distance and velocity', () => {
  fc.assert(
    fc.property(momenta, fc.double({ min: 1e-9, max: 5, noNaN: true }), (momentum, step) => {
      const { name, beta } = momentum;
      // Of the update in a direction with λ = 1, where the distance is the gradient.
      const [trace, determinant] =
        name === 'momentum'
          ? [1 - step + beta, (1 - step) * beta + step * beta]
          : [1 - step * (1 + beta) + beta, (1 - step * (1 + beta)) * beta + step * beta * beta];
      const roots = momentumRoots(momentum, step);
      if ('radius' in roots) {
        assertClose(2 * (1 - roots.gap), trace, 1e-14, 'trace', 10);
        assertClose(roots.radius ** 2, determinant, 1e-13, 'determinant', 10);
        assertClose(1 - roots.gap, roots.real, 1e-14, 'real', 10);
        assertClose(Math.hypot(roots.real, roots.imaginary), roots.radius, 1e-12, 'radius', 1);
      } else {
        const [first, second] = [1 - roots.gaps[0], 1 - roots.gaps[1]];
        assertClose(first + second, trace, 1e-14, 'trace', 10);
        assertClose(first * second, determinant, 1e-13, 'determinant', 10);
        assert.ok(Math.abs(first) >= Math.abs(second) * (1 - 1e-12));
      }
    }),
  );
});

test('below the limit every direction converges, above it the steepest does not', () => {
  fc.assert(
    fc.property(
      momenta,
      fc.double({ min: 1e-6, max: 0.999999, noNaN: true }),
      (momentum, share) => {
        const limit = momentumLimit(momentum, tutorial.stabilityLimit);
        assert.ok(factorOf(momentum, share * limit, tutorial.eigenvalues) < 1);
        assert.ok(factorOf(momentum, limit / share, tutorial.eigenvalues) > 1);
        assertClose(factorOf(momentum, limit, tutorial.eigenvalues), 1, 1e-12, 'at the limit');
      },
    ),
  );
});

test('the limit of an optimizer is that of its kind; steps that do not grow have none', () => {
  const limits = Object.values(OPTIMIZERS).map((optimizer) => optimizerLimit(optimizer, 1));
  // 2 (1 + β) and 2 (1 + β) / (1 + 2β), of 2.
  assert.deepEqual(limits, [1, 1.9, 1.9 / 2.8, Infinity, Infinity]);
});

test('no other pair converges faster than the best', () => {
  const { eigenvalues, stabilityLimit } = tutorial;
  fc.assert(
    fc.property(momenta, fc.double({ min: 1e-3, max: 1, noNaN: true }), (momentum, share) => {
      const rate = share * momentumLimit(momentum, stabilityLimit);
      const factor = factorOf(momentum, rate, eigenvalues);
      const best = bestMomentum(momentum.name, tutorial);
      const least = factorOf({ ...momentum, beta: best.beta }, best.learningRate, eigenvalues);
      // At the pair itself two roots meet, where rounding errors show by their root.
      assert.ok(least <= factor + 1e-7);
    }),
    { numRuns: 300 },
  );
});

test('without momentum the limit is that of gradient descent', () => {
  for (const name of KINDS) {
    assert.equal(momentumLimit({ name, beta: 0 }, 4e-6), 4e-6);
  }
});

test('one direction alone is reached at once, and those of too few points do not count', () => {
  for (const name of KINDS) {
    const constant = analyse(50, [0, 3], 0);
    const { beta, learningRate } = bestMomentum(name, constant);
    assert.equal(beta, 0);
    assertClose(learningRate, 1 / constant.eigenvalues[0]!, 1e-12, 'rate');
    const few = analyse(2, [0, 1], 3);
    assert.ok(bestMomentum(name, few).beta < 1);
  }
});
