import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeText } from '../../src/lessons/answerText.js';
import { AnswerError } from '../../src/lessons/attempt.js';
import type { Lesson } from '../../src/lessons/lesson.js';
import { lessonOf, oneStep } from './lessons.js';

function asked(task: object, more: object = {}): Lesson['steps'][0] {
  return lessonOf(oneStep({ task, ...more })).steps[0]!;
}

test('a choice is right by its condition, and what is wrong is shown', () => {
  const step = asked({
    choose: [
      { answer: 'diverges', if: 'rate > limit', run: { lr: 4e-6 } },
      { answer: 'converges', if: 'rate < limit' },
    ],
  });
  assert.deepEqual(judgeText(step, ' 2 '), {
    right: true,
    text: 'converges',
    run: null,
    attempt: null,
    outcome: null,
  });
  const { right, text, run } = judgeText(step, '1');
  assert.equal(right, false);
  assert.equal(text, 'not "diverges" but "converges"');
  assert.deepEqual(run!.options.learningRates, [4e-6]);
});

test('a number is right within its tolerance, and a rate is tried', () => {
  const step = asked({ number: { is: '2 / curvature(1)', within: 0.01, run: 'learning-rate' } });
  assert.equal(judgeText(step, '3.56e-6').right, true);
  assert.equal(judgeText(step, '3.6e-6').right, false);
  const { text, run } = judgeText(step, '5e-6');
  assert.equal(text, 'not 5e-6 but 3.558e-6');
  assert.deepEqual(run!.options.learningRates, [5e-6]);
  assert.throws(() => judgeText(step, '-3'), new AnswerError('-3: must be a number above 0'));
});

test('what is to be reached is trained', () => {
  const goals = { if: ['rate > limit', 'loss > loss(0)'], view: { plot: 'residual' } };
  const step = asked({ reach: goals }, { moment: 20 });
  const isRight = (answer: string) => judgeText(step, answer).right;
  assert.equal(isRight('rate 4e-6 iteration 200 plot residual'), true);
  assert.equal(isRight('Rate=4e-6, ITERATION 200, plot Residual'), true);
  assert.equal(isRight('learning rate 4e-6; iteration 200; plot residual'), true);
  assert.equal(isRight('rate 4e-6 iteration 200'), false);
  assert.equal(isRight('rate 4e-6 iteration 21 plot residual'), false);
  assert.equal(isRight('iteration 200 plot residual'), false);
  const fast = asked({ reach: { if: ['loss < least * 1.01', 'iteration <= 250'] } });
  assert.equal(judgeText(fast, 'iteration 250').right, false);
  assert.equal(judgeText(fast, 'optimizer momentum iteration 250').right, true);
  const diverged = judgeText(step, 'rate 1 iteration 100000 plot residual');
  assert.equal(diverged.right, true);
  assert.match(diverged.text, /the loss is infinite at iteration \d+$/);
});

test('what is missing is said with what there is and what is wanted, then what is met', () => {
  const goals = {
    if: ['rate > limit', 'loss > 9e5', 'iteration <= 50'],
    view: { lossAxis: 'excess', best: false },
  };
  const step = asked({ reach: goals }, { view: { best: true } });
  const text = (answer: string) => judgeText(step, answer).text;
  assert.equal(
    text('iteration 100 lossAxis log'),
    'learning rate 1e-6 is not above 3.557e-6, loss 1101 is not above 900000, iteration 100 is not at most 50, ' +
      'lossAxis is log, not excess and best is true, not false. ' +
      'With gradient descent at learning rate 1e-6 the loss is 1101 at iteration 100',
  );
  assert.equal(
    text('rate 4e-6 optimizer adam'),
    'loss 621855 is not above 900000, lossAxis is not excess and best is true, not false; but learning rate 4e-6 is above ' +
      '3.557e-6 and iteration 0 is at most 50. With Adam at learning rate 4e-6 the loss is 621855 at iteration 0',
  );
});

test('numbers that differ in late digits are told with all of them', () => {
  const step = asked({ reach: { if: ['loss < 1101'] } });
  assert.match(judgeText(step, 'iteration 100').text, /^loss 1101\.35\d+ is not below 1101\. /);
});

test('momentum keeps its velocity unless the optimizer is set', () => {
  const step = asked(
    { reach: { if: ['loss < 1'] } },
    { moment: 10, options: { seed: 42, optimizer: 'momentum' } },
  );
  const whole = lessonOf(
    oneStep({ text: '{loss(20)}', options: { seed: 42, optimizer: 'momentum' } }),
  );
  const loss = whole.steps[0]!.text;
  assert.ok(judgeText(step, 'iteration 20').text.endsWith(`the loss is ${loss} at iteration 20`));
});

const choose = [
  { answer: 'a', if: '1 < 2' },
  { answer: 'b', if: '2 < 1' },
];
const number = { is: 'limit' };
const reach = { if: ['loss < 9'] };

for (const [task, answer, problem] of [
  [{ choose }, '0', '0: must be a whole number from 1 to 2'],
  [{ choose }, '3', '3: must be a whole number from 1 to 2'],
  [{ choose }, 'a', 'a: must be a whole number from 1 to 2'],
  [{ choose }, '1,5', '1,5: must be a whole number from 1 to 2'],
  [{ choose }, '', '"": must be a whole number from 1 to 2'],
  [{ number: { ...number, run: 'learning-rate' } }, '0', '0: must be a number above 0'],
  [{ number }, 'x', 'x: must be a number, for example 2e-6'],
  [{ number }, '1e999', '1e999: must be a number, for example 2e-6'],
  [{ number }, '0x10', '0x10: must be a number, for example 2e-6'],
  [{ number }, '-0,25', '-0,25: use a point, -0.25'],
  [{ number }, '1,000,000', '1,000,000: must be a number, for example 2e-6'],
  [{ reach }, '', '"": must be rate, iteration, optimizer, plot, lossAxis, .*, and then its value'],
  [{ reach }, ']', ']: must be rate, iteration, optimizer, plot, lossAxis, .*, and then its value'],
  [{ reach }, 'rate', 'rate: needs a value'],
  [{ reach }, 'rate 0', 'rate 0: must be a number above 0'],
  [{ reach }, 'rate 2,5e-6', 'rate 2,5e-6: use a point, 2.5e-6'],
  [{ reach }, 'iteration -1', 'iteration -1: must be a whole number from 0 to 100000'],
  [{ reach }, 'iteration 1e9', 'iteration 1e9: must be a whole number from 0 to 100000'],
  [{ reach }, 'optimizer x', 'optimizer x: must be sgd, momentum, nesterov, rmsprop or adam'],
  [{ reach }, 'plot map', 'plot map: must be curves, residual, surface or plane'],
  [{ reach }, 'best yes', 'best yes: must be true or false'],
  [{ reach }, 'constructor 1', 'constructor: must be rate, .*, and then its value'],
] as const) {
  test(`${JSON.stringify(answer)} to ${Object.keys(task)}: ${problem}`, () => {
    const [before, after = ''] = problem.split('.*');
    assert.throws(
      () => judgeText(asked(task), answer),
      (error) =>
        error instanceof AnswerError &&
        error.message.startsWith(before!) &&
        error.message.endsWith(after === '' ? before! : after),
    );
  });
}
