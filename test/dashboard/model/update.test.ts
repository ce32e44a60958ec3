import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Action } from '../../../src/dashboard/model/actions.js';
import type { Effect } from '../../../src/dashboard/model/events.js';
import { shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { MAX_EARLIER } from '../../../src/dashboard/model/update/runs.js';
import { update } from '../../../src/dashboard/model/update.js';
import type { RunSettings } from '../../../src/options/start.js';
import { drawStart, Simulation, tutorialSettings } from '../states.js';
import { act, scene, size } from './acting.js';

function commandTypes(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => (effect.type === 'command' ? [effect.command.type] : []));
}

describe('in each state, a key sends the worker', () => {
  const wanted: readonly (readonly [scene: string, action: Action, commands: string[]])[] = [
    ['starting', 'pause', ['pause']],
    ['starting', 'step', ['pause', 'step']],
    ['starting', 'reset', ['restart']],
    ['running', 'pause', ['pause']],
    ['running', 'step', ['pause', 'step']],
    ['running', 'reset', ['restart']],
    ['running', 'reseed', ['restart']],
    ['running', 'faster', ['pace']],
    ['running', 'slower', ['pace']],
    ['paused', 'pause', ['resume']],
    ['paused', 'step', ['step']],
    ['paused', 'reset', ['restart']],
    ['finished', 'pause', ['extend', 'resume']],
    ['finished', 'reset', ['restart']],
    ['diverged', 'pause', []],
    ['diverged', 'reset', ['restart']],
    ['diverged', 'reseed', ['restart']],
    ...(['help', 'scrollUp', 'scrollDown', 'redraw', 'quit'] as const)
      .flatMap((action) =>
        ['starting', 'running', 'finished'].map((name) => [name, action, []] as const),
      )
      .map(([name, action]): [string, Action, string[]] => [name, action, []]),
  ];
  for (const [name, action, commands] of wanted) {
    test(`${name}, ${action}: ${commands.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(commandTypes(act(scene(name), action).effects), commands);
    });
  }
});

describe('whatever is pressed', () => {
  const settings: RunSettings = {
    ...tutorialSettings,
    samples: 20,
    learningRate: 1e-5,
    iterations: 500,
    every: 30,
  };
  const press = fc.constantFrom(
    ...['space', 's', 'r', 'n', '+', '-', '[', ']', '0', 'left', 'right', 'pageup', 'pagedown'],
    ...['S', 'shift-left', 'shift-right'],
    ...['home', 'end', 'enter', 'escape', 'v', 'c', 'o', 'y', 'z', 'g', 'tab', '?', 'up', 'down'],
  );
  const moves = fc.array(
    fc.oneof({ weight: 2, arbitrary: press }, fc.integer({ min: 1, max: 400 })),
    { maxLength: 40 },
  );
  const paces = fc.constantFrom(1, 50, 500, Number.POSITIVE_INFINITY);
  const lanes = fc.constantFrom([1e-5], [1e-5], [1e-6, 1e-5, 1e-4]);

  /** What holds of every state. */
  function checkState(state: State): void {
    for (const run of state.live) {
      const { present, iterations } = run;
      assert.ok(present && present.iteration <= iterations);
      for (const { snapshots } of [run.history, run.trace]) {
        snapshots.forEach(({ iteration }, i) => {
          assert.ok(i === 0 || iteration > snapshots[i - 1]!.iteration);
        });
        assert.ok((snapshots.at(-1)?.iteration ?? 0) <= present.iteration);
        const start = snapshots[0];
        assert.deepEqual([start?.iteration, start?.coefficients], [0, run.initial]);
      }
    }
    assert.ok(state.earlier.length <= MAX_EARLIER);
    assert.ok(state.rewind === null || state.paused);
    assert.notEqual(shownSnapshot(state), null);
    assert.ok(state.help === null || state.help >= 0);
  }

  /** What holds of a run before and after a move. */
  function checkRun(before: State, move: string | number, after: State, lane: number): void {
    const old = before.live[lane]!;
    const run = after.live[lane]!;
    if (move === 'r' || move === 'n') {
      assert.notEqual(run.number, old.number);
      assert.deepEqual(run.initial, move === 'r' ? old.initial : drawStart().initial);
      assert.equal(run.learningRate, old.learningRate);
      return;
    }
    if (run.number !== old.number) {
      const from = before.rewind?.iteration;
      assert.deepEqual([move, lane, run.branchedAt], ['enter', before.focus, from]);
      assert.ok(run.present!.iteration >= from!);
      const upTo = ({ trace }: typeof run, last: number) =>
        trace.snapshots.filter(({ iteration }) => iteration <= last);
      assert.deepEqual(upTo(run, from! - 1), upTo(old, from! - 1));
      // The branch may begin with another learning rate.
      const begin = upTo(old, from!).at(-1)!;
      const learningRate = before.rewind!.learningRate ?? begin.learningRate;
      assert.deepEqual(upTo(run, from!).at(-1), { ...begin, learningRate });
      return;
    }
    const iteration = run.present!.iteration;
    assert.ok(iteration >= old.present!.iteration);
    if (typeof move === 'number' && before.paused) {
      assert.deepEqual(run.present, old.present);
    }
    if (move === 's' && run.status === 'paused') {
      assert.equal(after.paused, true);
      assert.ok(iteration > old.present!.iteration);
    }
  }

  test('a run only moves forward, a paused one only by steps, and a new one starts at iteration 0', () => {
    fc.assert(
      fc.property(moves, paces, lanes, (moves, pace, learningRates) => {
        const simulation = new Simulation(size, { settings, pace, learningRates, analysed: false });
        for (const move of moves) {
          const before = simulation.state;
          if (typeof move === 'number') {
            simulation.pass(move);
          } else {
            simulation.press(move);
          }
          checkState(simulation.state);
          for (const lane of before.live.keys()) {
            checkRun(before, move, simulation.state, lane);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a message and a warning are kept, and the same warning again changes nothing', () => {
  const state = scene('running');
  const message = update(state, { type: 'message', text: 'Saved.' });
  assert.deepEqual(message, { state: { ...state, message: 'Saved.' }, effects: [] });
  const warned = update(state, { type: 'warning', text: 'The disk is full.' });
  assert.deepEqual(warned, { state: { ...state, warning: 'The disk is full.' }, effects: [] });
  const again = update(warned.state, { type: 'warning', text: 'The disk is full.' });
  assert.equal(again.state, warned.state);
});

test('when a recording ends, its unfinished runs are paused', () => {
  const { live } = scene('running');
  const statuses = ['running', 'starting', 'finished', 'diverged', 'paused'] as const;
  const state = {
    ...scene('running'),
    live: statuses.map((status, lane) => ({ ...live[0]!, lane, status })),
  };
  const ended = update(state, { type: 'recordingEnded' });
  assert.deepEqual(ended.effects, []);
  assert.deepEqual(
    ended.state.live,
    state.live.map((run, lane) => ({
      ...run,
      status: (['paused', 'paused', 'finished', 'diverged', 'paused'] as const)[lane],
    })),
  );
});

test('a resize is kept', () => {
  const running = scene('running');
  const larger = { columns: 100, rows: 30 };
  assert.deepEqual(update(running, { type: 'resize', size: larger }).state.size, larger);
});

test('a key removes the message and ends the offer of lessons', () => {
  const state = scene('running');
  for (const notices of [{ message: 'Saved.' }, { offersLessons: true }]) {
    assert.deepEqual(act({ ...state, ...notices }, 'redraw').state, state);
  }
});

test('a recording is not trained, which is said', () => {
  const state: State = { ...scene('paused'), replay: true };
  const message = 'This is a recording: you can play it and look at it, but not train it.';
  for (const action of ['raiseRate', 'reset', 'typeRate', 'nextOptimizer', 'teach'] as const) {
    assert.deepEqual(act(state, action), { state: { ...state, message }, effects: [] });
  }
});

test('a recording that is played again begins without earlier runs, one rewritten keeps the view', () => {
  const rewound = scene('rewound');
  const state: State = { ...rewound, replay: true, earlier: rewound.live };
  const { live } = scene('starting');
  const again = update(state, { type: 'recordedAgain', live, events: [] });
  assert.deepEqual(again, { state: { ...state, live, earlier: [], rewind: null }, effects: [] });
  const linear: State = { ...state, lossScale: 'linear' };
  const { state: next } = update(linear, { type: 'recordingRewritten', state: scene('starting') });
  assert.deepEqual([next.live, next.lossScale, next.rewind], [live, 'linear', null]);
});

test('what is heard of the runs of a lesson counts only while that lesson is given', () => {
  const state = scene('running');
  const event = { type: 'message', text: 'late' } as const;
  assert.equal(update(state, { type: 'inLesson', setup: 1, event }).state, state);
  const lesson = scene('lesson');
  const { setup } = lesson.teaching!;
  assert.equal(update(lesson, { type: 'inLesson', setup: setup - 1, event }).state, lesson);
  assert.equal(update(lesson, { type: 'inLesson', setup, event }).state.message, 'late');
});
