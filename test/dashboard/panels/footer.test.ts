import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyBindings } from '../../../src/dashboard/input/keymap.js';
import { keyLabel } from '../../../src/dashboard/input/keyNames.js';
import { lessonActions } from '../../../src/dashboard/input/keyTable.js';
import { type Situation, situation } from '../../../src/dashboard/model/selectors.js';
import { footer } from '../../../src/dashboard/panels/footer.js';
import { helpScrollLimit } from '../../../src/dashboard/panels/help.js';
import type { Task } from '../../../src/lessons/lesson.js';
import { lessonOf, lessonSchema, oneStep } from '../../lessons/lessons.js';
import { Simulation, tutorialSettings } from '../states.js';

const situations: readonly Situation[] = [
  'help',
  'prompt',
  'rewound',
  'running',
  'paused',
  'finished',
  'diverged',
];

function text(
  columns: number,
  now: Situation = 'running',
  {
    replay = false,
    lanes = 1,
    rows = 24,
    tooLarge = false,
    task = null as Task | null,
    named = [] as readonly string[],
    trains = false,
    offers = false,
  } = {},
) {
  const facts = { now, replay, lanes, diverges: tooLarge, task, named, trains };
  return footer({ ...facts, size: { columns, rows }, offersLessons: offers })
    .map(({ text }) => text)
    .join('');
}

/** What the footer of a situation has to name, most important first. */
const needed: Readonly<Record<Situation, readonly string[]>> = {
  help: ['q close', 'Esc close', 'Down scroll', 'PgDn page'],
  prompt: ['Enter ok', 'Esc cancel'],
  rewound: [
    'q quit',
    '? help',
    'Enter branch here',
    'Esc newest',
    'Left Right step',
    'space resume',
  ],
  running: ['q quit', '? help', 'space pause', 's step', 'r reset', '[ ] learning rate', 'v view'],
  paused: ['q quit', '? help', 'space go on', 's step', 'r reset', '[ ] learning rate', 'v view'],
  finished: ['q quit', '? help', 'space train on', 'r same start', 'n new start', 'v view'],
  diverged: ['q quit', '? help', 'w safe rate', 'r same start', 'n new start', 'v view'],
  lesson: ['Esc leave', 'Enter next', 't step again', 'space train', '? help', 'q quit'],
  played: ['q quit', '? help', 'space again', 'Left rewind', 'v view'],
};

test('at 80 columns it names the keys of the situation, at 40 the most important ones', () => {
  for (const now of situations) {
    for (const entry of needed[now]) {
      assert.ok(text(80, now).includes(` ${entry} `), `${now}: ${entry} in ${text(80, now)}`);
    }
    for (const entry of needed[now].slice(0, 3)) {
      assert.ok(text(40, now).includes(` ${entry} `), `${now}: ${entry} in ${text(40, now)}`);
    }
  }
});

test('it never takes more columns than there are, and keeps help and quit', () => {
  for (const now of situations) {
    for (let columns = 20; columns <= 320; columns++) {
      for (const lanes of [1, 2]) {
        const shown = text(columns, now, { lanes });
        assert.ok(shown.length <= columns);
        if (now !== 'prompt') {
          assert.equal(shown.includes(' [ '), shown.includes(' [ ] learning rate '));
          assert.match(shown, now === 'help' ? / q close $/ : / \? help .* q quit $/);
        }
      }
    }
  }
});

test('the next of several learning rates has its key', () => {
  for (const now of ['running', 'paused', 'finished', 'diverged', 'played'] as const) {
    assert.doesNotMatch(text(320, now), /Tab/);
    assert.match(text(80, now, { lanes: 2 }), / Tab next run /);
  }
});

test('for a recording it names no key that trains', () => {
  const replay = { replay: true };
  const view = 'v view  f full  d details  ? help ';
  for (const [now, keys] of [
    ['running', ` space pause  s step  Left rewind  ${view} q quit `],
    ['paused', ` space go on  s step  Left rewind  ${view} q quit `],
    ['played', ` space again  Left rewind  ${view} q quit `],
    ['rewound', ` space resume  Left Right step  ${view} Esc newest  q quit `],
  ] as const) {
    assert.equal(text(120, now, replay), keys);
  }
});

