import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Snapshot } from '../../src/fit/descent.js';
import { MEMORY, OPTIMIZERS, optimizerWith, parametersOf } from '../../src/fit/optimizers.js';
import { packProgress, unpackProgress } from '../../src/training/packing.js';
import type { Progress } from '../../src/training/protocol.js';

test('a progress comes out of its message as it went in, to the last bit', () => {
  const states = fc.integer({ min: 1, max: 10 }).chain((length) => {
    const numbers = fc.array(fc.double(), { minLength: length, maxLength: length });
    const { sgd: _, ...others } = OPTIMIZERS;
    const optimizers = Object.values(others).map((optimizer) => {
      const count = parametersOf(optimizer).length;
      const values = fc.array(fc.double(), { minLength: count, maxLength: count });
      const memory = MEMORY[optimizer.name].map((name) => [name, numbers]);
      const updates = optimizer.name === 'adam' ? { updates: fc.nat() } : {};
      return fc
        .tuple(values, fc.record({ ...Object.fromEntries(memory), ...updates }))
        .map(([given, remembered]) => ({ ...optimizerWith(optimizer.name, given), ...remembered }));
    });
    const state: fc.Arbitrary<Snapshot> = fc.record(
      {
        iteration: fc.maxSafeNat(),
        loss: fc.double(),
        coefficients: numbers,
        gradient: numbers,
        learningRate: fc.double({ min: 5e-324 }),
        optimizer: fc.oneof(...optimizers),
      },
      {
        requiredKeys: ['iteration', 'loss', 'coefficients', 'gradient', 'learningRate'],
        noNullPrototype: true,
      },
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
