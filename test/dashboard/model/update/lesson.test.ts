/** Lessons in the dashboard, by keys alone. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seenOf } from '../../../../src/dashboard/model/lesson.js';
import { focusedRun } from '../../../../src/dashboard/model/selectors.js';
import type { State, Teaching } from '../../../../src/dashboard/model/state.js';
import { update } from '../../../../src/dashboard/model/update.js';
import { lessonRows, whyPanel } from '../../../../src/dashboard/panels/why.js';
import { layout, needsOf } from '../../../../src/dashboard/render/layout.js';
import { judgeChoice } from '../../../../src/lessons/answer.js';
import type { Lesson } from '../../../../src/lessons/lesson.js';
import { LESSON_NAMES } from '../../../../src/lessons/names.js';
import { findLesson } from '../../../../src/lessons/packaged.js';
import { lessonOf, oneStep } from '../../../lessons/lessons.js';
import { Simulation, tutorialSettings } from '../../states.js';

const size = { columns: 80, rows: 24 };

const own = lessonOf({
  title: 'Own',
  about: 'all kinds of steps',
  steps: [
    { text: 'Look.', options: { seed: 42, lr: 4e-6, pace: 100 }, moment: 30 },
    {
      text: 'Choose.',
      options: { seed: 42, lr: 1e-6, pace: 100 },
      moment: 50,
      view: { plot: 'residual', lossAxis: 'excess' },
      task: {
        choose: [
          { answer: 'right', if: '1 < 2' },
          { answer: 'wrong', if: '2 < 1', run: { lr: 5e-7, samples: 100, degree: 1 } },
        ],
      },
      why: 'Because.',
    },
    { text: 'It goes on.', task: { number: { is: 'limit', run: 'learning-rate' } } },
    { text: 'Reach it.', task: { reach: { if: ['iteration >= 60'], view: { plot: 'curves' } } } },
  ],
});

function begun(lesson: Lesson = own): Simulation {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.send({ type: 'lesson', lesson });
  simulation.pass(0);
  return simulation;
}

function teachingIn({ state }: Simulation): Teaching {
  assert.ok(state.teaching);
  return state.teaching;
}

function press(simulation: Simulation, ...keys: string[]): void {
  for (const key of keys) {
    simulation.press(key);
    simulation.pass(0);
  }
}

/** The lesson's lines at 80 columns, as one. */
function text({ state }: Simulation): string {
  const { lines } = whyPanel(state, { columns: 78, rows: 10 });
  return lines.map((spans) => spans.map(({ text }) => text).join('')).join(' ');
}

function present({ state }: Simulation) {
  const { iteration, learningRate } = focusedRun(state).present!;
  return { iteration, learningRate, paused: state.paused };
}

test('a number begins with any digit, a point or a minus sign, and no key of these does anything else', () => {
  for (const key of ['0', '7', '.', '-']) {
    const simulation = begun(lessonOf(oneStep({ task: { number: { is: 'limit' } } })));
    const { pace } = simulation.state;
    press(simulation, key);
    assert.equal(simulation.state.prompt?.text, key);
    assert.equal(simulation.state.pace, pace);
  }
  const simulation = begun(lessonOf(oneStep({})));
  press(simulation, '7');
  assert.equal(simulation.state.prompt, null);
});

test('t lists the lessons, and a number gives one', () => {
  const simulation = new Simulation(size);
  press(simulation, 't');
  assert.equal(simulation.state.prompt?.asksFor, 'lesson');
  press(simulation, '9', 'enter');
  assert.match(simulation.state.prompt!.problem!, /^type the number of a lesson, from 1 to \d$/);
  press(simulation, 'backspace', '2', 'enter');
  assert.equal(teachingIn(simulation).lesson.title, findLesson(LESSON_NAMES[1]!).title);
});

