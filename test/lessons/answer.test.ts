import assert from 'node:assert/strict';
import test from 'node:test';
import { AnswerError, judgeText } from '../../src/lessons/answer.js';
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
  assert.deepEqual(judgeText(step, ' 2 '), { right: true, text: 'converges', run: null });
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
  assert.equal(judgeText(step, '-1').run, null);
});

test('what is to be reached is trained', () => {
  const goals = { if: ['rate > limit', 'loss > loss(0)'], view: { plot: 'residual' } };
  const step = asked({ reach: goals }, { moment: 20 });
  const text = 'iteration 200, learning rate 4e-6, loss ';
  assert.ok(judgeText(step, 'rate 4e-6 iteration 200 plot residual').text.startsWith(text));
  assert.equal(judgeText(step, 'rate 4e-6 iteration 200').right, false);
  assert.equal(judgeText(step, 'rate 4e-6 iteration 21 plot residual').right, false);
  assert.equal(judgeText(step, 'iteration 200 plot residual').right, false);
  const fast = asked({ reach: { if: ['loss < least * 1.01', 'iteration <= 250'] } });
  assert.equal(judgeText(fast, 'iteration 250').right, false);
  assert.equal(judgeText(fast, 'optimizer momentum iteration 250').right, true);
  const diverged = judgeText(step, 'rate 1 iteration 100000 plot residual');
  assert.equal(diverged.right, true);
  assert.match(diverged.text, /loss infinite$/);
});

test('an answer of another kind is none', () => {
  const choose = [
    { answer: 'a', if: '1 < 2' },
    { answer: 'b', if: '2 < 1' },
  ];
  for (const [task, answers] of [
    [{ choose }, ['0', '3', 'a', '1.5', '']],
    [{ number: { is: 'limit' } }, ['', 'x', '1e999', '0x10']],
    [
      { reach: { if: ['loss < 9'] } },
      ['', 'rate', 'rate 0', 'iteration -1', 'iteration 1e9', 'plot map', 'constructor 1'],
    ],
  ] as const) {
    for (const answer of answers) {
      assert.throws(() => judgeText(asked(task), answer), AnswerError, answer);
    }
  }
});
