import assert from 'node:assert/strict';
import test from 'node:test';
import { analyse } from '../../src/fit/analysis.js';
import { QUANTITIES } from '../../src/lessons/quantities.js';
import { assertClose } from '../fit/close.js';
import { PUBLISHED } from '../fit/tutorial.js';
import { lessonOf, oneStep } from './lessons.js';

/** The value of an expression in a step with these options. */
function numberOf(expression: string, options: object): number {
  const { task } = lessonOf(oneStep({ options, task: { number: { is: expression } } })).steps[0]!;
  assert.ok(task?.type === 'number');
  return task.value;
}

function near(expression: string, expected: number, options: object, relative = 1e-12): void {
  assertClose(numberOf(expression, options), expected, relative, expression);
}

const tutorial = { init: PUBLISHED.initial, lr: 1e-6 };

test('the losses are those that the tutorial published', () => {
  for (const { t, loss } of PUBLISHED.records) {
    near(`loss(${t})`, loss, tutorial, 1e-9);
  }
});

test('each quantity is the number that the analysis has for it', () => {
  const seed = { seed: 42 };
  const { eigenvalues, optimum, conditionNumber } = analyse(2000, [-Math.PI, Math.PI], 3);
  near('curvature(4)', eigenvalues[3]!, seed);
  near('factor(4)', 1 - 1e-6 * eigenvalues[3]!, seed);
  near('halving(4)', Math.log(0.5) / Math.log1p(-1e-6 * eigenvalues[3]!), seed, 1e-9);
  near('condition', conditionNumber, seed);
  near('least', optimum.loss, seed);
  near('best(d)', optimum.coefficients[3]!, seed);
  assert.equal(numberOf('limit', seed), 3.557e-6);
  assert.equal(numberOf('limit(samples: 1000)', seed), 7.094e-6);
  assert.equal(numberOf('arrival', seed), 2445);
  assert.equal(numberOf('points', seed), 2000);
  near('excess(100)', numberOf('loss(100)', seed) - optimum.loss, seed, 1e-9);
});

test('an update is the coefficient less the rate times the gradient', () => {
  for (const name of ['a', 'b', 'c', 'd']) {
    const [before, slope, after] = [
      `coefficient(${name}, 7)`,
      `gradient(${name}, 7)`,
      `coefficient(${name}, 8)`,
    ].map((expression) => numberOf(expression, tutorial));
    assertClose(before! - 1e-6 * slope!, after!, 1e-12, name);
  }
});

test('with momentum they are those of its own theory', () => {
  const momentum = { seed: 42, optimizer: 'momentum' };
  assert.equal(numberOf('arrival', momentum), 199);
  assert.equal(numberOf('arrival(optimizer: momentum)', { seed: 42 }), 199);
  // 1 + 0.9 times the limit of gradient descent, 3.557947e-6.
  assert.equal(numberOf('limit', momentum), 6.76e-6);
  // The velocity of the first update is the gradient.
  near('coefficient(b, 1)', numberOf('coefficient(b, 1)', { seed: 42 }), momentum);
  const [b, c] = [1, 2].map((i) => numberOf(`coefficient(b, ${i})`, momentum));
  const velocity =
    0.9 * numberOf('gradient(b, 0)', momentum) + numberOf('gradient(b, 1)', momentum);
  assertClose(b! - 1e-6 * velocity, c!, 1e-12, 'the second update');
  const adam = oneStep({ options: { seed: 42, optimizer: 'adam' }, text: '{limit}' });
  assert.equal(lessonOf(adam).steps[0]!.text, 'infinite');
});

test('the loss of a run that has diverged is larger than any number', () => {
  const step = oneStep({ options: { seed: 42, lr: 1 }, text: '{loss(1000)}' });
  assert.equal(lessonOf(step).steps[0]!.text, 'infinite');
});

test('every quantity says what it is', () => {
  for (const { meaning } of Object.values(QUANTITIES)) {
    assert.match(meaning, /^[a-z][^.]*$/);
  }
});
