import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent } from '../../src/fit/descent.js';
import { createForecast } from '../../src/fit/forecast.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { assertClose } from './close.js';
import { numpyOptima } from './numpyOptima.js';
import { numpyData } from './numpyRuns.js';
import { excessScale, pointwiseLoss, problems } from './problems.js';
import { PUBLISHED, TUTORIAL } from './tutorial.js';

const tutorial = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);

/** sin at 0 and π/2 fitted by a constant: y is 0 and 1, a* = 1/2, L* = 1/2, λ = 4. */
const TWO_POINTS = analyse(2, [0, Math.PI / 2], 0);

test("the tutorial's published run is predicted from its start", () => {
  const { lossAt } = createForecast(tutorial, PUBLISHED.initial, TUTORIAL.learningRate);
  for (const { t, loss } of PUBLISHED.records) {
    assertClose(lossAt(t), loss, 1e-11, `t = ${t}`);
  }
});

test("NumPy's runs are predicted, for every degree, number of points and interval", () => {
  for (const run of [...numpyData.tutorialRuns, ...numpyData.otherRuns]) {
    const { degree, samples, interval, initial, learningRate, losses } = run;
    const forecast = createForecast(analyse(samples, interval, degree), initial, learningRate);
    const scale = pointwiseLoss(sineDataset(samples, interval), initial);
    losses.forEach((loss, i) => {
      const t = 100 * i + 99;
      // A loss that falls to 0 stops at the rounding errors of where it came from.
      assertClose(
        forecast.lossAt(t),
        loss,
        1e-9,
        `seed ${run.seed}, t = ${t}`,
        loss + 1e-18 * scale,
      );
    });
  }
});

test('a run does what was forecast, below the stability limit and above it', () => {
  for (let degree = 0; degree <= 5; degree++) {
    for (const share of [0.1, 0.5, 0.75, 0.99, 1.01, 1.1]) {
      const analysis = analyse(60, [-2, 3], degree);
      const learningRate = share * analysis.stabilityLimit;
      const initial = Array.from({ length: degree + 1 }, (_, k) => (-0.7) ** k);
      const objective = pointwiseObjective(sineDataset(60, [-2, 3]), degree);
      const descent = new Descent(objective, initial, learningRate);
      const { lossAt } = createForecast(analysis, initial, learningRate);
      for (let t = 0; t <= 1000; t++) {
        const { loss } = descent.snapshot();
        assertClose(lossAt(t), loss, 1e-9, `degree ${degree}, ${share} of the limit, t = ${t}`);
        descent.step();
      }
    }
  }
});

test('a forecast from the middle of a run agrees with the one from its start', () => {
  const objective = pointwiseObjective(
    sineDataset(TUTORIAL.samples, TUTORIAL.interval),
    TUTORIAL.degree,
  );
  const descent = new Descent(objective, PUBLISHED.initial, TUTORIAL.learningRate);
  for (let t = 0; t < 250; t++) {
    descent.step();
  }
  const { coefficients } = descent.snapshot();
  const { lossAt } = createForecast(tutorial, coefficients, TUTORIAL.learningRate);
  for (const { t, loss } of PUBLISHED.records.filter((record) => record.t >= 250)) {
    assertClose(lossAt(t - 250), loss, 1e-11, `t = ${t}`);
  }
});

test('a loss too large for a number is infinite from the very iteration of the divergence', () => {
  for (const { seed, learningRate, iteration } of numpyData.divergences) {
    const run = numpyData.tutorialRuns.find((each) => each.seed === seed)!;
    const { lossAt } = createForecast(tutorial, run.initial, learningRate);
    assert.ok(Number.isFinite(lossAt(iteration - 1)), `rate ${learningRate}`);
    assert.equal(lossAt(iteration), Infinity, `rate ${learningRate}`);
    assert.equal(lossAt(1e15), Infinity, `rate ${learningRate}`);
  }
});

test('coefficients whose loss is too large for a number give an infinite forecast', () => {
  const forecast = createForecast(tutorial, [1e300, 1, -1e300, 1], TUTORIAL.learningRate);
  assert.equal(forecast.lossAt(0), Infinity);
  assert.equal(forecast.lossAt(1e9), Infinity);
  assert.equal(forecast.iterationWithin(0.01), null);
});

