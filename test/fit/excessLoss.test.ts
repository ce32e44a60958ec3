import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import {
  alongDirections,
  distanceByDirection,
  excessByDirection,
  excessLoss,
  lossAt,
} from '../../src/fit/excessLoss.js';
import { assertClose } from './close.js';
import { excessScale, pointwiseLoss, problems } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

test('the least loss and the excess are the loss', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree, coefficients }) => {
      const dataset = sineDataset(samples, interval);
      const analysis = analyse(samples, interval, degree);
      const loss = lossAt(analysis, coefficients);
      const scale = excessScale(dataset, coefficients, analysis.optimum.coefficients);
      assertClose(loss, pointwiseLoss(dataset, coefficients), 1e-12, 'loss', scale);
    }),
  );
});

test('the directions share the excess, as the squares of the distances along them', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree, coefficients }) => {
      const analysis = analyse(samples, interval, degree);
      const scale = excessScale(
        sineDataset(samples, interval),
        coefficients,
        analysis.optimum.coefficients,
      );
      const shares = excessByDirection(analysis, coefficients);
      const sum = shares.reduce((all, share) => all + share, 0);
      assertClose(sum, excessLoss(analysis, coefficients), 1e-12, 'sum', scale);
      const error = analysis.optimum.coefficients.map((best, k) => coefficients[k]! - best);
      const distances = distanceByDirection(analysis, coefficients);
      alongDirections(analysis, error).forEach((distance, i) => {
        assertClose(distances[i]!, distance, 1e-12, `distance ${i}`, Math.sqrt(scale));
        assertClose(distance ** 2, shares[i]!, 1e-12, `share ${i}`, scale);
      });
    }),
  );
});

test('within rounding errors of the optimum the excess is 0', () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  const [a, ...others] = analysis.optimum.coefficients as [number, ...number[]];
  // Off by δ in the constant term alone, each of the points adds δ².
  const off = (excess: number) => [a + Math.sqrt(excess / TUTORIAL.samples), ...others];
  assert.equal(excessLoss(analysis, off(0.9 * analysis.optimum.rounding)), 0);
  assertClose(
    excessLoss(analysis, off(100 * analysis.optimum.rounding)),
    100 * analysis.optimum.rounding,
    0.1,
    'excess',
  );
});

test('an excess too small to be seen beside the loss has its digits', () => {
  const analysis = analyse(TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);
  const a = analysis.optimum.coefficients[0]! + 1e-12;
  const coefficients = [a, ...analysis.optimum.coefficients.slice(1)];
  // Off by δ in the constant term alone, each of the points adds δ².
  assertClose(excessLoss(analysis, coefficients), 2000 * 1e-24, 1e-3, 'excess');
  assertClose(OPTIMUM.loss, analysis.optimum.loss, 1e-13, 'loss');
});
