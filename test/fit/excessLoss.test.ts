import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { excessLoss } from '../../src/fit/excessLoss.js';
import { assertClose } from './close.js';
import { excessScale, pointwiseLoss, problems } from './problems.js';
import { OPTIMUM, TUTORIAL } from './tutorial.js';

test('the least loss and the excess are the loss', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree, coefficients }) => {
      const dataset = sineDataset(samples, interval);
      const analysis = analyse(samples, interval, degree);
      const loss = analysis.optimum.loss + excessLoss(analysis, coefficients);
      const scale = excessScale(dataset, coefficients, analysis.optimum.coefficients);
      assertClose(loss, pointwiseLoss(dataset, coefficients), 1e-12, 'loss', scale);
    }),
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
