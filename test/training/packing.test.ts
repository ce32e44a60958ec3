import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Snapshot } from '../../src/fit/descent.js';
import { packProgress, unpackProgress } from '../../src/training/packing.js';
import type { Progress } from '../../src/training/protocol.js';

test('a progress comes out of its message as it went in, to the last bit', () => {
  const states = fc.integer({ min: 1, max: 10 }).chain((length) => {
    const numbers = fc.array(fc.double(), { minLength: length, maxLength: length });
    const state: fc.Arbitrary<Snapshot> = fc.record(
      {
        iteration: fc.maxSafeNat(),
        loss: fc.double(),
        coefficients: numbers,
        gradient: numbers,
        learningRate: fc.double({ min: 5e-324 }),
      },
      { noNullPrototype: true },
    );
    return fc.array(state, { minLength: 1, maxLength: 20 });
  });
  fc.assert(
    fc.property(states, fc.boolean(), (all, empty) => {
      const progress: Progress = {
        run: 3,
        status: 'running',
        events: [{ type: 'record', run: 3, state: all[0]! }],
        trace: empty ? [] : all,
        present: all.at(-1)!,
        iterations: 2000,
        elapsed: 12.5,
        paceReached: null,
      };
      assert.deepEqual(unpackProgress(structuredClone(packProgress(progress))), progress);
    }),
  );
});
