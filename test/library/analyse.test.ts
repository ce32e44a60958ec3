import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose } from '../fit/close.js';
import { OPTIMUM } from '../fit/tutorial.js';
import { library } from '../packed.js';

const { analyse, createForecast, leastSquares, train } = await library();

test("without arguments, the problem is the tutorial's", () => {
  const { loss, coefficients } = leastSquares();
  assertClose(loss, OPTIMUM.loss, 1e-12, 'least loss');
  assert.deepEqual(coefficients, analyse({ degree: 3, samples: 2000 }).optimum.coefficients);
  assertClose(analyse().stabilityLimit, 3.557947e-6, 1e-6, 'stability limit');
});

test('training does what was predicted', async () => {
  const problem = { degree: 2, samples: 500, interval: [-1, 2] as const };
  const initial = [1, -1, 0.5];
  const learningRate = 1e-4;
  const { lossAt } = createForecast(analyse(problem), initial, learningRate);
  for await (const { iteration, loss } of train({ ...problem, initial, learningRate })) {
    assertClose(loss, lossAt(iteration), 1e-9, `iteration ${iteration}`);
  }
});

test('a problem out of range is refused', () => {
  assert.throws(() => analyse({ degree: -1 }), RangeError);
  assert.throws(() => leastSquares({ samples: 1 }), RangeError);
});