test('a step trains what it says, up to its moment, and waits there', () => {
  const simulation = begun();
  simulation.pass(500);
  assert.deepEqual(present(simulation), { iteration: 30, learningRate: 4e-6, paused: true });
  press(simulation, 'enter');
  assert.deepEqual(present(simulation), { iteration: 50, learningRate: 1e-6, paused: true });
  assert.equal(simulation.state.plot, 'residual');
  assert.equal(simulation.state.lossScale, 'excess');
});

test('what is set up is numbered, taken to its moment, and keeps the analysis of the same problem', () => {
  const { state } = new Simulation(size);
  const stepWith = (options: object, moment?: number) =>
    lessonOf({
      title: 'Own',
      about: 'one step',
      steps: [{ text: 'Look.', options, ...(moment && { moment }) }],
    });
  for (const [options, isKept] of [
    [{ seed: 1, lr: 2e-6 }, true],
    [{ seed: 1, degree: 2 }, false],
    [{ seed: 1, samples: 100 }, false],
  ] as const) {
    const taught = update(state, { type: 'lesson', lesson: stepWith(options) });
    assert.equal(taught.state.analysis, isKept ? state.analysis : null);
    const again = update(taught.state, { type: 'lesson', lesson: stepWith(options, 7) });
    const kinds = [taught, again].map(({ effects }) =>
      effects.map((effect) => {
        switch (effect.type) {
          case 'command':
            return effect.command;
          case 'setUp':
            return effect.setup;
          default:
            return effect.type;
        }
      }),
    );
    assert.deepEqual(kinds, [
      [{ type: 'pause' }, 1],
      [2, { type: 'step', iterations: 7 }],
    ]);
  }
});

test('Enter asks for an answer before it goes on, and > does not', () => {
  const simulation = begun();
  press(simulation, 'enter', 'enter');
  assert.equal(teachingIn(simulation).step, 1);
  assert.equal(
    simulation.state.message,
    'Press a number from 1 to 2 to answer, or k to skip this.',
  );
  press(simulation, '3');
  assert.equal(simulation.state.message, 'Press a number from 1 to 2.');
  press(simulation, 'k', 'k', 'v', 'enter');
  assert.equal(
    simulation.state.message,
    'Not yet: iteration 50 is too early; the plot is not as asked. k skips this step.',
  );
});

test('a right answer lets the run go on', () => {
  const simulation = begun();
  press(simulation, 'enter', '1');
  assert.equal(teachingIn(simulation).verdict?.right, true);
  simulation.pass(600);
  assert.ok(present(simulation).iteration >= 99);
  press(simulation, '2');
  assert.equal(teachingIn(simulation).verdict?.right, true, 'an answer is not changed');
});

test('a wrong answer is run from the same moment on', () => {
  const simulation = begun();
  press(simulation, 'enter', '2');
  assert.equal(teachingIn(simulation).verdict?.text, 'not "wrong" but "right"');
  simulation.pass(500);
  const { settings } = simulation.state;
  assert.deepEqual([settings.degree, settings.samples], [1, 100]);
  const { iteration, learningRate, paused } = present(simulation);
  assert.deepEqual([learningRate, paused], [5e-7, false]);
  assert.ok(iteration >= 70 && iteration <= 100, String(iteration));
  press(simulation, 't');
  assert.equal(teachingIn(simulation).verdict, null);
  assert.deepEqual(present(simulation), { iteration: 50, learningRate: 1e-6, paused: true });
});

test('a rate that is typed is tried, and a number is typed with a digit or Enter', () => {
  const simulation = begun();
  press(simulation, 'k', 'k', '5', 'e', '-', '6', 'enter');
  assert.equal(teachingIn(simulation).verdict?.text, 'not 5e-6 but 3.557e-6');
  simulation.pass(100);
  assert.deepEqual(present(simulation).learningRate, 5e-6);
  press(simulation, 't', 'enter', 'e', 'enter');
  assert.equal(simulation.state.prompt?.problem, 'type a learning rate above 0, such as 2e-6');
  press(simulation, 'escape', 'enter', '3', '.', '5', '5', 'e', '-', '6', 'enter');
  assert.equal(teachingIn(simulation).verdict?.right, true);
});

