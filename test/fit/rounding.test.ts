import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { significantCoefficients, significantGradient } from '../../src/fit/rounding.js';
import { TUTORIAL } from './tutorial.js';

const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
const objective = createObjective('pointwise', TUTORIAL.samples, TUTORIAL.interval, 3);

test('rounding errors of an odd start are 0, and nothing else is', () => {
  const descent = new Descent(objective, [0, 0.7, 0, -0.15], 1e-6);
  for (let t = 0; t < 2000; t++) {
    descent.step();
  }
  const { coefficients, gradient } = descent.snapshot();
  assert.ok(coefficients[0] !== 0 && coefficients[2] !== 0, 'there are rounding errors');
  const [a, b, c, d] = significantCoefficients(analysis, coefficients);
  assert.deepEqual([a, b, c, d], [0, coefficients[1], 0, coefficients[3]]);
  const slopes = significantGradient(analysis, gradient);
  assert.deepEqual(slopes, [0, gradient[1], 0, gradient[3]]);
});

test('at the optimum the gradient is 0', () => {
  const gradient = new Float64Array(4);
  objective.evaluate(Float64Array.from(analysis.optimum.coefficients), gradient);
  assert.ok(
    gradient.some((slope) => slope !== 0),
    'there are rounding errors',
  );
  assert.deepEqual(significantGradient(analysis, [...gradient]), [0, 0, 0, 0]);
});