test('at first the forecast is the loss now; then it falls below the limit', () => {
  const rates = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(problems, rates, ({ samples, interval, degree, coefficients }, share) => {
      const dataset = sineDataset(samples, interval);
      const analysis = analyse(samples, interval, degree);
      const { lossAt } = createForecast(analysis, coefficients, share * analysis.stabilityLimit);
      const loss = pointwiseLoss(dataset, coefficients);
      const scale = excessScale(dataset, coefficients, analysis.optimum.coefficients);
      assertClose(lossAt(0), loss, 1e-12, 'now', scale);
      let last = lossAt(0);
      for (const t of [0.5, 1, 2, 3, 10, 100, 1000, 1e6]) {
        assert.ok(lossAt(t) <= last, `t = ${t}`);
        assert.ok(lossAt(t) >= analysis.optimum.loss, `t = ${t}`);
        last = lossAt(t);
      }
    }),
  );
});

test('above the limit the forecast grows without bound', () => {
  const offsets = fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), {
    minLength: 4,
    maxLength: 4,
  });
  const shares = fc.double({ min: 1.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(offsets, shares, (offset, share) => {
      // No offset is negative, as no entry of the first eigenvector is.
      const coefficients = tutorial.optimum.coefficients.map((value, k) => value + offset[k]!);
      const rate = share * tutorial.stabilityLimit;
      const { lossAt, iterationWithin } = createForecast(tutorial, coefficients, rate);
      assert.equal(lossAt(100_000), Infinity);
      assert.equal(iterationWithin(0.01), null);
    }),
  );
});

test('two points worked out by hand', () => {
  // 1 − ηλ = 1/2, so that the excess of 1/2 falls to a quarter in each iteration.
  const { lossAt, iterationWithin } = createForecast(TWO_POINTS, [0], 1 / 8);
  [0, 1, 2, 3, 10, 0.5].forEach((t) => {
    assertClose(lossAt(t), 0.5 + 0.5 * 0.25 ** t, 1e-14, `t = ${t}`);
  });
  assert.equal(iterationWithin(0.01), 4);
  assert.equal(iterationWithin(0.1), 2);
  assert.equal(iterationWithin(1.5), 0);
  // 1 − ηλ = 0: the optimum after one iteration. 1 − ηλ = −1: to and fro for ever.
  assertClose(createForecast(TWO_POINTS, [0], 1 / 4).lossAt(0), 1, 1e-14, 'start');
  assertClose(createForecast(TWO_POINTS, [0], 1 / 4).lossAt(1), 0.5, 1e-14, 'end');
  assert.equal(createForecast(TWO_POINTS, [0], 1 / 4).iterationWithin(0.01), 1);
  assertClose(createForecast(TWO_POINTS, [0], 1 / 2).lossAt(1000), 1, 1e-11, 'to and fro');
  assert.equal(createForecast(TWO_POINTS, [0], 1 / 2).iterationWithin(0.01), null);
});

test('with a schedule a run does what was forecast, and comes near on time', () => {
  const limit = tutorial.stabilityLimit;
  const objective = pointwiseObjective(
    sineDataset(TUTORIAL.samples, TUTORIAL.interval),
    TUTORIAL.degree,
  );
  // Above the limit a run would magnify its rounding errors.
  const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const changes = fc.record({ iteration: fc.integer({ min: 1, max: 900 }), share: shares });
  const schedules = fc
    .uniqueArray(changes, { maxLength: 4, selector: ({ iteration }) => iteration })
    .map((list) =>
      list
        .sort((a, b) => a.iteration - b.iteration)
        .map(({ iteration, share }) => ({ iteration, learningRate: share * limit })),
    );
  let near = 0;
  fc.assert(
    fc.property(schedules, (schedule) => {
      // In the end it converges.
      const all = [...schedule, { iteration: 901, learningRate: 0.9 * limit }];
      const descent = new Descent(objective, PUBLISHED.initial, limit / 2, 0, all);
      const { lossAt, iterationWithin } = createForecast(
        tutorial,
        PUBLISHED.initial,
        limit / 2,
        all,
      );
      const losses: number[] = [];
      for (let t = 0; t <= 20_000 && (t < 902 || losses[t - 1]! > 8.9); t++) {
        losses.push(descent.snapshot().loss);
        assertClose(lossAt(t), losses[t]!, 1e-8, `t = ${t}`);
        descent.step();
      }
      const last = losses.findLastIndex((loss) => loss > 1.01 * tutorial.optimum.loss);
      assert.equal(iterationWithin(0.01), last + 1);
      near += Number(last < 900);
    }),
    // Few of them come near before the end of their schedules.
    { numRuns: 20, examples: [[[{ iteration: 1, learningRate: 0.98 * limit }]]] },
  );
  assert.ok(near > 0);
});