test('what is to be reached is noticed when it is, with the end of the lesson after it', () => {
  const simulation = begun();
  press(simulation, 'k', 'k', 'k', 'v', 'space');
  simulation.pass(500);
  assert.equal(teachingIn(simulation).verdict, null);
  press(simulation, 'v', 'v', 'v');
  assert.deepEqual(teachingIn(simulation).verdict, { right: true, text: 'done', run: null });
  assert.equal(simulation.state.paused, true);
  press(simulation, 'enter');
  assert.equal(teachingIn(simulation).isOver, true);
  press(simulation, 'enter');
  assert.equal(simulation.state.teaching, null);
  assert.equal(simulation.state.message, 'Back to this run; t chooses a lesson.');
});

/** What is on the screen, but for how long it took and who is told. */
function shown({ message: _, size: __, lessons: ___, ...state }: State) {
  return { ...state, live: state.live.map(({ elapsed: _, paceReached: __, ...run }) => run) };
}

describe('leaving a lesson brings back what was there', () => {
  const places: Readonly<Record<string, readonly string[]>> = {
    running: [],
    paused: ['space', 'v', 'y'],
    'looking back': ['left', 'left', 'left'],
  };
  for (const [name, keys] of Object.entries(places)) {
    test(name, () => {
      const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6] });
      simulation.pass(1000);
      press(simulation, 'tab', ...keys);
      const before = simulation.state;
      const recorded = simulation.events.length;
      simulation.send({ type: 'lesson', lesson: own });
      press(simulation, 'enter', '2', 'r', ']', 'left', 'enter');
      simulation.pass(500);
      assert.equal(simulation.events.length, recorded, 'a lesson was recorded');
      simulation.send({ type: 'resize', size: { columns: 99, rows: 33 } });
      press(simulation, 'escape', 'escape');
      assert.deepEqual(shown(simulation.state).plot, before.plot);
      assert.deepEqual(simulation.state.size, { columns: 99, rows: 33 });
      assert.equal(simulation.state.paused, before.paused);
      assert.deepEqual(simulation.state.rewind, before.rewind);
      const iterations = simulation.state.live.map(({ present }) => present!.iteration);
      const left = before.live.map(({ present }) => present!.iteration);
      // The command to pause takes effect a few iterations later.
      iterations.forEach((iteration, i) => {
        assert.ok(
          iteration >= left[i]! && iteration <= left[i]! + 20,
          `${left[i]} to ${iteration}`,
        );
      });
      simulation.pass(1000);
      const goesOn = simulation.state.live[0]!.present!.iteration > iterations[0]!;
      assert.equal(goesOn, !before.paused);
    });
  }
});

test('Esc in a lesson first ends looking back', () => {
  const simulation = begun();
  press(simulation, 'left', 'escape');
  assert.ok(simulation.state.teaching);
  press(simulation, 'escape', 'escape');
  assert.equal(simulation.state.teaching, null);
});

test('Esc leaves only if it comes twice in a row, or once the last task is done', () => {
  const simulation = begun();
  press(simulation, 'escape');
  assert.equal(simulation.state.message, 'Esc again leaves the lesson.');
  press(simulation, 'enter', 'escape', 'd', 'escape');
  assert.equal(teachingIn(simulation).step, 1);
  press(simulation, 'k', '5', 'escape', 'escape');
  assert.equal(teachingIn(simulation).step, 2, 'a number that is not typed after all');
  press(simulation, 'k', 'v', 'v', 'v', 'v', 'space');
  simulation.pass(1000);
  assert.equal(teachingIn(simulation).verdict?.right, true);
  press(simulation, 'escape');
  assert.equal(simulation.state.teaching, null);
});

