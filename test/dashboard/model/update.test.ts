import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Action } from '../../../src/dashboard/model/actions.js';
import type { Effect, Event } from '../../../src/dashboard/model/events.js';
import { focusedRun, shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { MAX_EARLIER } from '../../../src/dashboard/model/update/runs.js';
import { update } from '../../../src/dashboard/model/update.js';
import { helpScrollLimit, scrolledWithin } from '../../../src/dashboard/panels/help.js';
import { HISTORY_CAPACITY } from '../../../src/runs/history.js';
import type { RunSettings } from '../../../src/training/protocol.js';
import { PUBLISHED } from '../../fit/tutorial.js';
import { trainPlainly } from '../../training/model.js';
import { drawStart, pressed, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };
const scene = (name: string): State => scenes[name]!(size);

function act(state: State, action: Action) {
  return update(state, pressed(action));
}

function commandTypes(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => (effect.type === 'command' ? [effect.command.type] : []));
}

/** A simulation that keeps the events which reached its state. */
function recorded() {
  const simulation = new Simulation(size);
  const events: Event[] = [];
  const { send } = simulation;
  simulation.send = (event) => {
    events.push(event);
    send.call(simulation, event);
  };
  return { simulation, events };
}

test('a run that begins paused is at iteration 0 until it is resumed', () => {
  const simulation = new Simulation(size, { paused: true });
  simulation.pass(1000);
  assert.equal(simulation.state.paused, true);
  assert.equal(focusedRun(simulation.state).present!.iteration, 0);
  simulation.press('space');
  simulation.pass(1000);
  assert.equal(focusedRun(simulation.state).present!.iteration, 499);
});

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

describe('pausing', () => {
  test('takes effect at once, and the same key undoes it', () => {
    const running = scene('running');
    const paused = act(running, 'pause').state;
    assert.deepEqual([running.paused, paused.paused], [false, true]);
    assert.equal(act(paused, 'pause').state.paused, false);
  });

  test('steps requested in quick succession are all trained', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    for (let i = 0; i < 5; i++) {
      simulation.send(pressed('step'));
    }
    simulation.pass(100);
    const { status, present } = focusedRun(simulation.state);
    assert.deepEqual([status, present?.iteration], ['paused', 505]);
  });

  test('a step pauses', () => {
    assert.equal(act(scene('running'), 'step').state.paused, true);
  });

  test('a finished run continues for as many iterations again', () => {
    const simulation = new Simulation(size);
    simulation.pass(5000);
    simulation.press('space');
    assert.deepEqual(
      [focusedRun(simulation.state).iterations, simulation.state.paused],
      [4000, false],
    );
    simulation.pass(5000);
    const { status, present } = focusedRun(simulation.state);
    assert.deepEqual([status, present?.iteration], ['finished', 4000]);
  });
});

describe('the pace', () => {
  /** The paces that a key leads to, one after the other, until it changes nothing any more. */
  function paces(from: number, action: Action): number[] {
    const passed: number[] = [];
    for (let state = { ...scene('starting'), pace: from }; passed.length < 100; ) {
      const next = act(state, action);
      if (next.state === state) {
        assert.deepEqual(next.effects, []);
        break;
      }
      passed.push(next.state.pace);
      state = next.state;
    }
    return passed;
  }

  test('rises in steps of 1, 2 and 5 to the greatest', () => {
    assert.deepEqual(paces(500, 'faster').slice(0, 4), [1000, 2000, 5000, 10_000]);
    assert.equal(paces(500, 'faster').at(-1), Number.POSITIVE_INFINITY);
    assert.deepEqual(paces(Number.POSITIVE_INFINITY, 'faster'), []);
  });

  test('falls to 1 a second', () => {
    assert.deepEqual(paces(500, 'slower'), [200, 100, 50, 20, 10, 5, 2, 1]);
    assert.deepEqual(paces(0.5, 'slower'), []);
  });

  test('goes from any other number to the nearest step', () => {
    assert.deepEqual(paces(333, 'slower')[0], 200);
    assert.deepEqual(paces(333, 'faster')[0], 500);
    assert.deepEqual(paces(0.25, 'faster')[0], 1);
    assert.deepEqual(paces(1e300, 'slower')[0], 500_000);
  });
});