test('a schedule worked out by hand: near, away and near again', () => {
  // 1 − ηλ = 1/2 up to iteration 5, −2 up to 8, 1/2 from then on.
  const schedule = [
    { iteration: 5, learningRate: 3 / 4 },
    { iteration: 8, learningRate: 1 / 8 },
  ];
  const { lossAt, iterationWithin } = createForecast(TWO_POINTS, [0], 1 / 8, schedule);
  const powers = [0, 1, 2, 3, 4, 5, 4, 3, 2, 3, 4, 5, 6];
  powers.forEach((power, t) => {
    assertClose(lossAt(t), 0.5 + 0.5 * 0.25 ** power, 1e-14, `t = ${t}`);
  });
  assert.equal(iterationWithin(0.01), 10);
  assert.equal(iterationWithin(0.05), 9);
  assert.equal(iterationWithin(0.1), 2);
  assert.equal(
    createForecast(TWO_POINTS, [0], 1 / 8, schedule.slice(0, 1)).iterationWithin(0.1),
    null,
  );
  // At once in the optimum, and there for good.
  const there = createForecast(TWO_POINTS, [0], 1 / 4, schedule);
  assert.equal(there.lossAt(100), 0.5);
});

test("the iteration within one per cent of the least is the one of NumPy's runs", () => {
  for (const {
    seed,
    degree,
    samples,
    interval,
    learningRate,
    initial,
    iteration,
  } of numpyOptima.arrivals) {
    const forecast = createForecast(analyse(samples, interval, degree), initial, learningRate);
    assert.equal(forecast.iterationWithin(0.01), iteration, `seed ${seed}, rate ${learningRate}`);
  }
});

test('a least loss of 0 is within no share before it is reached', () => {
  const analysis = analyse(2, [0, 1], 3);
  const rate = analysis.stabilityLimit / 2;
  assert.equal(createForecast(analysis, [1, 1, 1, 1], rate).iterationWithin(0.01), null);
  const there = createForecast(analysis, analysis.optimum.coefficients, rate);
  assert.equal(there.iterationWithin(0.01), 0);
});

test('a learning rate far too small is forecast, too', () => {
  const { lossAt, iterationWithin } = createForecast(TWO_POINTS, [0], 1e-300);
  assertClose(lossAt(1e9), 1, 1e-15, 'loss');
  assert.equal(iterationWithin(0.01), null);
  // 1 − ηλ rounds to 1, but (1 − ηλ)²ᵗ = e^(−8e-17 t) all the same.
  const small = createForecast(TWO_POINTS, [0], 1e-17);
  assertClose(small.lossAt(1e15), 0.5 + 0.5 * Math.exp(-0.08), 1e-13, 'loss');
});

test('the iteration at which a loss is reached is forecast, even if the least is 0', () => {
  // Through five points of the sine goes a cubic.
  const analysis = analyse(5, TUTORIAL.interval, 3);
  const initial = [0.5, -0.25, 0.125, 1];
  const rate = 0.5 * analysis.stabilityLimit;
  const { iterationBelow, iterationWithin, lossAt } = createForecast(analysis, initial, rate);
  assert.equal(iterationWithin(0.01), null);
  const goal = lossAt(0) / 1000;
  const descent = new Descent(
    pointwiseObjective(sineDataset(5, TUTORIAL.interval), 3),
    initial,
    rate,
  );
  while (descent.snapshot().loss > goal) {
    descent.step();
  }
  assert.equal(iterationBelow(goal), descent.iteration);
  // A loss of nothing but rounding errors is none.
  assert.equal(lossAt(1e9), 0);
  assert.equal(createForecast(tutorial, PUBLISHED.initial, 1e-6).iterationBelow(8), null);
});