test('b begins the step before anew, and the first one again', () => {
  const simulation = begun();
  press(simulation, 'enter', '1', 'b');
  assert.deepEqual([teachingIn(simulation).step, teachingIn(simulation).verdict], [0, null]);
  assert.deepEqual(present(simulation), { iteration: 30, learningRate: 4e-6, paused: true });
  press(simulation, 'b');
  assert.equal(teachingIn(simulation).step, 0);
});

test('a step sets back every part of the view that it does not name', () => {
  const simulation = begun();
  const usual = seenOf(simulation.state)!.view;
  press(simulation, 'x', 'y', 'z', 'v', 'v', 'o', 'd', 'c', 't');
  assert.deepEqual(seenOf(simulation.state)!.view, usual);
  press(simulation, 'x', 'z', 'c', 'o', 'f', 'enter');
  assert.equal(simulation.state.full, null);
  const { view } = seenOf(simulation.state)!;
  assert.deepEqual(view, { ...usual, plot: 'residual', lossAxis: 'excess' });
});

test('on the smallest screen f shows a plot in place of the text, until there is an answer', () => {
  const simulation = begun(findLesson('limit'));
  const shown = () => {
    const { state } = simulation;
    return Object.keys(
      layout({ columns: 40, rows: 12 }, needsOf({ ...state, size: { columns: 40, rows: 12 } }))!,
    );
  };
  assert.ok(shown().includes('why') && !shown().includes('curves'));
  press(simulation, 'f');
  assert.ok(!shown().includes('why') && shown().includes('curves'));
  press(simulation, '1');
  assert.ok(shown().includes('why'));
});

test('what is no longer to be brought about is missed, and says why', () => {
  const late = lessonOf(
    oneStep({
      options: { seed: 42, pace: 100 },
      task: { reach: { if: ['loss < least * 1.01', 'iteration <= 50'] } },
      why: 'Because.',
    }),
  );
  const simulation = begun(late);
  press(simulation, 'space');
  simulation.pass(400);
  assert.equal(teachingIn(simulation).verdict, null);
  simulation.pass(500);
  assert.equal(simulation.state.paused, true);
  assert.match(
    text(simulation),
    /: Missed: the loss, \d+, is too large; iteration \d\d is too late\. t begins this step again, Enter goes on\. *$/,
  );
  press(simulation, 't', 'm', 'space');
  assert.equal(teachingIn(simulation).verdict, null);
  assert.deepEqual(teachingIn(simulation).firstTries, { 0: false });
});

test('what was brought about between two messages counts', () => {
  const task = { reach: { if: ['iteration >= 110', 'iteration <= 111'] } };
  const options = { seed: 42, pace: 100 };
  const simulation = begun(lessonOf(oneStep({ options, task })));
  press(simulation, 'space');
  simulation.pass(2000);
  assert.ok(present(simulation).iteration > 111);
  assert.equal(teachingIn(simulation).verdict?.right, true);
});

test('a run that has diverged is missed', () => {
  const task = { reach: { if: ['loss < 5516', 'rate < limit'] } };
  const simulation = begun(lessonOf(oneStep({ options: { seed: 42, lr: 1, pace: 20 }, task })));
  press(simulation, 'space');
  simulation.pass(20_000);
  assert.match(text(simulation), /Missed: the loss, .*, is too large/);
});

test('the hint says what is missing, but not how much', () => {
  const simulation = begun(findLesson('sum-or-mean'));
  press(simulation, 'k', 'k', ...'L1e-5', 'enter');
  assert.match(text(simulation), /Not yet: the learning rate, 1e-5, is too large\. *$/);
  assert.ok(!text(simulation).includes('2.5e-6'));
});

