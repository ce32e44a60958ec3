import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Action } from '../../../../src/dashboard/model/actions.js';
import { focusedRun, presentRate } from '../../../../src/dashboard/model/selectors.js';
import { update } from '../../../../src/dashboard/model/update.js';
import { OPTIMIZERS } from '../../../../src/fit/optimizers.js';
import type { Progress } from '../../../../src/training/protocol.js';
import { pressed, Simulation, tutorialSettings } from '../../states.js';
import { act, scene, size } from '../acting.js';

test('a run that begins paused is at iteration 0 until it is resumed', () => {
  const simulation = new Simulation(size, { paused: true });
  simulation.pass(1000);
  assert.equal(simulation.state.paused, true);
  assert.equal(focusedRun(simulation.state).present!.iteration, 0);
  simulation.press('space');
  simulation.pass(1000);
  assert.equal(focusedRun(simulation.state).present!.iteration, 499);
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

describe('a diverged run', () => {
  /** Long past the limit, so that the loss has overflowed. */
  function diverged(): Simulation {
    const settings = { ...tutorialSettings, learningRate: 1e-3 };
    const simulation = new Simulation(size, { settings });
    simulation.pass(1000);
    assert.equal(focusedRun(simulation.state).status, 'diverged');
    return simulation;
  }

  for (const key of [']', '[', '{', '0', 'm'] as const) {
    test(`cannot be changed: ${key} says so`, () => {
      const simulation = diverged();
      const rate = presentRate(focusedRun(simulation.state));
      simulation.press(key);
      const run = focusedRun(simulation.state);
      assert.deepEqual([run.rateAsked, run.optimizerAsked], [null, null]);
      assert.equal(presentRate(run), rate);
      if (key !== '0') {
        assert.match(simulation.state.message ?? '', /diverged run cannot be changed/);
      }
    });
  }

  test('forgets what was asked of it before it was known to have diverged', () => {
    const before = new Simulation(size).state;
    const asked = act(act(before, 'nextOptimizer').state, 'raiseRate').state;
    const { number, present, iterations, elapsed } = focusedRun(asked);
    assert.notEqual(focusedRun(asked).optimizerAsked, null);
    const progress: Progress = {
      run: number,
      status: 'diverged',
      present: present!,
      trace: [],
      events: [],
      iterations,
      elapsed,
      paceReached: null,
    };
    const { rateAsked, optimizerAsked } = focusedRun(
      update(asked, { type: 'progress', progress }).state,
    );
    assert.deepEqual([rateAsked, optimizerAsked], [null, null]);
  });

  test('is left by w for one with a rate that works', () => {
    const simulation = diverged();
    simulation.press('w');
    simulation.pass(1000);
    const { status, present } = focusedRun(simulation.state);
    assert.equal(status, 'running');
    assert.ok(present!.learningRate < 3.557e-6);
  });
});

describe('a key that has nothing to do asks nothing of the workers:', () => {
  const diverged = scene('diverged');
  const unknown = { ...scene('running'), analysis: null };
  for (const [name, state, action] of [
    ['pausing a run that diverged', diverged, 'pause'],
    ['a step of a run that diverged', diverged, 'step'],
    ['the initial rate where it is the present one', scene('running'), 'initialRate'],
    ['a rate that works before one is known', unknown, 'workingRate'],
  ] as const) {
    test(name, () => {
      assert.deepEqual(act(state, action), { state, effects: [] });
    });
  }

  test('β of plain gradient descent', () => {
    const message = 'Plain gradient descent has no beta: m takes another optimizer.';
    assert.deepEqual(act(scene('running'), 'lowerBeta'), {
      state: { ...scene('running'), message },
      effects: [],
    });
  });
});

test('looking back, another optimizer has its own rate only if it needs one of another size', () => {
  const state = scene('rewound');
  const rewind = { ...state.rewind!, learningRate: 3e-6 };
  const momentum = act({ ...state, rewind }, 'nextOptimizer');
  assert.deepEqual(momentum.effects, []);
  assert.deepEqual(momentum.state.rewind, { ...rewind, optimizer: OPTIMIZERS.momentum });
  const nesterov = act(momentum.state, 'nextOptimizer').state;
  const rmsprop = act(nesterov, 'nextOptimizer').state;
  assert.deepEqual(rmsprop.rewind, {
    ...rewind,
    optimizer: OPTIMIZERS.rmsprop,
    learningRate: 1e-3,
  });
});

test('the pace is told to every worker, and on the screen only while nothing moves', () => {
  const side = scene('side-by-side');
  const { state, effects } = act(side, 'faster');
  const command = { type: 'pace', pace: 1000 };
  assert.deepEqual(
    effects,
    [0, 1, 2].map((lane) => ({ type: 'command', lane, command })),
  );
  assert.deepEqual([state.pace, state.message], [1000, null]);
  assert.equal(act({ ...side, paused: true }, 'faster').state.message, 'Pace: 1000 steps/s.');
  const fastest = { ...side, paused: true, pace: Number.POSITIVE_INFINITY };
  assert.deepEqual(act(fastest, 'faster'), { state: fastest, effects: [] });
  const slower = act(fastest, 'slower').state;
  assert.equal(act(slower, 'faster').state.message, 'Pace: full speed.');
});
