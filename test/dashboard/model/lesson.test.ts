import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  openTask,
  seenOf,
  startsAnswer,
  withLessonView,
} from '../../../src/dashboard/model/lesson.js';
import { planes } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import type { LessonView, Task } from '../../../src/lessons/lesson.js';
import { scene } from './acting.js';

/** The lesson at its first step, with this task. */
function lessonWith(task: Task | null, more: Partial<State['teaching']> = {}): State {
  const state = scene('lesson');
  const teaching = state.teaching!;
  const steps = teaching.lesson.steps.map((step) => ({ ...step, task }));
  return {
    ...state,
    teaching: { ...teaching, lesson: { ...teaching.lesson, steps }, verdict: null, ...more },
  };
}

const choose: Task = { type: 'choose', answers: [] };
const number = { type: 'number' } as Task;
const reach = { type: 'reach' } as Task;
const verdict = { right: true, text: '', run: null };

test('a task is open until it is done', () => {
  assert.equal(openTask(scene('running')), null);
  assert.equal(openTask(lessonWith(null)), null);
  assert.equal(openTask(lessonWith(choose)), choose);
  assert.equal(openTask(lessonWith(choose, { verdict })), null);
});

test('a digit chooses; digits, signs and points begin a number', () => {
  const keys = ['0', '1', '9', '-', '.', '+', 'a', '12', 'f1'];
  const starting = (state: State) => keys.filter((key) => startsAnswer(state, key));
  assert.deepEqual(starting(lessonWith(choose)), ['1', '9']);
  assert.deepEqual(starting(lessonWith(number)), ['0', '1', '9', '-', '.']);
  assert.deepEqual(starting(lessonWith(reach)), []);
  assert.deepEqual(starting(lessonWith(number, { verdict })), []);
  assert.deepEqual(starting(scene('running')), []);
});

const everything = {
  plot: 'surface',
  lossAxis: 'excess',
  iterationAxis: 'log',
  span: 'latest',
  map: 'directions',
  best: true,
  details: true,
} as const satisfies LessonView;

test('what is wanted is seen', () => {
  const state = scene('paused');
  const { iteration, loss, learningRate } = state.live[0]!.present!;
  assert.deepEqual(seenOf(withLessonView(state, everything)), {
    iteration,
    loss,
    rate: learningRate,
    view: everything,
  });
  assert.equal(seenOf(scene('starting')), null);
});

test('what is not wanted stays as it is', () => {
  const state: State = { ...withLessonView(scene('paused'), everything), full: 'loss' };
  assert.deepEqual(withLessonView(state, {}), state);
  assert.deepEqual(withLessonView(state, { details: false }), { ...state, showDetails: false });
  // The details have no room beside a panel that fills the screen.
  assert.equal(withLessonView(state, { details: true }).full, null);
  assert.equal(withLessonView(state, { best: false }).showOptimum, false);
});

test('a map is the first over what is wanted', () => {
  const state = scene('paused');
  const { pair } = withLessonView({ ...state, pair: 5 }, { map: 'directions' });
  assert.deepEqual(planes(3)[pair], { over: 'directions', first: 3, second: 0 });
  assert.equal(withLessonView({ ...state, pair: 5 }, { map: 'coefficients' }).pair, 0);
});

test('a constant has no map to be shown', () => {
  const state = scene('paused');
  const flat: State = { ...state, settings: { ...state.settings, degree: 0 } };
  const shown = withLessonView(
    { ...flat, plot: 'residual' },
    { plot: 'surface', map: 'directions' },
  );
  assert.equal(shown.plot, 'residual');
  assert.equal(shown.pair, 0);
  assert.equal(seenOf(flat)!.view.map, undefined);
  assert.equal(withLessonView(flat, { plot: 'residual' }).plot, 'residual');
});
