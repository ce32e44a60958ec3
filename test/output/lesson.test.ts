import assert from 'node:assert/strict';
import test from 'node:test';
import type { Lesson } from '../../src/lessons/lesson.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { findLesson } from '../../src/lessons/packaged.js';
import { announceLesson } from '../../src/output/lesson.js';
import { lessonOf, oneStep } from '../lessons/lessons.js';
import { rates } from './lessons.js';

/** What is said while these lines are typed. */
async function heard(lesson: Lesson, ...lines: string[]): Promise<string[]> {
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
  assert.deepEqual(
    await heard(rates, '2', '3.5e-6', 'iteration 20', 'plot residual iteration 10'),
    [
      'Rates: how large. 4 steps.',
      'An empty line skips a step. Or type again to repeat a step, back for the step before, or quit.',
      'Step 1 of 4. Look.',
      'Step 2 of 4. Well?',
      '1: up.',
      '2: down.',
      'Type a number from 1 to 2.',
      'Not so: not "down" but "up".',
      'With gradient descent at learning rate 1e-6 the loss is 621855 at iteration 0, 5516 at ' +
        'iteration 10, 1101 at iteration 100, 37.01 at iteration 1000, 9.329 at iteration 2000.',
      'It is above 3.557e-6.',
      'Step 3 of 4. The limit?',
      'Type a number, such as 2e-6.',
      'Right: 3.557e-6.',
      'Step 4 of 4. Go there.',
      'With gradient descent at learning rate 4e-6 the loss is 621855 at iteration 0. Goal: iteration ' +
        'at least 10 and plot residual.',
      'Type what to set, such as: iteration 100 plot curves. It stays set. The plot is one of curves, residual, ' +
        'surface, plane.',
      'Not so: plot is not residual; but iteration 20 is at least 10. With gradient descent at ' +
        'learning rate 4e-6 the loss is 4.295e9 at iteration 20.',
      'Right: iteration 10 is at least 10 and plot is residual. With gradient descent at learning ' +
        'rate 4e-6 the loss is 5.073e7 at iteration 10.',
      'At iteration 10 the cubic minus the sine lies between -420 at x = -3.14 and 419 at x = 3.14.',
      'There.',
      'This is the end of the lesson. 2 of 3 right, by the first answer to each question.',
    ],
  );
});

test('a skipped task is answered and explained', async () => {
  const said = await heard(rates, '3', ' ', '', '');
  assert.ok(said.includes('3: must be a whole number from 1 to 2.'));
  assert.deepEqual(
    said.filter((line) => /^(Skipped|It is|There)/.test(line)),
    [
      'Skipped. The answer is: up.',
      'It is above 3.557e-6.',
      'Skipped. The answer is: 3.557e-6.',
      'Skipped. This does it: iteration 10 plot residual.',
      'There.',
    ],
  );
  assert.equal(
    said.at(-1),
    'This is the end of the lesson. 0 of 3 right, by the first answer to each question. Not answered: steps 2, 3 and 4.',
  );
});

test('a step is repeated, and the one before comes back', async () => {
  const steps = async (...lines: string[]) =>
    (await heard(rates, ...lines)).flatMap((line) => /^Step (\d)/.exec(line)?.[1] ?? []).join('');
  assert.equal(await steps('again', '1', 'Back', '2', '1', 'quit'), '12' + '2' + '3' + '2' + '34');
  assert.equal(await steps('back', 'back'), '12' + '12' + '12');
  assert.equal(
    (await heard(rates, '1', '1', 'back', '3.557e-6', 'quit')).at(-1),
    'You left at step 4. 1 of 3 right, by the first answer to each question. Not answered: step 4.',
  );
});

test('the lesson ends where the answers do, and says what was not answered', async () => {
  const left = (done: string, missing: string) =>
    `You left at step ${done} of 3 right, by the first answer to each question. Not answered: ${missing}.`;
  assert.equal((await heard(rates)).at(-1), left('2. 0', 'steps 2, 3 and 4'));
  assert.equal((await heard(rates, '1')).at(-1), left('3. 1', 'steps 3 and 4'));
  assert.equal((await heard(rates, '1', 'quit', '3')).at(-1), left('3. 1', 'steps 3 and 4'));
});

