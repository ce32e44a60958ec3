import assert from 'node:assert/strict';
import test from 'node:test';
import { checkAnswers } from '../../src/output/grading.js';
import { rates } from './lessons.js';

test('answers are checked one a line', () => {
  assert.deepEqual(checkAnswers(rates, '1\r\n\r\nplot residual iteration 10\r\n'), {
    lines: [
      'Step 2: right: up.',
      'Step 3: not answered.',
      'Step 4: right: iteration 10 is at least 10 and plot is residual. With gradient descent at ' +
        'learning rate 4e-6 the loss is 5.073e7 at iteration 10.',
      '2 of 3 right.',
    ],
    allRight: false,
    unreadable: [],
  });
  assert.equal(checkAnswers(rates, '1\n3.557e-6\niteration 99 plot residual').allRight, true);
  assert.deepEqual(checkAnswers(rates, '2\n4e-6\niteration 5').lines, [
    'Step 2: wrong: not "down" but "up".',
    'Step 3: wrong: not 4e-6 but 3.557e-6.',
    'Step 4: wrong: iteration 5 is not at least 10 and plot is not residual. With gradient descent ' +
      'at learning rate 4e-6 the loss is 5.515e6 at iteration 5.',
    '0 of 3 right.',
  ]);
  assert.deepEqual(checkAnswers(rates, '').lines.at(-1), '0 of 3 right.');
});

test('a line that is no answer hides no other', () => {
  const { lines, allRight, unreadable } = checkAnswers(
    rates,
    'up\n3,557e-6\niteration 10 plot residual',
  );
  assert.deepEqual(lines, [
    'Step 2: unreadable: up: must be a whole number from 1 to 2.',
    'Step 3: unreadable: 3,557e-6: use a point, 3.557e-6.',
    'Step 4: right: iteration 10 is at least 10 and plot is residual. With gradient descent at ' +
      'learning rate 4e-6 the loss is 5.073e7 at iteration 10.',
    '1 of 3 right, 2 unreadable.',
  ]);
  assert.equal(allRight, false);
  assert.deepEqual(unreadable, [
    'line 1: up: must be a whole number from 1 to 2',
    'line 2: 3,557e-6: use a point, 3.557e-6',
  ]);
});

test('a line too many is told, and the others are judged', () => {
  const { lines, unreadable } = checkAnswers(
    rates,
    '1\n3.557e-6\nplot residual iteration 10\n4\n5',
  );
  assert.equal(lines.at(-1), '3 of 3 right.');
  assert.deepEqual(unreadable, ['line 4: the lesson has only 3 tasks']);
});