test('a help that is shown whole does not scroll', () => {
  const size = { columns: 120, rows: 120 };
  assert.equal(helpScrollLimit(size), 0);
  assert.equal(text(120, 'help', size), ' Esc close  q close ');
});

test('the situation is that of the state', () => {
  const simulation = new Simulation({ columns: 80, rows: 24 }, { pace: 1000 });
  const is = (expected: Situation) => assert.equal(situation(simulation.state), expected);
  simulation.pass(500);
  is('running');
  simulation.press('space');
  is('paused');
  simulation.press('left');
  is('rewound');
  simulation.press('?');
  is('help');
  simulation.press('q');
  simulation.press('escape');
  simulation.press('space');
  simulation.pass(5000);
  is('finished');
  const diverging = new Simulation(
    { columns: 80, rows: 24 },
    { settings: { ...tutorialSettings, learningRate: 1e-3 } },
  );
  diverging.pass(5000);
  is('finished');
  assert.equal(situation(diverging.state), 'diverged');
});

test('the key that mends a learning rate above the limit is there while it is needed', () => {
  for (const now of ['running', 'paused'] as const) {
    assert.ok(text(80, now, { tooLarge: true }).includes(' w safe rate '));
    assert.ok(!text(300, now).includes('safe rate'));
  }
});

test('in a lesson it names what a key does at this moment', () => {
  const choose = [
    { answer: 'yes', if: '1 < 2' },
    { answer: 'no', if: '2 < 1' },
  ];
  for (const [task, waiting] of [
    [null, ' space train  Enter next  t step again  b step back  ? help  Esc leave  q quit '],
    [{ choose }, ' space train  t step again  1-2 answer  k skip  ? help  Esc leave  q quit '],
    [
      { number: { is: 'limit' } },
      ' space train  Enter answer  t step again  k skip  ? help  Esc leave  q quit ',
    ],
    [
      { reach: { if: ['iteration >= 1'] } },
      ' space train  t step again  k skip  b step back  ? help  Esc leave  q quit ',
    ],
  ] as const) {
    const open = task && lessonOf(oneStep({ task })).steps[0]!.task;
    assert.equal(text(80, 'lesson', { task: open }), waiting);
    assert.equal(
      text(80, 'lesson', { task: open, trains: true }),
      waiting.replace('space train', 'space pause'),
    );
  }
});

test('in a lesson its own keys stay longest, then those that its text names', () => {
  const reach = lessonOf(oneStep({ task: { reach: { if: ['iteration >= 1'] } } })).steps[0]!.task;
  const number = lessonOf(oneStep({ task: { number: { is: 'limit' } } })).steps[0]!.task;
  const named = ['y', ']', 'space'];
  const at80 = text(80, 'lesson', { task: reach, named });
  assert.equal(at80, ' space train  ] raise rate  y loss axis  t step again  k skip  Esc leave ');
  const at60 = text(60, 'lesson', { task: reach, named });
  assert.equal(at60, ' ] raise rate  y loss axis  t step again  k skip  Esc leave ');
  for (const task of [reach, number]) {
    for (const entry of ['t step again', 'k skip', 'Esc leave']) {
      assert.ok(text(60, 'lesson', { task }).includes(` ${entry} `), entry);
    }
  }
  assert.ok(text(60, 'lesson', { task: number }).includes(' Enter answer '));
  assert.ok(!text(200, 'lesson', { task: reach }).includes('loss axis'));
  assert.ok(!text(200, 'paused', { named }).includes('loss axis'));
});

test('the keys that a lesson may name are those with words for it', () => {
  const words = keyBindings.filter(
    ({ action, footer }) =>
      footer.lesson !== undefined && (action === 'pause' || !lessonActions.includes(action)),
  );
  assert.deepEqual(
    lessonSchema.$defs!.key!.enum,
    words.map(({ keys }) => keyLabel(keys[0]!)),
  );
});