test('what was set stays set until the step begins again', async () => {
  const momentum = lessonOf(
    oneStep({
      options: { seed: 42 },
      task: { reach: { if: ['loss < least * 1.01', 'iteration <= 250'] } },
    }),
  );
  const [set, goal] = ['optimizer momentum', 'iteration 250'];
  const solved = /1 of 1 right/;
  assert.match((await heard(momentum, set, goal)).at(-1)!, solved);
  assert.doesNotMatch((await heard(momentum, set, 'again', goal)).at(-1)!, solved);
});

test('what is brought about at last counts, and what was tried is answered', async () => {
  const tried = ['1', '3.557e-6', 'iteration 5'];
  const left = 'You left at step 4. 2 of 3 right, by the first answer to each question.';
  assert.equal((await heard(rates, ...tried)).at(-1), left);
  const end = 'This is the end of the lesson. 3 of 3 right, by the first answer to each question.';
  assert.equal((await heard(rates, ...tried, 'iteration 10 plot residual')).at(-1), end);
});

test('a run that diverges is said to', async () => {
  const said = await heard(rates, '1');
  assert.match(
    said.find((line) => line.startsWith('With'))!,
    /^With gradient descent at learning rate 5e-6 the loss is .* at iteration 100, diverged at/,
  );
});

test('the losses told are those that the step is about', async () => {
  const lesson = lessonOf(
    oneStep({
      text: 'From {loss(0)}?',
      options: { seed: 42, iterations: 30 },
      task: {
        choose: [
          { answer: 'less', if: 'loss(20, optimizer: momentum) < loss(20)' },
          {
            answer: 'more',
            if: 'loss(20, optimizer: momentum) > loss(20)',
            run: { optimizer: 'momentum' },
          },
        ],
      },
      why: 'And {loss(7)}.',
    }),
  );
  assert.ok(
    (await heard(lesson, '2')).includes(
      'With momentum 0.9 at learning rate 1e-6 the loss is 621855 at iteration 0, 266582 at ' +
        'iteration 7, 72630 at iteration 20, 5640 at iteration 30.',
    ),
  );
  assert.ok(
    (await heard(lesson, '1')).includes(
      'With gradient descent at learning rate 1e-6 the loss is 621855 at iteration 0, 8107 at ' +
        'iteration 7, 2259 at iteration 20, 1601 at iteration 30.',
    ),
  );
});

test('what is trained instead of the polynomial of the step is named', async () => {
  const run = { degree: 1, samples: 20, lr: 1e-4 };
  const choose = [
    { answer: 'a', if: '1 < 2', run },
    { answer: 'b', if: '2 < 1' },
  ];
  const said = await heard(lessonOf(oneStep({ task: { choose } })), '1');
  assert.ok(said.some((line) => line.includes('the loss of the line on 20 points is ')));
});

test('what can be set is shown by what the goal needs, and is not the answer', async () => {
  const howTo = async (reach: object, more: object = {}) =>
    (await heard(lessonOf(oneStep({ task: { reach }, ...more }))))
      .find((line) => line.startsWith('Type what'))!
      .replace(/^Type what to set, such as: /, '');
  assert.equal(
    await howTo({ if: ['rate > limit', 'loss > loss(0)'] }),
    'rate 2e-6 iteration 100. It stays set. Also possible: optimizer.',
  );
  assert.equal(await howTo({ if: ['rate < limit'] }), 'rate 5e-6. It stays set.');
  assert.equal(await howTo({ if: ['iteration >= 1'] }), 'iteration 0. It stays set.');
  assert.equal(
    await howTo({ if: ['loss < 30'] }),
    'iteration 100. It stays set. Also possible: rate, optimizer.',
  );
  assert.equal(
    await howTo({ if: ['loss < 2000'] }),
    'iteration 10. It stays set. Also possible: rate, optimizer.',
  );
  assert.equal(
    await howTo({ view: { plot: 'curves', best: true } }),
    'plot residual best false. It stays set. The plot is one of curves, residual, surface, plane. The best is one of true, false.',
  );
});

