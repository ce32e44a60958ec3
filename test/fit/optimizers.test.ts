import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkOptimizer,
  continuing,
  isSameOptimizer,
  memoryOf,
  OPTIMIZERS,
  type Optimizer,
  optimizerWith,
  parametersOf,
  unlessPlain,
  withoutMemory,
} from '../../src/fit/optimizers.js';

const { sgd, momentum, nesterov, rmsprop, adam } = OPTIMIZERS;
const every = Object.values(OPTIMIZERS);

const velocity = [1, 2];
const moments = { firstMoment: [3, 4], secondMoment: [5, 6], updates: 7 };

test("the defaults are PyTorch's", () => {
  assert.deepEqual(every.map(parametersOf), [[], [0.9], [0.9], [0.99, 1e-8], [0.9, 0.999, 1e-8]]);
});

test('parameters are given by their order, and checked', () => {
  assert.deepEqual(optimizerWith('adam', [0.1, 0.2, 0.3]), {
    name: 'adam',
    beta1: 0.1,
    beta2: 0.2,
    epsilon: 0.3,
  });
  assert.deepEqual(optimizerWith('rmsprop', [0.5]), { ...rmsprop, alpha: 0.5 });
  for (const right of [
    ...every,
    optimizerWith('momentum', [0]),
    optimizerWith('nesterov', [1 - Number.EPSILON]),
    optimizerWith('rmsprop', [0, Number.MIN_VALUE]),
    optimizerWith('adam', [0, 0, Number.MAX_VALUE]),
  ]) {
    checkOptimizer(right);
  }
  for (const [name, values, message] of [
    ['momentum', [1], 'beta must be at least 0 and below 1, not 1'],
    ['nesterov', [-0.1], 'beta must be at least 0 and below 1, not -0.1'],
    ['rmsprop', [Number.NaN], 'alpha must be at least 0 and below 1, not NaN'],
    ['rmsprop', [0.5, 0], 'epsilon must be a finite number above 0, not 0'],
    ['adam', [0.5, 1.5, 0], 'beta2 must be at least 0 and below 1, not 1.5'],
    ['adam', [0.5, 0.5, Infinity], 'epsilon must be a finite number above 0, not Infinity'],
  ] as const) {
    assert.throws(() => checkOptimizer(optimizerWith(name, values)), {
      name: 'RangeError',
      message,
    });
  }
});

test('the same updates are made with the same name and parameters, whatever is remembered', () => {
  every.forEach((one, i) => {
    every.forEach((other, k) => {
      assert.equal(isSameOptimizer(one, { ...other }), i === k, `${one.name} and ${other.name}`);
    });
  });
  assert.ok(isSameOptimizer(momentum, { ...momentum, velocity } as Optimizer));
  assert.ok(!isSameOptimizer(adam, { ...adam, epsilon: 1e-6 }));
  assert.ok(!isSameOptimizer(adam, { ...adam, beta1: 0.8 }));
});

test('what is remembered can be seen and left out', () => {
  assert.deepEqual(memoryOf(adam), {});
  assert.deepEqual(memoryOf(sgd), {});
  const later: readonly (readonly [Optimizer, object])[] = [
    [{ ...momentum, velocity }, { velocity }],
    [{ ...nesterov, velocity }, { velocity }],
    [{ ...rmsprop, secondMoment: [1] }, { secondMoment: [1] }],
    // Adam's updates are counted, not remembered for each coefficient.
    [
      { ...adam, ...moments },
      { firstMoment: [3, 4], secondMoment: [5, 6] },
    ],
  ];
  for (const [optimizer, memory] of later) {
    assert.deepEqual(memoryOf(optimizer), memory);
    assert.deepEqual(withoutMemory(optimizer), OPTIMIZERS[optimizer.name]);
  }
});

test('only gradient descent is left out of a state', () => {
  assert.deepEqual(unlessPlain(sgd), {});
  assert.deepEqual(unlessPlain(adam), { optimizer: adam });
});

test('a memory is kept where it means the same: with other parameters, and between both momentums', () => {
  const slower = { ...momentum, beta: 0.5 };
  assert.deepEqual(continuing(slower, { ...nesterov, velocity }), { ...slower, velocity });
  assert.deepEqual(continuing(slower, { ...momentum, velocity }), { ...slower, velocity });
  const other = { ...adam, beta1: 0.5 };
  assert.deepEqual(continuing(other, { ...adam, ...moments }), { ...other, ...moments });
  assert.deepEqual(continuing(adam, { ...rmsprop, secondMoment: [1] }), adam);
  assert.deepEqual(continuing(adam, { ...momentum, velocity }), adam);
  assert.deepEqual(continuing(momentum, { ...adam, ...moments }), momentum);
});