describe('looking back', () => {
  /** The published run, finished. */
  function finished() {
    const simulation = new Simulation(size);
    simulation.pass(5000);
    return simulation;
  }

  const shown = ({ state }: Simulation) => shownSnapshot(state)!;

  test('shows recorded moments with the losses that were published', () => {
    const simulation = finished();
    simulation.press('home');
    assert.deepEqual(shown(simulation).coefficients, PUBLISHED.initial);
    for (const { t, loss } of PUBLISHED.records) {
      simulation.press('pagedown');
      assert.equal(shown(simulation).iteration, t);
      assert.ok(Math.abs(shown(simulation).loss / loss - 1) < 1e-12);
    }
    simulation.press('pageup');
    assert.equal(shown(simulation).iteration, 1899);
    simulation.press('end');
    assert.equal(simulation.state.rewind, null);
    assert.equal(shown(simulation).iteration, 2000);
  });

  test('knows every iteration: one with each key, ten with Shift, and the cliff as it was', () => {
    const simulation = finished();
    const plain = trainPlainly(tutorialSettings, 25);
    simulation.press('home');
    for (const state of plain.slice(1, 6)) {
      simulation.press('right');
      assert.deepEqual(shown(simulation), state);
    }
    simulation.press('shift-right');
    simulation.press('shift-right');
    assert.deepEqual(shown(simulation), plain[25]);
    simulation.press('left');
    simulation.press('shift-left');
    assert.deepEqual(shown(simulation), plain[14]);
  });

  for (const [name, pace, iterations] of [
    ['so fast that most iterations are passed over', Number.POSITIVE_INFINITY, 20_000],
    ['so long that most iterations are forgotten', 500, 20_000],
  ] as const) {
    test(`goes from one record to the next in a run ${name}`, () => {
      const simulation = new Simulation(size, {
        pace,
        settings: { ...tutorialSettings, iterations },
      });
      simulation.pass(60_000);
      const records = Array.from({ length: iterations / 100 }, (_, i) => 100 * i + 99);
      for (const record of [...records.toReversed(), 0, ...records]) {
        simulation.press(shown(simulation).iteration < record ? 'pagedown' : 'pageup');
        assert.equal(shown(simulation).iteration, record);
      }
    });
  }

  test('pauses training, which resumes afterwards only if it was running before', () => {
    for (const paused of [false, true]) {
      const simulation = new Simulation(size);
      simulation.pass(1000);
      if (paused) {
        simulation.press('space');
      }
      simulation.press('left');
      const before = focusedRun(simulation.state).present;
      simulation.pass(1000);
      assert.deepEqual(focusedRun(simulation.state).present, before);
      simulation.press('escape');
      assert.equal(simulation.state.paused, paused);
    }
  });

  test('ends with a reset, which is paused only if training was paused before', () => {
    for (const paused of [false, true]) {
      const simulation = new Simulation(size);
      simulation.pass(1000);
      if (paused) {
        simulation.press('space');
      }
      simulation.press('left');
      simulation.press('r');
      assert.equal(simulation.state.rewind, null);
      simulation.pass(400);
      assert.equal(focusedRun(simulation.state).present?.iteration, paused ? 0 : 199);
    }
  });

  test('at a run that has ended does not pause the next one', () => {
    for (const keys of [
      ['left', 'r'],
      ['left', 'escape', 'r'],
      ['left', 'escape', 'n'],
    ]) {
      const simulation = finished();
      for (const key of keys) {
        simulation.press(key);
      }
      simulation.pass(400);
      assert.equal(focusedRun(simulation.state).present?.iteration, 199, keys.join());
    }
  });

  test('shows the iteration before if the one shown is thinned out', () => {
    const settings = { ...tutorialSettings, iterations: 1e6, every: 1 };
    const simulation = new Simulation(size, { settings });
    simulation.pass(2000);
    simulation.press('left');
    const looked = shown(simulation);
    const { number, present, elapsed, paceReached } = focusedRun(simulation.state);
    // More than a history holds was on its way when the key was pressed.
    const records = Array.from({ length: 2 * HISTORY_CAPACITY }, (_, i) => ({
      ...present!,
      iteration: present!.iteration + 1 + i,
    }));
    simulation.send({
      type: 'progress',
      progress: {
        ...{ run: number, status: 'paused', iterations: 1e6, elapsed, paceReached },
        present: records.at(-1)!,
        trace: [],
        events: records.map((state) => ({ type: 'record', run: number, state })),
      },
    });
    const { snapshots } = focusedRun(simulation.state).trace;
    assert.ok(!snapshots.includes(looked));
    const kept = snapshots.findLast(({ iteration }) => iteration < looked.iteration);
    assert.deepEqual(shown(simulation), kept);
    simulation.press(']');
    assert.equal(shown(simulation).learningRate, 1.1e-6);
    simulation.press('enter');
    const { branchedAt, rateChanges } = focusedRun(simulation.state);
    assert.equal(branchedAt, kept?.iteration);
    assert.deepEqual(rateChanges, [{ iteration: branchedAt, learningRate: 1.1e-6 }]);
  });

  test('leads to a branch that repeats the run, however fast', () => {
    for (const [pace, iterations] of [
      [500, 2000],
      [Number.POSITIVE_INFINITY, 20_000],
    ] as const) {
      const settings = { ...tutorialSettings, iterations };
      const simulation = new Simulation(size, { settings, pace });
      simulation.pass(5000);
      const { coefficients } = focusedRun(simulation.state).present!;
      simulation.press('pageup');
      simulation.press('pageup');
      simulation.send(pressed('branch'));
      assert.equal(focusedRun(simulation.state).branchedAt, iterations - 101);
      assert.equal(shown(simulation).iteration, iterations - 101);
      simulation.pass(5000);
      assert.equal(focusedRun(simulation.state).status, 'finished');
      assert.deepEqual(focusedRun(simulation.state).present!.coefficients, coefficients);
      assert.equal(simulation.state.earlier.length, 1);
    }
  });
});

