import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createObjective } from '../../src/fit/createObjective.js';
import { type Dataset, sineDataset } from '../../src/fit/dataset.js';
import { Descent, type RateChange } from '../../src/fit/descent.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { standardNormals } from '../../src/fit/random.js';
import { coefficients, points } from './arbitraries.js';
import { assertClose } from './close.js';
import { type NumpyRun, numpyData } from './numpyRuns.js';
import { OPTIMUM, PUBLISHED, TUTORIAL } from './tutorial.js';

/** How far sums of some thousand terms, added in another order than NumPy's, may differ. */
const ROUNDING = 1e-12;

/** NumPy's logarithm may round the last digit of a random number differently. */
const LAST_DIGIT = 1e-15;

const tutorialObjective = pointwiseObjective(
  sineDataset(TUTORIAL.samples, TUTORIAL.interval),
  TUTORIAL.degree,
);

function fit(dataset: Dataset, initial: readonly number[], learningRate: number): Descent {
  return new Descent(pointwiseObjective(dataset, initial.length - 1), initial, learningRate);
}

/** Steps to the given iteration; a diverged descent stays where it is. */
function advance(descent: Descent, iteration: number): void {
  const steps = iteration - descent.iteration;
  for (let done = 0; done < steps; done++) {
    descent.step();
  }
}

/** Loss and gradient are those at the snapshot's coefficients. */
function assertBelongTogether(dataset: Dataset, descent: Descent): void {
  const { coefficients, loss, gradient } = descent.snapshot();
  const expected = new Float64Array(coefficients.length);
  const objective = pointwiseObjective(dataset, coefficients.length - 1);
  assert.equal(loss, objective.evaluate(Float64Array.from(coefficients), expected));
  assert.deepEqual(gradient, [...expected]);
}

for (const engine of OBJECTIVE_ENGINES) {
  describe(`with the ${engine} engine`, () => {
    const tutorial = createObjective(engine, TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);

    test('the published run comes out as published', () => {
      const descent = new Descent(tutorial, PUBLISHED.initial, TUTORIAL.learningRate);
      assert.equal(PUBLISHED.records.length, 20);
      for (const { t, loss } of PUBLISHED.records) {
        advance(descent, t);
        assertClose(descent.snapshot().loss, loss, ROUNDING, `loss at ${t}`);
      }
      advance(descent, 2000);
      descent.snapshot().coefficients.forEach((value, k) => {
        assertClose(value, PUBLISHED.result[k]!, ROUNDING, `coefficient ${k}`);
      });
    });

    describe('NumPy gives the same losses and coefficients', () => {
      const name = (run: NumpyRun) =>
        `seed ${run.seed}, degree ${run.degree}, ${run.samples} points from ${run.interval[0]} ` +
        `to ${run.interval[1]}, learning rate ${run.learningRate}`;
      function replay(run: NumpyRun): Descent {
        const initial = standardNormals(run.seed, run.degree + 1);
        initial.forEach((value, k) => {
          assertClose(value, run.initial[k]!, LAST_DIGIT, `initial coefficient ${k}`);
        });
        const objective = createObjective(engine, run.samples, run.interval, run.degree);
        const descent = new Descent(objective, initial, run.learningRate);
        run.losses.forEach((loss, i) => {
          const t = 100 * i + 99;
          advance(descent, t);
          assertClose(descent.snapshot().loss, loss, ROUNDING, `loss at ${t}`);
        });
        advance(descent, run.iterations);
        assert.equal(descent.iteration, run.iterations);
        return descent;
      }

      for (const run of numpyData.tutorialRuns) {
        test(`the tutorial from seed ${run.seed}`, () => {
          replay(run)
            .snapshot()
            .coefficients.forEach((value, k) => {
              assertClose(value, run.result[k]!, ROUNDING, `coefficient ${k}`);
            });
        });
      }

      for (const run of numpyData.otherRuns) {
        test(name(run), () => {
          // Coefficients on their way to 0 are as exact as the largest one lets them be.
          const largest = Math.max(...run.result.map(Math.abs), ...run.initial.map(Math.abs));
          replay(run)
            .snapshot()
            .coefficients.forEach((value, k) => {
              assertClose(value, run.result[k]!, ROUNDING, `coefficient ${k}`, largest);
            });
        });
      }
    });

    describe('the stability limit of the tutorial problem, 3.557e-6', () => {
      test('3.5e-6, just below, converges to the least-squares coefficients', () => {
        const descent = new Descent(tutorial, standardNormals(42, 4), 3.5e-6);
        advance(descent, 6000);
        const { loss, coefficients } = descent.snapshot();
        assertClose(loss, OPTIMUM.loss, ROUNDING, 'loss');
        coefficients.forEach((value, k) => {
          assertClose(value, OPTIMUM.coefficients[k]!, 1e-12, `coefficient ${k}`, 1);
        });
      });

      for (const { seed, learningRate, iteration } of numpyData.divergences) {
        test(`${learningRate}, above, diverges at iteration ${iteration}, as in NumPy`, () => {
          const descent = new Descent(tutorial, standardNormals(seed, 4), learningRate);
          advance(descent, iteration + 100);
          assert.ok(descent.diverged);
          assert.equal(descent.iteration, iteration);
          assert.ok(descent.snapshot().coefficients.every(Number.isFinite));
        });
      }
    });
  });
}

