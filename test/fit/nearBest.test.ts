import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { createForecast } from '../../src/fit/forecast.js';
import { iterationNear, nearGoal } from '../../src/fit/nearBest.js';
import { assertClose } from './close.js';
import { PUBLISHED, TUTORIAL } from './tutorial.js';

test('near the best is 1 % above the least loss', () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  assert.equal(nearGoal(analysis, PUBLISHED.initial), 0.01 * analysis.optimum.loss);
  const forecast = createForecast(analysis, PUBLISHED.initial, 1e-6);
  const iteration = iterationNear(forecast, analysis, PUBLISHED.initial)!;
  const most = 1.01 * analysis.optimum.loss;
  assert.ok(forecast.lossAt(iteration) <= most && forecast.lossAt(iteration - 1) > most);
});

test('where the least loss is 0, it is a thousandth of the loss at the start', () => {
  // A line through two points: sin(0) = 0 and sin(π/2) = 1.
  const analysis = analyse(2, [0, Math.PI / 2], 1);
  const initial = [0, 0];
  assertClose(nearGoal(analysis, initial), 0.001, 1e-12, 'goal');
  const forecast = createForecast(analysis, initial, 0.1);
  const iteration = iterationNear(forecast, analysis, initial)!;
  assert.ok(forecast.lossAt(iteration) <= 0.001 && forecast.lossAt(iteration - 1) > 0.001);
});
