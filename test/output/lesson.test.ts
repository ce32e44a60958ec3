import assert from 'node:assert/strict';
import test from 'node:test';
import { AnswerError } from '../../src/lessons/answer.js';
import { announceLesson, checkAnswers } from '../../src/output/lesson.js';
import { lessonOf, oneStep } from '../lessons/lessons.js';

const lesson = lessonOf({
  title: 'Rates',
  about: 'how large',
  steps: [
    { text: 'Look.', options: { seed: 42, lr: 4e-6 } },
    {
      text: 'Well?',
      task: {
        choose: [
          { answer: 'up', if: 'rate > limit', run: { lr: 5e-6 } },
          { answer: 'down', if: 'rate < limit', run: { lr: 1e-6 } },
        ],
      },
      why: 'It is above {limit}.',
    },
    { text: 'The limit?', task: { number: { is: 'limit', within: 0.05 } } },
    {
      text: 'Go there.',
      task: { reach: { if: ['iteration >= 10'], view: { plot: 'residual' } } },
      why: 'There.',
    },
  ],
});

/** What is said while these lines are typed. */
async function heard(...lines: string[]): Promise<string[]> {
  const said: string[] = [];
  const typed = (async function* () {
    yield* lines;
  })();
  await announceLesson(lesson, typed, async (line) => {
    said.push(line);
  });
  return said;
}

test('a lesson is told step by step, and answers are judged as they come', async () => {
  assert.deepEqual(await heard('2', '3.5e-6', 'iteration 20', 'plot residual iteration 10'), [
    'Rates: how large. 4 steps.',
    'Step 1 of 4. Look.',
    'Step 2 of 4. Well?',
    '1: up.',
    '2: down.',
    'Type a number from 1 to 2, or nothing to skip.',
    'Not so: not "down" but "up".',
    'With learning rate 1e-6 the loss is 621855 at iteration 0, 5516 at iteration 10, 1101 at ' +
      'iteration 100, 37.01 at iteration 1000.',
    'It is above 3.557e-6.',
    'Step 3 of 4. The limit?',
    'Type a number, or nothing to skip.',
    'Right: 3.557e-6.',
    'Step 4 of 4. Go there.',
    'Type what to set, such as rate 2e-6 optimizer momentum iteration 100 plot residual, or ' +
      'nothing to skip. The plot is one of curves, residual, surface, plane.',
    'Not so: iteration 20, learning rate 4e-6, loss 4.295e9.',
    'Right: iteration 10, learning rate 4e-6, loss 5.073e7.',
    'There.',
    'This is the end of the lesson.',
  ]);
});

test('what is no answer is asked again, and an empty line skips', async () => {
  const said = await heard('3', ' ', '', '');
  assert.ok(said.includes('3: must be a whole number from 1 to 2.'));
  assert.equal(said.filter((line) => line === 'Skipped.').length, 3);
  assert.equal(said.at(-1), 'This is the end of the lesson.');
});

test('a run that diverges is said to', async () => {
  const said = await heard('1');
  assert.match(
    said.at(-4)!,
    /^With learning rate 5e-6 the loss is .* at iteration 100, diverged at/,
  );
});

test('the lesson ends where the answers do', async () => {
  assert.equal((await heard()).at(-1), 'Type a number from 1 to 2, or nothing to skip.');
});

test('answers are checked one a line', () => {
  assert.deepEqual(checkAnswers(lesson, '1\r\n\r\nplot residual iteration 10\r\n'), {
    lines: [
      'Step 2: right: up.',
      'Step 3: not answered.',
      'Step 4: right: iteration 10, learning rate 4e-6, loss 5.073e7.',
      '2 of 3 right.',
    ],
    allRight: false,
  });
  assert.equal(checkAnswers(lesson, '1\n3.557e-6\niteration 99 plot residual').allRight, true);
  assert.deepEqual(checkAnswers(lesson, '2\n4e-6').lines.slice(0, 2), [
    'Step 2: wrong: not "down" but "up".',
    'Step 3: wrong: not 4e-6 but 3.557e-6.',
  ]);
  assert.deepEqual(checkAnswers(lesson, '').lines.at(-1), '0 of 3 right.');
});

test('what is no answer is told with its line', () => {
  assert.throws(
    () => checkAnswers(lesson, '1\nx'),
    new AnswerError('line 2: x: must be a number, for example 2e-6'),
  );
  assert.throws(
    () => checkAnswers(lesson, '1\n1\nplot surface\n4'),
    new AnswerError('line 4: the lesson has only 3 tasks'),
  );
});

test('a title that is a question keeps its mark, and gets no other', async () => {
  const said: string[] = [];
  await announceLesson(
    lessonOf({ ...oneStep({}), title: 'Is it?', about: 'why' }),
    (async function* () {})(),
    async (line) => {
      said.push(line);
    },
  );
  assert.equal(said[0], 'Is it? why. 1 step.');
});