test('a constant approaches the mean of y by the same factor in every iteration', () => {
  const dataset = { x: Float64Array.of(0, 1, 2, 3), y: Float64Array.of(1, 5, 2, 4) };
  const descent = fit(dataset, [10], 0.01);
  for (let t = 0; t <= 100; t++) {
    // The Hessian is 2n = 8, and the mean 3.
    const expected = 3 + (1 - 0.01 * 8) ** t * (10 - 3);
    assertClose(descent.snapshot().coefficients[0]!, expected, 1e-13, `at ${t}`);
    descent.step();
  }
});

test('below the stability limit the loss never increases', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(points, coefficients, share, (dataset, initial, part) => {
      // The trace of the Hessian 2XᵀX is at least its largest eigenvalue.
      let trace = 0;
      for (const x of dataset.x) {
        for (let k = 0; k < initial.length; k++) {
          trace += 2 * x ** (2 * k);
        }
      }
      const descent = fit(dataset, initial, (part * 2) / trace);
      let { loss } = descent.snapshot();
      for (let t = 0; t < 20; t++) {
        assert.ok(descent.step());
        const next = descent.snapshot().loss;
        assert.ok(next <= loss * (1 + 1e-12) + 1e-24, `${next} after ${loss}`);
        loss = next;
      }
    }),
  );
});

test('loss and gradient always belong to the coefficients', () => {
  fc.assert(
    fc.property(points, coefficients, fc.nat(20), (dataset, initial, steps) => {
      const descent = fit(dataset, initial, 0.5);
      assert.equal(descent.iteration, 0);
      assert.deepEqual(descent.snapshot().coefficients, initial);
      assertBelongTogether(dataset, descent);
      advance(descent, steps);
      assert.equal(descent.snapshot().iteration, steps);
      assertBelongTogether(dataset, descent);
    }),
  );
});

test('a learning rate changed under way acts from the next update on', () => {
  fc.assert(
    fc.property(points, coefficients, (dataset, initial) => {
      const changed = fit(dataset, initial, 0.001);
      advance(changed, 7);
      changed.learningRate = 0.0005;
      assert.equal(changed.snapshot().learningRate, 0.0005);
      const restarted = fit(dataset, changed.snapshot().coefficients, 0.0005);
      assert.deepEqual({ ...changed.snapshot(), iteration: 0 }, restarted.snapshot());
      advance(changed, 12);
      advance(restarted, 5);
      assert.deepEqual({ ...changed.snapshot(), iteration: 5 }, restarted.snapshot());
    }),
  );
});

describe('a schedule', () => {
  const scheduled = (schedule: readonly RateChange[], initial = PUBLISHED.initial, iteration = 0) =>
    new Descent(tutorialObjective, initial, 1e-6, iteration, schedule);
  const snapshots = (descent: Descent, last: number) => {
    const all = [descent.snapshot()];
    while (descent.iteration < last) {
      descent.step();
      all.push(descent.snapshot());
    }
    return all;
  };

  test('gives the updates from its iterations on their learning rate, as if set by hand', () => {
    const rate = fc.double({ min: 1e-9, max: 3e-6, noNaN: true });
    const changes = fc
      .uniqueArray(fc.record({ iteration: fc.integer({ min: 1, max: 25 }), learningRate: rate }), {
        selector: ({ iteration }) => iteration,
      })
      .map((list) => list.sort((a, b) => a.iteration - b.iteration));
    fc.assert(
      fc.property(changes, (schedule) => {
        const byHand = new Descent(tutorialObjective, PUBLISHED.initial, 1e-6);
        const expected = [byHand.snapshot()];
        for (let t = 1; t <= 20; t++) {
          byHand.step();
          byHand.learningRate =
            schedule.find(({ iteration }) => iteration === t)?.learningRate ?? byHand.learningRate;
          expected.push(byHand.snapshot());
        }
        assert.deepEqual(snapshots(scheduled(schedule), 20), expected);
      }),
      { numRuns: 50 },
    );
  });

  test('continues if a descent starts later, and after a change by hand', () => {
    const schedule = [
      { iteration: 5, learningRate: 2e-6 },
      { iteration: 10, learningRate: 3e-6 },
    ];
    const rates = (descent: Descent, last: number) =>
      snapshots(descent, last).map(({ learningRate }) => learningRate);
    const later = scheduled(schedule, PUBLISHED.initial, 5);
    assert.deepEqual(rates(later, 11), [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 3e-6, 3e-6]);
    const turned = scheduled(schedule);
    advance(turned, 5);
    turned.learningRate = 1e-7;
    assert.deepEqual(rates(turned, 10), [1e-7, 1e-7, 1e-7, 1e-7, 1e-7, 3e-6]);
  });

  test('does not change the rate of a diverged descent, which explains it', () => {
    const descent = scheduled([{ iteration: 1, learningRate: 1e-6 }]);
    descent.learningRate = 1e300;
    descent.step();
    assert.ok(descent.diverged);
    assert.equal(descent.learningRate, 1e300);
  });

  test('has learning rates above 0', () => {
    for (const learningRate of [0, -1, Number.NaN]) {
      assert.throws(() => scheduled([{ iteration: 1, learningRate }]), RangeError);
    }
  });
});