test('the end says how many tasks were solved, and what comes next', () => {
  const simulation = begun(findLesson('cliff'));
  press(simulation, '3', 'enter', '1', 't', '2', 'k', 'k', 'k');
  assert.match(
    text(simulation),
    /the end: 1 of 4 right, by the first answer to each question\. *Enter: the next lesson, The limit\./,
  );
  press(simulation, 'enter');
  assert.equal(teachingIn(simulation).lesson.title, 'The limit');
  assert.deepEqual(teachingIn(simulation).firstTries, {});
  press(simulation, 'escape', 'escape');
  assert.equal(simulation.state.teaching, null);
  assert.deepEqual(simulation.state.settings, tutorialSettings);
  const last = begun(findLesson(LESSON_NAMES.at(-1)!));
  press(last, 'k', 'k', 'k');
  assert.match(
    text(last),
    /the end: 0 of 3 right, by the first answer to each question\. Enter: leave\. *$/,
  );
});

test('a run that shows an answer stays paused if it is paused before it has begun', () => {
  const { state } = begun(findLesson('limit'));
  const answered = update(state, { type: 'typed', key: '2' }).state;
  assert.equal(answered.teaching?.resumeAt, 0);
  for (const action of ['suspend', 'step'] as const) {
    const { paused, teaching } = update(answered, { type: 'action', action }).state;
    assert.deepEqual([paused, teaching?.resumeAt], [true, null], action);
  }
});

test('at the end, the step before is the last one', () => {
  const simulation = begun(findLesson('cliff'));
  press(simulation, 'k', 'k', 'k', 'k');
  assert.equal(teachingIn(simulation).isOver, true);
  press(simulation, 'b');
  const { isOver, step } = teachingIn(simulation);
  assert.deepEqual([isOver, step], [false, 3]);
});

describe('nothing moves within a step', () => {
  for (const name of LESSON_NAMES) {
    test(name, () => {
      const lesson = findLesson(name);
      const simulation = begun(lesson);
      for (const columns of [38, 58, 78]) {
        lesson.steps.forEach(({ task }, step) => {
          const at = (change: object) =>
            lessonRows(
              {
                ...simulation.state,
                teaching: { ...teachingIn(simulation), step, verdict: null, ...change },
              },
              columns,
            );
          const verdicts =
            task?.type === 'choose'
              ? task.answers.map((_, i) => judgeChoice(task, i))
              : [{ right: true, text: 'done', run: null }];
          const rows = [at({}), ...verdicts.map((verdict) => at({ verdict }))];
          assert.equal(new Set(rows).size, 1, `${step + 1} at ${columns}: ${rows}`);
          // A step fits on the smallest screen, and at 80 columns in four lines and one below.
          const isCode = lesson.steps[step]!.text.includes('\n');
          assert.ok(rows[0]! <= (columns === 78 && !isCode ? 5 : 10), `${step + 1}: ${rows[0]}`);
        });
      }
    });
  }
});

test('a recording has no lessons', () => {
  const simulation = new Simulation(size);
  simulation.state = { ...simulation.state, replay: true };
  press(simulation, 't');
  assert.match(simulation.state.message!, /^This is a recording/);
});

test('the first key ends the offer of lessons', () => {
  const simulation = new Simulation(size);
  simulation.state = { ...simulation.state, offersLessons: true };
  press(simulation, 'v');
  assert.equal(simulation.state.offersLessons, false);
});

/** The keys that reach what a step of a lesson asks for; ms is a pause. */
const ways: Readonly<Record<string, readonly (string | number)[]>> = {
  'cliff 4': ['y', 'y', 'space', 3000],
  'limit 4': [...new Array<string>(4).fill(']'), 'space', 60_000],
  'limit 5': [...new Array<string>(5).fill('['), 'space', 30_000],
  'sum-or-mean 3': ['L', '2', '.', '5', 'e', '-', '6', 'enter', 100],
  'momentum 4': ['m', 'space', 8000],
  'one-update 3': ['s', 10],
};

test('the rescue in the lesson on the limit is of the run that diverged, not of a new one', () => {
  const simulation = begun(findLesson('limit'));
  press(simulation, 'k', 'k', 'k', 'k');
  simulation.pass(2000);
  const far = focusedRun(simulation.state).present!;
  for (const move of ways['limit 5']!.slice(0, -1)) {
    press(simulation, String(move));
  }
  assert.equal(teachingIn(simulation).verdict, null);
  simulation.pass(20_000);
  assert.equal(teachingIn(simulation).verdict?.right, true);
  const { loss, iteration } = focusedRun(simulation.state).present!;
  assert.ok(iteration > far.iteration && loss < far.loss / 1e6, `${iteration}: ${loss}`);
});

