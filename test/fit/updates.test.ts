import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent } from '../../src/fit/descent.js';
import { OBJECTIVE_ENGINES } from '../../src/fit/engines.js';
import { OPTIMIZERS, type Optimizer } from '../../src/fit/optimizers.js';
import { standardNormals } from '../../src/fit/random.js';
import { assertClose } from './close.js';
import { type TorchRun, torchRuns } from './torchRuns.js';
import { TUTORIAL } from './tutorial.js';

const tutorial = createObjective('moments', TUTORIAL.samples, TUTORIAL.interval, TUTORIAL.degree);

function advance(descent: Descent, iteration: number): void {
  while (descent.iteration < iteration && descent.step()) {}
}

function name({ optimizer, learningRate, degree, samples, seed }: TorchRun): string {
  return `${JSON.stringify(optimizer)} at ${learningRate}, degree ${degree}, ${samples} points, seed ${seed}`;
}

/** Whether PyTorch's own coefficients do not depend on the order in which it adds. */
const isWellConditioned = ({ spread }: { readonly spread: number }) => spread <= 1e-14;

for (const engine of OBJECTIVE_ENGINES) {
  describe(`${engine}: PyTorch's coefficients come out with`, () => {
    for (const run of torchRuns) {
      test(name(run), () => {
        const objective = createObjective(engine, run.samples, run.interval, run.degree);
        const { optimizer, learningRate, initial, checkpoints, memory } = run;
        const descent = new Descent(objective, initial, learningRate, 0, [], optimizer);
        for (const { iteration, coefficients } of checkpoints.filter(isWellConditioned)) {
          advance(descent, iteration);
          // Coefficients on their way to 0 are as exact as the largest one lets them be.
          const largest = Math.max(...[...coefficients, ...initial].map(Math.abs));
          descent.snapshot().coefficients.forEach((value, k) => {
            assertClose(value, coefficients[k]!, 1e-12, `${k} at ${iteration}`, largest);
          });
        }
        if (!isWellConditioned(checkpoints.at(-1)!)) {
          return;
        }
        const remembered = new Map(Object.entries(descent.snapshot().optimizer ?? {}));
        for (const [part, values] of Object.entries(memory)) {
          const ours = remembered.get(part) as readonly number[];
          // The gradient near the optimum is what is left of larger numbers.
          const scale = Math.max(...values.map(Math.abs), 1);
          values.forEach((value, k) => {
            assertClose(ours[k]!, value, 1e-8, `${part} ${k}`, scale);
          });
        }
      });
    }
  });
}

test("most of PyTorch's runs are well conditioned", () => {
  const toTheEnd = torchRuns.filter(({ checkpoints }) => isWellConditioned(checkpoints.at(-1)!));
  assert.ok(toTheEnd.length >= 40, `${toTheEnd.length} of ${torchRuns.length}`);
});

/** Every optimizer at rates that converge, with any parameters. */
const share = fc.double({ min: 0, max: 0.99, noNaN: true });
const optimizers: fc.Arbitrary<Optimizer> = fc.oneof(
  fc.constant(OPTIMIZERS.sgd),
  share.map((beta) => ({ ...OPTIMIZERS.momentum, beta })),
  share.map((beta) => ({ ...OPTIMIZERS.nesterov, beta })),
  share.map((alpha) => ({ ...OPTIMIZERS.rmsprop, alpha })),
  fc.tuple(share, share).map(([beta1, beta2]) => ({ ...OPTIMIZERS.adam, beta1, beta2 })),
);
const initials = fc.integer({ min: 0, max: 1000 }).map((seed) => standardNormals(seed, 4));

test('a descent continues from any snapshot, bit for bit', () => {
  fc.assert(
    fc.property(optimizers, initials, fc.nat(30), (optimizer, initial, iteration) => {
      const whole = new Descent(tutorial, initial, 1e-6, 0, [], optimizer);
      advance(whole, iteration);
      const branch = whole.snapshot();
      const rest = new Descent(
        tutorial,
        branch.coefficients,
        branch.learningRate,
        branch.iteration,
        [],
        // As it would come back from a file.
        JSON.parse(JSON.stringify(branch.optimizer ?? OPTIMIZERS.sgd)),
      );
      assert.deepEqual(rest.snapshot(), branch);
      advance(whole, iteration + 20);
      advance(rest, iteration + 20);
      assert.deepEqual(rest.snapshot(), whole.snapshot());
    }),
  );
});