describe('the learning rate', () => {
  test('changes without a reset, is remembered, and goes back to its first value', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press(']');
    const turned = focusedRun(simulation.state).present!;
    assert.deepEqual([turned.iteration >= 499, turned.learningRate], [true, 1.1e-6]);
    assert.deepEqual(focusedRun(simulation.state).rateChanges, [
      { iteration: turned.iteration, learningRate: 1.1e-6 },
    ]);
    simulation.pass(500);
    simulation.press('0');
    simulation.press(']');
    simulation.press(']');
    const again = focusedRun(simulation.state).present!;
    assert.equal(again.learningRate, 1.2e-6);
    assert.deepEqual(focusedRun(simulation.state).rateChanges, [
      { iteration: turned.iteration, learningRate: 1.1e-6 },
      { iteration: again.iteration, learningRate: 1.2e-6 },
    ]);
    simulation.press('0');
    assert.equal(focusedRun(simulation.state).present!.learningRate, 1e-6);
    simulation.press(']');
    simulation.press('r');
    assert.equal(focusedRun(simulation.state).present!.learningRate, 1e-6);
    assert.deepEqual(focusedRun(simulation.state).rateChanges, []);
  });

  test('changed and changed back before an update counts as unchanged', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    for (const key of ['space', ']', '[']) {
      simulation.press(key);
    }
    assert.deepEqual(focusedRun(simulation.state).rateChanges, []);
    for (const key of ['left', ']', '[', 'enter']) {
      simulation.press(key);
    }
    assert.deepEqual(focusedRun(simulation.state).rateChanges, []);
  });
});

test('every key changes the learning rate, even if the worker has not replied yet', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  const asked = (actions: Action[]) => {
    let { state } = simulation;
    return actions.flatMap((action) => {
      const { state: next, effects } = act(state, action);
      state = next;
      return effects.map((effect) => effect.type === 'command' && effect.command);
    });
  };
  assert.deepEqual(
    asked(['raiseRate', 'raiseRate', 'raiseRate', 'initialRate', 'lowerRate']),
    [1.1e-6, 1.2e-6, 1.3e-6, 1e-6, 9.9e-7].map((learningRate) => ({
      type: 'learningRate',
      learningRate,
    })),
  );
  simulation.press(']');
  assert.equal(focusedRun(simulation.state).rateAsked, null);
});

test('looking back at a changed learning rate shows it, and a branch uses it', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press('s');
  simulation.press(']');
  const turnedAt = focusedRun(simulation.state).present!;
  simulation.pass(100);
  simulation.press('s');
  const { coefficients } = focusedRun(simulation.state).present!;
  simulation.press('left');
  assert.deepEqual(shownSnapshot(simulation.state), { ...turnedAt, learningRate: 1.1e-6 });
  simulation.press('enter');
  simulation.press('s');
  assert.deepEqual(focusedRun(simulation.state).present!.coefficients, coefficients);
  // So does the moment at which a branch began with another learning rate.
  simulation.press('left');
  simulation.press(']');
  simulation.press('enter');
  simulation.press('s');
  simulation.press('left');
  assert.equal(shownSnapshot(simulation.state)!.learningRate, 1.2e-6);
});

