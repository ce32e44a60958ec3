import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  cursorPen,
  earlierCurves,
  forecastCurve,
  goalPen,
  liveCurves,
} from '../../src/dashboard/lossCurves.js';
import { shownSnapshot } from '../../src/dashboard/state.js';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent, type RateChange } from '../../src/fit/descent.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { assertClose } from '../fit/close.js';
import { Simulation, tutorialSettings } from './states.js';

const size = { columns: 80, rows: 24 };

/** What the earlier runs are called after these keys and pauses in milliseconds. */
function legends(moves: readonly (string | number)[]): string[] {
  const simulation = new Simulation(size);
  for (const move of moves) {
    if (typeof move === 'number') {
      simulation.pass(move);
    } else {
      simulation.press(move);
    }
  }
  return earlierCurves(simulation.state).map(({ legend }) => legend);
}

describe('an earlier run is called by the learning rate', () => {
  test('that it trained with last', () => {
    assert.deepEqual(legends([1000, ']', 200, 'r', 400]), ['lr 1.1e-6']);
    assert.deepEqual(legends([1000, ']', 200, 'n', 400]), ['lr 1.1e-6 given start']);
  });

  test('and not by one that its knob was turned to after its last update', () => {
    assert.deepEqual(legends([5000, ']', 'r', 400]), ['the same']);
    assert.deepEqual(legends([5000, '[', '[', 'n', 400]), ['given start']);
    assert.deepEqual(legends([1000, 'space', ']', 'r', 's']), ['the same']);
    assert.deepEqual(legends([5000, ']', 'left', 'enter', 10]), ['to 2000']);
    assert.deepEqual(legends([1000, ']', 200, 'space', '0', 'r', 's']), ['lr 1.1e-6']);
  });

  test('that differs from the one this run trains with, not from where its knob is', () => {
    assert.deepEqual(legends([1000, 'r', 5000, ']']), ['the same']);
    assert.deepEqual(legends([1000, 'r', 5000, ']', 'space', 400]), ['lr 1e-6']);
    // A branch has its own rate from its first update on.
    assert.deepEqual(legends([5000, 'left', ']', 'enter', 'space']), ['lr 1e-6 to 2000']);
  });
});

describe('the forecast', () => {
  const objective = pointwiseObjective(sineDataset(2000, [-Math.PI, Math.PI]), 3);

  /** Trains from the moment shown to the end of the run, and looks whether that was forecast. */
  function assertComesTrue(
    { state }: Simulation,
    learningRate: number,
    schedule: readonly RateChange[] = [],
  ): void {
    const { iteration, coefficients } = shownSnapshot(state)!;
    const { points } = forecastCurve(state, 2000, 2000 - iteration)!;
    const descent = new Descent(objective, coefficients, learningRate, iteration, schedule);
    for (const point of points) {
      const { loss } = descent.snapshot();
      assert.ok(Math.abs(point.iteration - descent.iteration) < 1e-9);
      assertClose(point.loss, loss, 1e-9, `the loss at ${descent.iteration}`);
      descent.step();
    }
    assert.equal(points.at(-1)!.iteration, 2000);
  }

  test('of a run comes true up to its end', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    assertComesTrue(simulation, 1e-6);
  });

  test('changes at once with the knob, in the present and in a look back', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('space');
    simulation.press(']');
    assertComesTrue(simulation, 1.1e-6);
    for (const key of ['home', 'right', '[', '[']) {
      simulation.press(key);
    }
    assertComesTrue(simulation, 9.8e-7);
  });

  test('knows the schedule', () => {
    const schedule = [
      { iteration: 700, learningRate: 2e-6 },
      { iteration: 1500, learningRate: 1e-7 },
    ];
    const simulation = new Simulation(size, { settings: { ...tutorialSettings, schedule } });
    simulation.pass(1000);
    assertComesTrue(simulation, 1e-6, schedule);
    simulation.pass(1000);
    assertComesTrue(simulation, 2e-6, schedule);
    simulation.press('home');
    assertComesTrue(simulation, 1e-6, schedule);
  });

  test('is none where nothing is to come', () => {
    const simulation = new Simulation(size);
    simulation.pass(5000);
    assert.equal(forecastCurve(simulation.state, 2000, 10), null);
  });
});

test('curves that are drawn together differ in their characters, and in colour or dashes', () => {
  const rates = [1e-8, 1e-7, 5e-7, 1e-6, 2e-6, 3e-6];
  const simulation = new Simulation(size, { learningRates: rates });
  simulation.pass(1000);
  simulation.press('r');
  simulation.pass(1000);
  const { state } = simulation;
  const pens = [
    ...liveCurves(state).map(({ pen }) => pen),
    earlierCurves(state)[0]!.pen,
    forecastCurve(state, 2000, 10)!.pen,
    goalPen,
    cursorPen,
  ];
  assert.equal(new Set(pens.map(({ mark }) => mark)).size, 10);
  assert.equal(new Set(pens.map(({ style, dash }) => JSON.stringify([style, dash]))).size, 10);
});