test('a snapshot and the given coefficients do not change as the descent continues', () => {
  const initial = [...PUBLISHED.initial];
  const descent = new Descent(tutorialObjective, initial, TUTORIAL.learningRate);
  descent.step();
  const snapshot = descent.snapshot();
  const before = structuredClone(snapshot);
  advance(descent, 10);
  assert.deepEqual(snapshot, before);
  assert.deepEqual(initial, PUBLISHED.initial);
});

describe('divergence', () => {
  const dataset: Dataset = { x: Float64Array.of(1, 2), y: Float64Array.of(1, 3) };

  function assertStays(descent: Descent): void {
    const before = descent.snapshot();
    assert.equal(descent.diverged, true);
    assert.ok(before.coefficients.every(Number.isFinite));
    assertBelongTogether(dataset, descent);
    assert.equal(descent.step(), false);
    assert.deepEqual(descent.snapshot(), before);
  }

  test('a loss that is not finite at the start is a divergence at iteration 0', () => {
    const descent = fit(dataset, [1e200, 0], 0.1);
    assert.equal(descent.iteration, 0);
    assert.equal(descent.snapshot().loss, Number.POSITIVE_INFINITY);
    assert.deepEqual(descent.snapshot().coefficients, [1e200, 0]);
    assertStays(descent);
  });

  test('a loss that is not finite after an update counts the iteration', () => {
    // The gradient at (1, 2) is (8, 12), so that the coefficients become (−8e200, −1.2e201).
    const descent = fit(dataset, [1, 2], 1e200);
    assert.equal(descent.diverged, false);
    assert.equal(descent.step(), false);
    assert.equal(descent.iteration, 1);
    assert.equal(descent.snapshot().loss, Number.POSITIVE_INFINITY);
    assertClose(descent.snapshot().coefficients[1]!, -1.2e201, 1e-15, 'coefficient 1');
    assertStays(descent);
  });

  test('an update to coefficients that are not finite is not done', () => {
    const descent = fit(dataset, [1, 2], 1e308);
    assert.equal(descent.step(), false);
    assert.equal(descent.iteration, 0);
    assert.equal(descent.snapshot().loss, 8);
    assert.deepEqual(descent.snapshot().coefficients, [1, 2]);
    assertStays(descent);
  });

  test('a gradient that is not finite beside a finite loss ends in the same way', () => {
    const far = { x: Float64Array.of(1e150), y: Float64Array.of(1e3) };
    const descent = fit(far, [0, 0, 0, 0], 1e-6);
    assert.equal(descent.diverged, false);
    assert.equal(descent.snapshot().gradient[3], Number.NEGATIVE_INFINITY);
    assert.equal(descent.step(), false);
    assert.equal(descent.iteration, 0);
    assert.equal(descent.snapshot().loss, 1e6);
  });
});

test('invalid starting points and learning rates are refused', () => {
  const objective = tutorialObjective;
  assert.throws(() => new Descent(objective, [1, 2, 3], 1e-6), RangeError);
  assert.throws(() => new Descent(objective, [1, 2, 3, Number.NaN], 1e-6), {
    message: 'initial coefficients must be finite, not 1, 2, 3, NaN',
  });
  const descent = new Descent(objective, [1, 2, 3, 4], 1e-6);
  for (const rate of [0, -1e-6, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => new Descent(objective, [1, 2, 3, 4], rate), RangeError);
    assert.throws(() => {
      descent.learningRate = rate;
    }, /learning rate must be a finite number above 0/);
  }
  assert.equal(descent.learningRate, 1e-6);
});

test('the state before the last step can still be read', () => {
  const descent = new Descent(tutorialObjective, [1, 1, 1, 1], 1e-6, 0, [
    { iteration: 2, learningRate: 2e-6 },
  ]);
  for (let i = 0; i < 4; i++) {
    const before = descent.snapshot();
    descent.step();
    assert.deepEqual(descent.previous(), before);
    assert.equal(descent.loss, descent.snapshot().loss);
  }
});