test('what would do it is said of a skipped goal, if it is easily found', async () => {
  const skipped = async (reach: object) =>
    (await heard(lessonOf(oneStep({ task: { reach } })), '')).find((line) => /^Skipped/.test(line));
  assert.equal(
    await skipped({ if: ['loss < least * 1.01', 'iteration <= 250'] }),
    'Skipped. This does it: optimizer momentum iteration 250.',
  );
  assert.equal(
    await skipped({ if: ['rate > limit', 'loss > loss(0) * 2'] }),
    'Skipped. This does it: rate 4.3e-6 iteration 10.',
  );
  assert.equal(await skipped({ if: ['rate < 1e-9'] }), 'Skipped.');
});

test('a number that is to be nearly one value is not told with its bounds', async () => {
  const reach = { if: ['rate > 0.00499 / points', 'rate < 0.00501 / points'] };
  const said = await heard(lessonOf(oneStep({ task: { reach } })), 'rate 2e-6', 'rate 3e-6', '');
  assert.ok(said.some((line) => line.endsWith('Goal: learning rate as asked.')));
  const low = 'learning rate 2e-6 is not large enough; but learning rate 2e-6 is small enough. ';
  assert.ok(said.some((line) => line.startsWith(`Not so: ${low}`)));
  const high = 'learning rate 3e-6 is not small enough; but learning rate 3e-6 is large enough. ';
  assert.ok(said.some((line) => line.startsWith(`Not so: ${high}`)));
  assert.ok(said.includes('Skipped. This does it: rate 2.5e-6.'));
  assert.ok(!said.slice(0, -2).some((line) => /2\.[45]/.test(line)));
});

test('a plot that the text shows is told in numbers', async () => {
  const lesson = lessonOf(oneStep({ moment: 5000, view: { plot: 'residual' } }));
  assert.equal(
    (await heard(lesson))[3],
    'At iteration 5000 the cubic minus the sine lies between -0.202 at x = 3.14 and 0.202 at x = -3.14.',
  );
});

test('what is said instead of the texts for the screen', async () => {
  const choose = [
    { answer: 'a', if: '1 < 2' },
    { answer: 'b', if: '2 < 1' },
  ];
  const lesson = lessonOf(
    oneStep({
      text: 'Press x.',
      why: 'See the panel.',
      task: { choose },
      announce: { text: 'At {limit}?', why: 'So it is.' },
    }),
  );
  const said = await heard(lesson, '1');
  assert.equal(said[2], 'Step 1 of 1. At 3.557e-6?');
  assert.equal(said.at(-2), 'So it is.');
  assert.ok(!said.join().includes('Press') && !said.join().includes('panel'));
});

/** Words for keys and for what is only on the screen; a to d, x and y have other meanings too. */
const SCREEN =
  /\b([Pp]ress\w*|[Kk]eys?|screen|panels?|footer|map|chart|Enter|Esc|Tab)\b|(?<!['\w])([e-wzL]|with [e-wy])(?!['\w])|\bwith space\b|(?<![\w(])[[\]{}](?!\w)/;

test('a lesson in sentences names neither a key nor what is on the screen', async () => {
  for (const text of [
    ...['Press y until', 'Raise it with ], and', 'train with space until', 'with m this run'],
    ...['The panel of directions', 'On this map', 't begins again', 'look at it with v.'],
  ]) {
    assert.match(text, SCREEN);
  }
  for (const name of LESSON_NAMES) {
    const lesson = findLesson(name);
    const skips = lesson.steps.map(() => '');
    const answers = lesson.steps.map(({ task }) => (task?.type === 'reach' ? 'iteration 1' : '1'));
    for (const lines of [skips, answers]) {
      for (const line of await heard(lesson, ...lines)) {
        assert.doesNotMatch(line, SCREEN, name);
      }
    }
    for (const { keys, text, spoken } of lesson.steps) {
      assert.ok(keys.length === 0 || spoken.text !== text, `${name}: ${text}`);
    }
  }
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
