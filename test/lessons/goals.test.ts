import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isReached, judgeNumber, numberAsked, type Seen } from '../../src/lessons/answer.js';
import { isMissed, missing } from '../../src/lessons/goals.js';
import type { Reach } from '../../src/lessons/lesson.js';
import { lessonOf, oneStep } from './lessons.js';

function reach(goals: readonly string[], view?: object): Reach {
  const task = { reach: { if: goals, ...(view && { view }) } };
  const [step] = lessonOf(oneStep({ task })).steps;
  return step!.task as Reach;
}

const seen: Seen = { iteration: 100, loss: 558.04, rate: 4e-6, view: { plot: 'curves' } };

test('each condition that does not hold is told, without the number that it has to be', () => {
  const task = reach(['iteration >= 250', 'loss < 8', 'rate <= 3e-6'], {
    plot: 'residual',
    lossAxis: 'excess',
  });
  assert.deepEqual(missing(task, seen), [
    'iteration 100 is too early',
    'the loss, 558, is too large',
    'the learning rate, 4e-6, is too large',
    'the plot is not as asked',
    'the loss axis is not as asked',
  ]);
  const others = reach(['iteration < 100', 'loss > 1e6', 'rate >= 5e-6'], { plot: 'curves' });
  assert.deepEqual(missing(others, seen), [
    'iteration 100 is too late',
    'the loss, 558, is too small',
    'the learning rate, 4e-6, is too small',
  ]);
  assert.deepEqual(missing(reach(['loss > 8'], { plot: 'curves' }), seen), []);
});

test('nothing is missing exactly when the task is done', () => {
  const numbers = fc.record({
    iteration: fc.integer({ min: 0, max: 200 }),
    loss: fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constant(Number.NaN)),
    rate: fc.double({ min: 0, max: 1e-5, noNaN: true }),
    plot: fc.constantFrom('curves' as const, 'residual' as const),
  });
  const task = reach(['iteration <= 100', 'loss > 500', 'rate < 5e-6'], { plot: 'curves' });
  fc.assert(
    fc.property(numbers, ({ plot, ...rest }) => {
      const now = { ...rest, view: { plot } };
      assert.equal(missing(task, now).length === 0, isReached(task, now));
    }),
  );
});

test('a task is missed once training on cannot do it', () => {
  const missed = (goals: readonly string[], now: Partial<Seen> = {}, hasDiverged = false) =>
    isMissed(reach(goals), { ...seen, ...now }, hasDiverged);
  assert.equal(missed(['iteration <= 99']), true);
  assert.equal(missed(['iteration < 101', 'loss < 8']), false);
  assert.equal(missed(['iteration >= 250']), false);
  assert.equal(missed(['iteration >= 250'], {}, true), true);
  assert.equal(missed(['rate < 3e-6']), false);
  assert.equal(missed(['loss < 8'], { loss: 1e300 }), false);
});

test('diverging with only the view to set is not too late', () => {
  const task = reach(['loss > 8'], { plot: 'residual' });
  assert.equal(isMissed(task, { ...seen, loss: Number.NaN }, true), false);
});

test('the example of a number to type is of its size, and not the answer', () => {
  const typed = { type: 'number', within: 0.01, isRate: false } as const;
  const asked = (value: number) => numberAsked({ ...typed, value });
  assert.equal(asked(400.9), 'a number, such as 50');
  assert.equal(asked(50), 'a number, such as 20');
  assert.equal(asked(-0.25), 'a number, such as 0.5');
  assert.equal(asked(2e-3), 'a number, such as 2e-6');
  assert.equal(
    numberAsked({ ...typed, value: 2e-6, isRate: true }),
    'a learning rate above 0, such as 5e-6',
  );
  const { run } = lessonOf(oneStep({})).steps[0]!;
  fc.assert(
    fc.property(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }).filter((value) => value !== 0),
      fc.constantFrom(0, 0.01, 1),
      (value, within) => {
        const task = { ...typed, value, within };
        const example = Number(/[^ ]+$/.exec(numberAsked(task))![0]);
        assert.equal(judgeNumber(task, example, run).right, false);
      },
    ),
  );
});
