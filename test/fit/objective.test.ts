import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dataset, sineDataset } from '../../src/fit/dataset.js';
import {
  backwardPass,
  forwardPass,
  pointwiseObjective,
  squaredErrorLoss,
  stepwiseObjective,
} from '../../src/fit/objective.js';
import { evaluatePolynomial } from '../../src/fit/polynomial.js';
import { standardNormals } from '../../src/fit/random.js';
import { coefficients, moderate, points } from './arbitraries.js';
import { assertClose } from './close.js';
import { lossScale } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

/** Two points, (1, 1) and (2, 3), and the line 1 + 2x, which is off by 2 at both. */
const TWO_POINTS: Dataset = { x: Float64Array.of(1, 2), y: Float64Array.of(1, 3) };
const LINE = Float64Array.of(1, 2);

/** Σᵢ 2 (Σⱼ |coefficients[j] x[i]ʲ| + |y[i]|) |x[i]ᵏ|: the size of what cancels in a slope. */
function gradientScale({ x, y }: Dataset, at: readonly number[], k: number): number {
  return x.reduce((sum, each, i) => {
    const size = at.reduce((total, value, j) => total + Math.abs(value * each ** j), 0);
    return sum + 2 * (size + Math.abs(y[i]!)) * Math.abs(each ** k);
  }, 0);
}

function evaluate(
  dataset: Dataset,
  at: readonly number[],
  create = pointwiseObjective,
): { loss: number; gradient: number[] } {
  const gradient = new Float64Array(at.length);
  const objective = create(dataset, at.length - 1);
  const loss = objective.evaluate(Float64Array.from(at), gradient);
  return { loss, gradient: [...gradient] };
}

test('the named steps agree with a calculation by hand', () => {
  const predicted = new Float64Array(2);
  forwardPass(LINE, TWO_POINTS, predicted);
  assert.deepEqual([...predicted], [3, 5]);
  assert.equal(squaredErrorLoss(predicted, TWO_POINTS), 8);
  const gradient = Float64Array.of(99, 99);
  backwardPass(predicted, TWO_POINTS, gradient);
  assert.deepEqual([...gradient], [4 + 4, 4 * 1 + 4 * 2]);
});

test('the objectives give the same loss and gradient as the steps, each time they are asked', () => {
  for (const objective of [pointwiseObjective(TWO_POINTS, 1), stepwiseObjective(TWO_POINTS, 1)]) {
    for (let time = 0; time < 2; time++) {
      const gradient = Float64Array.of(99, 99);
      assert.equal(objective.evaluate(LINE, gradient), 8);
      assert.deepEqual([...gradient], [8, 12]);
    }
  }
});

test('one loop gives what the steps one after the other give, bit for bit', () => {
  fc.assert(
    fc.property(points, coefficients, (dataset, at) => {
      assert.deepEqual(evaluate(dataset, at), evaluate(dataset, at, stepwiseObjective));
    }),
  );
});

test('one loop gives what the steps give on the tutorial points, for every degree', () => {
  // An odd number of points, too, because they are taken two at a time.
  for (const samples of [TUTORIAL.samples, TUTORIAL.samples + 1]) {
    const dataset = sineDataset(samples, TUTORIAL.interval);
    for (let degree = 0; degree <= 9; degree++) {
      const at = standardNormals(degree, degree + 1);
      assert.deepEqual(evaluate(dataset, at), evaluate(dataset, at, stepwiseObjective));
    }
  }
});

test('at the least-squares coefficients the loss is the known one and the gradient vanishes', () => {
  const { loss, gradient } = evaluate(
    sineDataset(TUTORIAL.samples, TUTORIAL.interval),
    OPTIMUM.coefficients,
  );
  assertClose(loss, OPTIMUM.loss, 1e-12, 'loss');
  // The coefficients are known to 14 decimals and the Hessian's entries are below 1e6.
  for (const slope of gradient) {
    assertClose(slope, 0, 1e-8, 'gradient', 1);
  }
});

test('the gradient is the slope of the loss, by central differences', () => {
  fc.assert(
    fc.property(points, coefficients, (dataset, at) => {
      const { gradient } = evaluate(dataset, at);
      gradient.forEach((slope, k) => {
        // The loss is quadratic in each coefficient, so that the difference is exact for any step.
        const beyond = evaluate(dataset, at.with(k, at[k]! + 1)).loss;
        const before = evaluate(dataset, at.with(k, at[k]! - 1)).loss;
        assertClose((beyond - before) / 2, slope, 1e-12, `gradient ${k}`, beyond + before);
      });
    }),
  );
});

test('the gradient is the slope of the loss at the tutorial problem, for every degree', () => {
  const dataset = sineDataset(TUTORIAL.samples, TUTORIAL.interval);
  for (let degree = 0; degree <= 9; degree++) {
    const at = Array.from({ length: degree + 1 }, (_, k) => (-0.5) ** k);
    evaluate(dataset, at).gradient.forEach((slope, k) => {
      const beyond = evaluate(dataset, at.with(k, at[k]! + 1)).loss;
      const before = evaluate(dataset, at.with(k, at[k]! - 1)).loss;
      assertClose((beyond - before) / 2, slope, 1e-12, `gradient ${k}`, beyond + before);
    });
  }
});

test('the loss is never negative', () => {
  fc.assert(
    fc.property(points, coefficients, (dataset, at) => {
      assert.ok(evaluate(dataset, at).loss >= 0);
    }),
  );
});

test('loss and gradient are zero where the polynomial goes through all points', () => {
  fc.assert(
    fc.property(fc.array(moderate(2), { minLength: 1 }), coefficients, (x, at) => {
      const y = x.map((each) => evaluatePolynomial(at, each));
      const dataset = { x: Float64Array.from(x), y: Float64Array.from(y) };
      const steps = evaluate(dataset, at, stepwiseObjective);
      assert.equal(steps.loss, 0);
      assert.ok(steps.gradient.every((slope) => slope === 0));
      const fast = evaluate(dataset, at);
      // Every error is of the size of a rounding error, and the loss the sum of their squares.
      assertClose(fast.loss, 0, 1e-30, 'loss', lossScale(dataset, at));
      fast.gradient.forEach((slope, k) => {
        assertClose(slope, 0, 1e-14, `gradient ${k}`, gradientScale(dataset, at, k));
      });
    }),
  );
});

test('data mirrored at the origin mirror the gradient and leave the loss as it is', () => {
  fc.assert(
    fc.property(points, coefficients, ({ x, y }, at) => {
      // −p(−x) changes the sign of the even coefficients.
      const mirror = (values: number[]) => values.map((value, k) => (k % 2 ? value : -value));
      const mirrored = { x: x.map((each) => -each), y: y.map((each) => -each) };
      const original = evaluate({ x, y }, at);
      const mirrorImage = evaluate(mirrored, mirror(at));
      assert.equal(mirrorImage.loss, original.loss);
      mirror(original.gradient).forEach((slope, k) => {
        assert.equal(mirrorImage.gradient[k]! + 0, slope + 0);
      });
    }),
  );
});

test('a wrong degree or a wrong number of coefficients is refused', () => {
  for (const degree of [-1, 10, 0.5]) {
    assert.throws(() => pointwiseObjective(TWO_POINTS, degree), RangeError);
  }
  const objective = pointwiseObjective(TWO_POINTS, 1);
  assert.throws(
    () => objective.evaluate(new Float64Array(3), new Float64Array(2)),
    /degree 1 has 2 coefficients, not 3/,
  );
  assert.throws(() => objective.evaluate(LINE, new Float64Array(1)), RangeError);
});
