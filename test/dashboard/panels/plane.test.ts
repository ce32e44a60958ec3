import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { iterationsNeeded, plane } from '../../../src/dashboard/panels/plane.js';
import { why } from '../../../src/dashboard/panels/why.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { bestMomentum, momentumLimit } from '../../../src/fit/momentum.js';
import { type Momentum, OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { standardNormals } from '../../../src/fit/random.js';
import type { RunSettings } from '../../../src/options/start.js';
import { Simulation, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const theme = createTheme(false, false);
const initial = standardNormals(42, 4);
const MOMENTUM = OPTIMIZERS.momentum as Momentum;

function started(settings: Partial<RunSettings>): Simulation {
  return new Simulation(screen, { settings: { ...tutorialSettings, initial, ...settings } });
}

/** The places of the plane, row by row from the top, with β and learning rate of each. */
function places(state: State, size: { columns: number; rows: number }) {
  const { lines } = plane(state, size, theme);
  assert.ok(lines.every((spans) => width(spans) <= size.columns));
  const rows = lines.slice(0, -2).map((spans) => spans.map(({ text }) => text).join(''));
  const left = rows[0]!.indexOf('|') + 1;
  const top = Number(rows[0]!.slice(0, left - 1));
  return rows.flatMap((row, i) =>
    [...row.slice(left)].map((mark, column) => ({
      mark,
      beta: column / (row.length - left - 1),
      learningRate: (top * (rows.length - i)) / rows.length,
    })),
  );
}

describe('the plane of beta and rate', () => {
  for (const name of ['momentum', 'nesterov'] as const) {
    test(`marks where ${name} diverges, the run and the best pair`, () => {
      const state = started({ optimizer: { name, beta: 0.7 }, learningRate: 1.5e-6 }).state;
      const analysis = state.analysis!;
      const all = places(state, { columns: 60, rows: 22 });
      let unstable = 0;
      for (const { mark, beta, learningRate } of all) {
        const share = learningRate / momentumLimit({ name, beta }, analysis.stabilityLimit);
        // The label of the top row has two digits.
        if (/[ .:\-=!]/.test(mark) && Math.abs(share - 1) > 0.05 && beta > 0.2 && beta < 0.8) {
          assert.equal(mark === '!', share > 1, `${beta} ${learningRate}`);
          unstable += Number(mark === '!');
        }
      }
      assert.ok(unstable > 20);
      const best = bestMomentum(name, analysis);
      for (const [mark, beta, learningRate] of [
        ['@', 0.7, 1.5e-6],
        ['X', best.beta, best.learningRate],
      ] as const) {
        const found = all.find((place) => place.mark === mark)!;
        assert.ok(Math.abs(found.beta - beta) < 0.02, `${mark} ${found.beta}`);
        assert.ok(Math.abs(found.learningRate / learningRate - 1) < 0.2, `${mark}`);
      }
    });
  }

  test('counts the iterations that the run then takes', () => {
    for (const [beta, learningRate, iterations] of [
      [0, 1e-6, 2445],
      [0.9, 1e-6, 199],
    ] as const) {
      const { state } = started({ optimizer: { ...MOMENTUM, beta }, learningRate });
      const needed = iterationsNeeded(
        state.analysis!,
        initial,
        { ...MOMENTUM, beta },
        learningRate,
      );
      assert.equal(needed, iterations);
    }
  });

  test('says in a sentence how fast the run is, and the best pair', () => {
    const simulation = started({ optimizer: MOMENTUM });
    simulation.state = { ...simulation.state, plot: 'plane' };
    assert.equal(
      why(simulation.state)[0],
      'From the start, 199 iterations get near the best at @, 120 at X: beta 0.80 and rate 6.4e-6.',
    );
    const diverging = started({ optimizer: MOMENTUM, learningRate: 1e-5 });
    diverging.state = { ...diverging.state, plot: 'plane' };
    assert.equal(
      why(diverging.state)[0],
      'From the start, @ never gets near the best; X does in 120 iterations: beta 0.80 and rate 6.4e-6.',
    );
  });

  test('shows plain gradient descent at beta 0, and follows the keys', () => {
    const simulation = started({});
    simulation.press('space');
    const at = () =>
      places(simulation.state, { columns: 60, rows: 22 }).find(({ mark }) => mark === '@')!.beta;
    assert.equal(at(), 0);
    simulation.press('m');
    assert.ok(Math.abs(at() - 0.9) < 0.02);
  });

  test('is left out of the views of RMSprop and Adam, and says why if the optimizer changes there', () => {
    const simulation = started({});
    for (const key of ['v', 'v', 'v']) {
      simulation.press(key);
    }
    assert.equal(simulation.state.plot, 'plane');
    for (const key of ['m', 'm', 'm', 'm']) {
      simulation.press(key);
    }
    assert.equal(focusedRun(simulation.state).present!.optimizer!.name, 'adam');
    const { lines } = plane(simulation.state, { columns: 38, rows: 8 }, theme);
    assert.match(
      lines
        .flat()
        .map(({ text }) => text)
        .join(''),
      /Adam has no beta and no limit/,
    );
    for (const view of ['curves', 'residual', 'surface', 'curves']) {
      simulation.press('v');
      assert.equal(simulation.state.plot, view);
    }
  });
});