test('the state before the last step can still be read, even if the optimizer changed', () => {
  fc.assert(
    fc.property(optimizers, optimizers, initials, (first, second, initial) => {
      const descent = new Descent(tutorial, initial, 1e-6, 0, [], first);
      for (let t = 0; t < 6; t++) {
        if (t === 3) {
          descent.optimizer = second;
        }
        const before = descent.snapshot();
        descent.step();
        assert.deepEqual(descent.previous(), before);
      }
    }),
  );
});

test('momentum 0, of either kind, is gradient descent', () => {
  for (const kind of ['momentum', 'nesterov'] as const) {
    const plain = new Descent(tutorial, [1, 1, 1, 1], 1e-6);
    const none = new Descent(tutorial, [1, 1, 1, 1], 1e-6, 0, [], { name: kind, beta: 0 });
    advance(plain, 100);
    advance(none, 100);
    assert.deepEqual(none.snapshot().coefficients, plain.snapshot().coefficients);
  }
});

test('plain gradient descent has no optimizer in its snapshots', () => {
  const descent = new Descent(tutorial, [1, 1, 1, 1], 1e-6);
  descent.step();
  assert.ok(!('optimizer' in descent.snapshot()));
  assert.ok(!('optimizer' in descent.previous()));
});

test('a change of β or of the kind of momentum keeps the velocity; any other starts anew', () => {
  const descent = new Descent(tutorial, [1, 1, 1, 1], 1e-6, 0, [], OPTIMIZERS.momentum);
  advance(descent, 5);
  const { optimizer: before } = descent.snapshot();
  assert.equal(before?.name, 'momentum');
  descent.optimizer = { name: 'nesterov', beta: 0.5 };
  assert.deepEqual(descent.snapshot().optimizer, { ...before, name: 'nesterov', beta: 0.5 });
  descent.optimizer = OPTIMIZERS.adam;
  const zeros = [0, 0, 0, 0];
  assert.deepEqual(descent.snapshot().optimizer, {
    ...OPTIMIZERS.adam,
    firstMoment: zeros,
    secondMoment: zeros,
    updates: 0,
  });
  advance(descent, 8);
  descent.optimizer = OPTIMIZERS.momentum;
  assert.deepEqual(descent.snapshot().optimizer, { ...OPTIMIZERS.momentum, velocity: zeros });
});

test('a descent whose second moment overflows has diverged', () => {
  const far = {
    evaluate(_: Float64Array, gradient: Float64Array) {
      gradient.fill(1e200);
      return 1;
    },
  };
  for (const optimizer of [OPTIMIZERS.rmsprop, OPTIMIZERS.adam]) {
    const descent = new Descent(far, [1], 1e-3, 0, [], optimizer);
    const before = descent.snapshot();
    assert.equal(descent.step(), false);
    assert.ok(descent.diverged);
    assert.deepEqual(descent.snapshot(), before);
  }
});

test('parameters and memories that make no sense are refused', () => {
  const refused: readonly [Optimizer, RegExp][] = [
    [{ name: 'momentum', beta: 1 }, /^beta must be at least 0 and below 1, not 1$/],
    [{ name: 'nesterov', beta: -0.1 }, /^beta must be/],
    [
      { ...OPTIMIZERS.rmsprop, alpha: Number.NaN },
      /^alpha must be at least 0 and below 1, not NaN$/,
    ],
    [{ ...OPTIMIZERS.rmsprop, epsilon: 0 }, /^epsilon must be a finite number above 0, not 0$/],
    [{ ...OPTIMIZERS.adam, epsilon: Number.POSITIVE_INFINITY }, /^epsilon must be/],
    [{ ...OPTIMIZERS.adam, beta1: 1 }, /^beta1 must be/],
    [{ ...OPTIMIZERS.adam, beta2: 2 }, /^beta2 must be/],
    [{ name: 'momentum', beta: 0.9, velocity: [1] }, /^velocity must be 4 finite numbers/],
    [
      { ...OPTIMIZERS.rmsprop, secondMoment: [1, 1, 1, Infinity] },
      /^secondMoment must be 4 finite/,
    ],
  ];
  for (const [optimizer, message] of refused) {
    assert.throws(() => new Descent(tutorial, [1, 1, 1, 1], 1e-6, 0, [], optimizer), {
      name: 'RangeError',
      message,
    });
  }
  const descent = new Descent(tutorial, [1, 1, 1, 1], 1e-6);
  assert.throws(() => {
    descent.optimizer = { name: 'momentum', beta: 1 };
  }, /^RangeError: beta must be/);
});
