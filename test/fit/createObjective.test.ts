import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createObjective } from '../../src/fit/createObjective.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';

test('the loss of no polynomial at all is that of sin² over the points, with both engines', () => {
  for (const engine of OBJECTIVE_ENGINES) {
    // sin² is 0, 1, 0, 1 and 0 there.
    const objective = createObjective(engine, 5, [-Math.PI, Math.PI], 3);
    const loss = objective.evaluate(new Float64Array(4), new Float64Array(4));
    assert.ok(Math.abs(loss - 2) < 1e-12, `${engine}: ${loss}`);
  }
});

/** Lets every array of numbers fail like this. */
function failToAllocate(t: TestContext, error: Error): void {
  class Failing {
    constructor() {
      throw error;
    }
  }
  t.mock.method(globalThis, 'Float64Array', Failing);
}

test('points that do not fit into memory are refused with what to do instead', (t) => {
  const cause = new RangeError('Array buffer allocation failed');
  failToAllocate(t, cause);
  assert.throws(() => createObjective('pointwise', 10_000_000, [0, 1], 3), {
    name: 'RangeError',
    message:
      'not enough memory for 10000000 samples: use fewer, or the engine moments, which stores none',
    cause,
  });
});

test('every other error stays what it is', (t) => {
  assert.throws(() => createObjective('pointwise', 1, [0, 1], 3), {
    name: 'RangeError',
    message: 'the number of points must be a whole number, at least 2, not 1',
  });
  const error = new Error('Array buffer allocation failed');
  failToAllocate(t, error);
  assert.throws(() => createObjective('pointwise', 2, [0, 1], 3), error);
});