describe('several learning rates', () => {
  const three = () => new Simulation(size, { learningRates: [1e-7, 1e-6, 3.5e-6] });
  const iterations = ({ state }: Simulation) => state.live.map(({ present }) => present?.iteration);

  test('are trained, paused and reset together', () => {
    const simulation = three();
    simulation.pass(1000);
    simulation.press('space');
    const [first, second, third] = iterations(simulation);
    assert.deepEqual([first, second, third], [500, 500, 500]);
    simulation.press('s');
    assert.deepEqual(iterations(simulation), [501, 501, 501]);
    simulation.press('r');
    assert.deepEqual(iterations(simulation), [0, 0, 0]);
    assert.deepEqual(
      simulation.state.live.map(({ present }) => present?.learningRate),
      [1e-7, 1e-6, 3.5e-6],
    );
  });

  test('take turns in focus, in both directions', () => {
    const simulation = three();
    const passed = ['tab', 'tab', 'tab', 'shift-tab', 'shift-tab'].map((key) => {
      simulation.press(key);
      return simulation.state.focus;
    });
    assert.deepEqual(passed, [1, 2, 0, 2, 1]);
  });

  test('change one at a time', () => {
    const simulation = three();
    simulation.press('tab');
    simulation.press('[');
    assert.deepEqual(
      simulation.state.live.map(({ present }) => present?.learningRate),
      [1e-7, 9.9e-7, 3.5e-6],
    );
  });
});

test('earlier runs are kept, newest first, at most four', () => {
  const simulation = new Simulation(size);
  for (let i = 0; i < 6; i++) {
    simulation.pass(500);
    simulation.press(i % 2 === 0 ? 'n' : 'r');
  }
  assert.equal(simulation.state.earlier.length, 4);
  const numbers = simulation.state.earlier.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => b - a),
  );
  simulation.press('r');
  assert.deepEqual(
    simulation.state.earlier.map(({ number }) => number),
    numbers,
    'a run that never moved is not kept',
  );
});

test('runs replaced by the same reset are kept in the order of their lanes', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6, 3e-6] });
  const lanes = () => simulation.state.earlier.map(({ lane }) => lane);
  simulation.pass(500);
  simulation.press('r');
  assert.deepEqual(lanes(), [0, 1, 2]);
  simulation.pass(500);
  for (const key of ['tab', 'left', 'enter']) {
    simulation.press(key);
  }
  assert.deepEqual(lanes(), [1, 0, 1, 2]);
});

describe('the help', () => {
  test('opens at its top, scrolls and closes', () => {
    const open = act(scene('running'), 'help').state;
    assert.equal(open.help, 0);
    assert.equal(act(open, 'scrollUp').state.help, 0);
    assert.equal(act(open, 'scrollDown').state.help, 1);
    assert.equal(act(open, 'help').state.help, null);
  });

  test('scrolls by pages and to its ends, and leaves the run beneath it alone', () => {
    const open = act(scene('running'), 'help').state;
    const down = act(open, 'nextRecord');
    // 24 rows without header, footer and border.
    assert.deepEqual(down, { state: { ...open, help: 20 }, effects: [] });
    assert.equal(act(act(down.state, 'scrollDown').state, 'previousRecord').state.help, 1);
    const end = scrolledWithin(act(open, 'newest').state);
    assert.equal(end.help, helpScrollLimit(size));
    assert.deepEqual(scrolledWithin(act(end, 'nextRecord').state), end);
    assert.equal(act(end, 'scrollUp').state.help, end.help - 1);
    assert.deepEqual(act(end, 'first').state, open);
  });

  test('scrolls only when open', () => {
    const running = scene('running');
    assert.equal(act(running, 'scrollDown').state.help, null);
  });
});

test('redraw and quit have just these effects', () => {
  const running = scene('running');
  assert.deepEqual(act(running, 'redraw').effects, [{ type: 'redraw' }]);
  assert.deepEqual(act(running, 'quit').effects, [{ type: 'quit' }]);
});

test('a resize is kept', () => {
  const running = scene('running');
  const larger = { columns: 100, rows: 30 };
  assert.deepEqual(update(running, { type: 'resize', size: larger }).state.size, larger);
});