test('the map of the lesson on the valley keeps its axes after a run of another degree', () => {
  const simulation = begun(findLesson('narrow-valley'));
  press(simulation, 'k', '3');
  simulation.pass(500);
  const { degree } = simulation.state.settings;
  press(simulation, 'enter');
  assert.notEqual(simulation.state.settings.degree, degree);
  assert.equal(seenOf(simulation.state)?.view.map, 'directions');
});

test('typing an answer takes no more rows than the step alone', () => {
  const simulation = begun(lessonOf(oneStep({ task: { number: { is: 'limit' } } })));
  const before = lessonRows(simulation.state, 78);
  press(simulation, 'enter');
  assert.equal(lessonRows(simulation.state, 78), before);
});

test('the keys that a step of the package has are those that its text names', () => {
  for (const name of LESSON_NAMES) {
    for (const { text, why, keys } of findLesson(name).steps) {
      const words = `${text} ${why}`.split(/[ ,.:]+/);
      for (const key of keys) {
        assert.ok(words.includes(key), `${name}: ${key}`);
      }
      const [, named] = /\b[Pp]ress(?:ing)? ([^\s,.]+)/.exec(`${text} ${why}`) ?? [];
      assert.ok(named === undefined || keys.includes(named), `${name}: ${named}`);
    }
  }
});

describe('every lesson can be taken to its end with the keys', () => {
  for (const name of LESSON_NAMES) {
    test(name, () => {
      const lesson = findLesson(name);
      const simulation = begun(lesson);
      for (const [i, { task }] of lesson.steps.entries()) {
        const where = `${name} ${i + 1}`;
        assert.equal(teachingIn(simulation).step, i);
        switch (task?.type) {
          case 'choose':
            press(simulation, String(task.answers.findIndex(({ right }) => right) + 1));
            break;
          case 'number':
            press(simulation, 'enter', ...String(task.value.toPrecision(4)), 'enter');
            break;
          case 'reach':
            assert.equal(teachingIn(simulation).verdict, null, `${where} is there at once`);
            assert.ok(ways[where], `no way for ${where}`);
            for (const move of ways[where]) {
              if (typeof move === 'number') {
                simulation.pass(move);
              } else {
                press(simulation, move);
              }
            }
        }
        simulation.pass(100);
        assert.equal(
          teachingIn(simulation).verdict?.right,
          task === null ? undefined : true,
          where,
        );
        press(simulation, 'enter');
      }
      const { firstTries, isOver } = teachingIn(simulation);
      assert.ok(isOver && Object.values(firstTries).every(Boolean));
      press(simulation, 'escape');
      assert.equal(simulation.state.teaching, null);
      assert.deepEqual(simulation.state.settings, tutorialSettings);
    });

    test(`${name}, with every wrong answer`, () => {
      const lesson = findLesson(name);
      const simulation = begun(lesson);
      for (const { task } of lesson.steps) {
        if (task?.type === 'choose') {
          for (const [i, { right, run }] of task.answers.entries()) {
            press(simulation, 't', String(i + 1));
            simulation.pass(50);
            assert.equal(teachingIn(simulation).verdict?.right, right);
            assert.equal(simulation.state.paused, false);
            if (run !== null) {
              assert.equal(focusedRun(simulation.state).learningRate, run.options.learningRates[0]);
            }
          }
        } else if (task?.type === 'number') {
          press(simulation, 'enter', '7', 'enter');
          assert.equal(teachingIn(simulation).verdict?.right, false);
        }
        press(simulation, 'k');
      }
      assert.equal(teachingIn(simulation).isOver, true);
    });
  }
});
