import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../src/fit/analysis.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { excessObjective } from '../../src/fit/excessObjective.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { assertClose } from './close.js';
import { excessScale, problems } from './problems.js';

test('loss and gradient are those of the points, without the least loss', () => {
  fc.assert(
    fc.property(problems, ({ samples, interval, degree, coefficients }) => {
      const analysis = analyse(samples, interval, degree);
      const dataset = sineDataset(samples, interval);
      const at = Float64Array.from(coefficients);
      const [ours, theirs] = [new Float64Array(degree + 1), new Float64Array(degree + 1)];
      const excess = excessObjective(analysis).evaluate(at, ours);
      const loss = pointwiseObjective(dataset, degree).evaluate(at, theirs);
      const scale = excessScale(dataset, coefficients, analysis.optimum.coefficients);
      assertClose(analysis.optimum.loss + excess, loss, 1e-12, 'loss', scale);
      theirs.forEach((slope, k) => {
        // Each is twice a scalar product of the residuals with a power of x.
        const length = Math.hypot(...Array.from(dataset.x, (x) => x ** k));
        assertClose(ours[k]!, slope, 1e-12, `slope ${k}`, 2 * length * Math.sqrt(scale));
      });
    }),
  );
});