describe('a new run', () => {
  test('by reset has the same start, by reseed another', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('r');
    assert.deepEqual(focusedRun(simulation.state).initial, tutorialSettings.initial);
    assert.equal(focusedRun(simulation.state).seed, null);
    simulation.press('n');
    const { seed, initial, present } = focusedRun(simulation.state);
    assert.deepEqual({ seed, initial }, drawStart());
    assert.deepEqual([present?.iteration, present?.coefficients], [0, initial]);
    simulation.pass(1000);
    simulation.press('r');
    assert.deepEqual(focusedRun(simulation.state).present?.coefficients, initial);
    assert.equal(focusedRun(simulation.state).seed, seed);
  });

  test('ignores progress of the one before', () => {
    const { simulation, events } = recorded();
    simulation.pass(1000);
    const old = events.filter(({ type }) => type === 'progress');
    assert.ok(old.length >= 4);
    simulation.press('r');
    for (const event of old) {
      assert.equal(update(simulation.state, event).state, simulation.state);
    }
  });

  test('is paused if training was paused', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('space');
    simulation.press('r');
    simulation.pass(1000);
    const { status, present } = focusedRun(simulation.state);
    assert.deepEqual([status, present?.iteration], ['paused', 0]);
  });
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

describe('the keys of the learning rate while looking back', () => {
  test('change the rate of the branch: nothing is sent before Enter', () => {
    const simulation = new Simulation(size);
    simulation.pass(2500);
    simulation.press('home');
    simulation.press('pagedown');
    for (let i = 0; i < 10; i++) {
      const { state, effects } = act(simulation.state, 'raiseRate');
      assert.deepEqual(effects, []);
      simulation.state = state;
    }
    assert.equal(shownSnapshot(simulation.state)!.learningRate, 2e-6);
    assert.equal(focusedRun(simulation.state).present!.learningRate, 1e-6);
    simulation.press('enter');
    const run = focusedRun(simulation.state);
    assert.equal(run.present!.learningRate, 2e-6);
    assert.deepEqual(run.rateChanges, [{ iteration: 99, learningRate: 2e-6 }]);
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

test('the loss axis goes from logarithmic to linear, to above the best and back', () => {
  const state = scene('running');
  const linear = act(state, 'lossScale').state;
  assert.equal(linear.lossScale, 'linear');
  const excess = act(linear, 'lossScale').state;
  assert.equal(excess.lossScale, 'excess');
  assert.deepEqual(act(excess, 'lossScale').state, state);
});

test('the iteration axis goes from linear to logarithmic and back', () => {
  const state = scene('running');
  const log = act(state, 'iterationScale').state;
  assert.equal(log.iterationScale, 'log');
  assert.deepEqual(act(log, 'iterationScale').state, state);
});

test('one coefficient has no surface: its plot changes between curves and residual', () => {
  const state = scene('running');
  const plots = (degree: number): string[] => {
    let present: State = { ...state, settings: { ...state.settings, degree } };
    return [1, 2, 3, 4].map(() => {
      present = act(present, 'plot').state;
      return present.plot;
    });
  };
  assert.deepEqual(plots(0), ['residual', 'curves', 'residual', 'curves']);
  assert.deepEqual(plots(1), ['residual', 'surface', 'curves', 'residual']);
});

test('suspending pauses unless every run has ended', () => {
  const running = scene('running');
  const finished = scene('finished');
  assert.equal(act(running, 'suspend').state.paused, true);
  assert.equal(act(finished, 'suspend').state.paused, false);
  const half: State = { ...running, live: [running.live[0]!, { ...finished.live[0]!, lane: 1 }] };
  assert.equal(act(half, 'suspend').state.paused, true);
});

test('a branch trains at once', () => {
  const simulation = new Simulation(size);
  simulation.pass(2500);
  simulation.press('left');
  const { effects } = act(simulation.state, 'branch');
  const restarts = effects.flatMap((effect) =>
    effect.type === 'command' && effect.command.type === 'restart' ? [effect.command] : [],
  );
  assert.deepEqual(
    restarts.map(({ paused }) => paused),
    [false],
  );
});

test('a branch has its new rate before the worker has replied', () => {
  const simulation = new Simulation(size);
  simulation.pass(2500);
  simulation.press('left');
  simulation.press(']');
  const { state } = act(simulation.state, 'branch');
  const { trace } = focusedRun(state);
  const begins = shownSnapshot(simulation.state)!;
  assert.equal(begins.learningRate, 1.1e-6);
  assert.deepEqual(trace.snapshots.at(-1), begins);
});
