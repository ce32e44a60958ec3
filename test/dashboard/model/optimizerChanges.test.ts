import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  nextOptimizer,
  withNextBeta,
  withOptimizerChange,
} from '../../../src/dashboard/model/optimizerChanges.js';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { OptimizerChange } from '../../../src/dashboard/model/state.js';
import { OPTIMIZERS, type Optimizer } from '../../../src/fit/optimizers.js';
import { scene } from './acting.js';

const { sgd, momentum, nesterov, rmsprop, adam } = OPTIMIZERS;

/** The changes with that of a newer state. */
function add(
  optimizerChanges: readonly OptimizerChange[],
  iteration: number,
  optimizer?: Optimizer,
): readonly OptimizerChange[] {
  const { optimizer: _, ...numbers } = focusedRun(scene('running')).present!;
  const snapshot = { ...numbers, iteration, ...(optimizer && { optimizer }) };
  return withOptimizerChange({ optimizer: sgd, optimizerChanges }, snapshot);
}

const before = [{ iteration: 5, optimizer: momentum }];

test('a newer state with another optimizer adds a change, without its memory', () => {
  assert.deepEqual(add([], 5, { ...momentum, velocity: [1, 2] } as Optimizer), before);
  assert.deepEqual(add(before, 6, adam), [...before, { iteration: 6, optimizer: adam }]);
  // Plain gradient descent is left out of a state.
  assert.deepEqual(add(before, 6), [...before, { iteration: 6, optimizer: sgd }]);
});

test('a newer state with the same optimizer changes nothing', () => {
  assert.deepEqual(add([], 5), []);
  assert.equal(add(before, 6, momentum), before);
});

test('a change at the same iteration replaces the one there, or takes it back', () => {
  const two = [...before, { iteration: 6, optimizer: adam }];
  assert.deepEqual(add(two, 6, rmsprop), [...before, { iteration: 6, optimizer: rmsprop }]);
  assert.deepEqual(add(two, 6, momentum), before);
  assert.deepEqual(add(before, 5), []);
});

test('the last thousand changes are remembered', () => {
  let changes: readonly OptimizerChange[] = [];
  for (let i = 1; i <= 1001; i++) {
    changes = add(changes, i, i % 2 === 1 ? adam : rmsprop);
  }
  assert.equal(changes.length, 1000);
  assert.equal(changes[0]!.iteration, 2);
});

test('the next optimizer has its defaults; β goes from one momentum to the other alone', () => {
  const turned = { ...momentum, beta: 0.5 };
  assert.deepEqual(nextOptimizer(sgd), momentum);
  assert.deepEqual(nextOptimizer(turned), { ...nesterov, beta: 0.5 });
  assert.deepEqual(nextOptimizer({ ...nesterov, beta: 0.5 }), rmsprop);
  assert.deepEqual(nextOptimizer(rmsprop), adam);
  assert.deepEqual(nextOptimizer(adam), sgd);
});

test('the parameter that the keys change is β, α or β₁', () => {
  assert.equal(withNextBeta(sgd, 1), sgd);
  assert.deepEqual(withNextBeta(momentum, 1), { ...momentum, beta: 0.91 });
  assert.deepEqual(withNextBeta(nesterov, -1), { ...nesterov, beta: 0.89 });
  assert.deepEqual(withNextBeta(rmsprop, 1), { ...rmsprop, alpha: 0.991 });
  assert.deepEqual(withNextBeta(adam, -1), { ...adam, beta1: 0.89 });
});

test('β goes from 0 to just below 1, in finer steps from 0.99 on', () => {
  const turned = (beta: number, direction: 1 | -1) => {
    const next = withNextBeta({ name: 'momentum', beta }, direction);
    return 'beta' in next ? next.beta : Number.NaN;
  };
  for (const [beta, up, down] of [
    [0, 0.01, 0],
    [0.9, 0.91, 0.89],
    [0.805, 0.81, 0.8],
    [0.29, 0.3, 0.28],
    [0.99, 0.991, 0.98],
    [0.991, 0.992, 0.99],
    [0.999, 0.999, 0.998],
    [0.9999, 0.9999, 0.999],
  ] as const) {
    assert.equal(turned(beta, 1), up);
    assert.equal(turned(beta, -1), down);
  }
});
