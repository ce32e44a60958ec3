import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { Size, State } from '../../../src/dashboard/model/state.js';
import { detailsPanel } from '../../../src/dashboard/panels/details.js';
import { layout, MINIMUM, needsOf } from '../../../src/dashboard/render/layout.js';
import { insideOf } from '../../../src/dashboard/render/view.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { sineDataset } from '../../../src/fit/dataset.js';
import { Descent } from '../../../src/fit/descent.js';
import { pointwiseObjective } from '../../../src/fit/objective.js';
import { PUBLISHED } from '../../fit/tutorial.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const theme = createTheme(true, true);

const screen = { columns: 80, rows: 24 };
const roomy = { columns: 80, rows: 30 };

function lines(state: State, size: Size = roomy): string[] {
  const { lines } = detailsPanel(state, size, theme);
  assert.ok(lines.length <= size.rows && lines.every((spans) => width(spans) <= size.columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The figure of a name. */
function figure(state: State, name: string): string | undefined {
  return lines(state)
    .flatMap((text) => [text.slice(0, 40), text.slice(40)])
    .find((text) => text.startsWith(`${name} `))
    ?.slice(name.length)
    .trim();
}

test('the published run has the published loss and its root-mean-square error', () => {
  const simulation = new Simulation(screen);
  simulation.pass(2000);
  const { t, loss } = PUBLISHED.records[9]!;
  assert.equal(t, 999);
  assert.ok(Math.abs(Number(figure(simulation.state, 'loss')) / loss - 1) < 1e-11);
  assert.equal(figure(simulation.state, 'rms error'), Math.sqrt(loss / 2000).toPrecision(4));
});

test('the series of the sine is shown up to the degree', () => {
  const series = (degree: number) => {
    const initial = new Array(degree + 1).fill(0);
    return figure(
      new Simulation(screen, {
        settings: { ...tutorialSettings, degree, initial, learningRate: 1e-12 },
      }).state,
      'Taylor of sin',
    );
  };
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map(series), [
    '0',
    'x',
    'x',
    'x - x³/6',
    'x - x³/6',
    'x - x³/6 + ...',
    'x - x³/6 + ...',
  ]);
});

test('time left and time elapsed add up to the time of the run', () => {
  const simulation = new Simulation(screen);
  simulation.pass(1000);
  simulation.press('space');
  // 2000 iterations at 500 a second.
  assert.equal(figure(simulation.state, 'time trained'), '1.0 s');
  assert.equal(figure(simulation.state, 'time left'), '3.0 s');
  assert.equal(figure(scenes.finished!(screen), 'time left'), '-');
});

test('unknown numbers are shown as dashes', () => {
  for (const name of ['loss', 'rms error']) {
    assert.equal(figure(scenes.starting!(screen), name)!.slice(0, 1), '-');
  }
  assert.equal(figure(scenes.starting!(screen), 'steps a second'), '- of 500');
  const { state } = new Simulation(screen);
  for (const name of ['time trained', 'time left']) {
    assert.equal(figure({ ...state, replay: true }, name), '-');
  }
});

test('none of them is left out on the smallest screen, and each fits its place', () => {
  for (const scene of Object.values(scenes)) {
    const state = { ...scene(screen), showDetails: true };
    const all = detailsPanel(state, { columns: 120, rows: 30 }, theme).lines.flat().length / 2;
    for (let columns = MINIMUM.columns; columns <= 200; columns++) {
      for (const rows of [MINIMUM.rows, 24, 60]) {
        const { details } = layout({ columns, rows }, needsOf(state))!;
        const panel = detailsPanel(state, insideOf(details!), theme);
        assert.ok(panel.lines.length <= insideOf(details!).rows, `${columns}x${rows}`);
        assert.ok(panel.lines.every((spans) => width(spans) <= insideOf(details!).columns));
        const spans = panel.lines.flat().length;
        assert.ok(spans === all || spans === 2 * all, `${spans} of ${all} at ${columns}x${rows}`);
      }
    }
  }
});

describe('the problem', () => {
  const state = scenes.running!(screen);

  test('its limit, condition and least loss are those measured independently', () => {
    assert.equal(figure(state, 'largest that works'), '3.557e-6');
    assert.equal(figure(state, 'share of that'), '28.1 %');
    assert.equal(figure(state, 'steepest : flattest'), '325.4 : 1');
    assert.equal(figure(state, 'best possible loss'), '8.81717');
    assert.equal(figure(state, 'on the mean loss'), '0.00200');
  });

  test('the condition is infinite where there are fewer points than coefficients', () => {
    const settings = { ...tutorialSettings, samples: 3 };
    assert.equal(
      figure(new Simulation(screen, { settings }).state, 'steepest : flattest'),
      'infinite',
    );
  });

  test('says how far above the least loss the run is', () => {
    const { loss } = PUBLISHED.records[9]!;
    const above = loss - 8.817165410007;
    assert.equal(figure(state, 'loss above the best'), above.toPrecision(5));
    assert.equal(
      figure(state, 'above, as a share'),
      `${Math.round((above / 8.817165410007) * 100)} %`,
    );
  });

  test('the forecast of when the loss is within 1 % of the least comes true', () => {
    const forecast = figure(state, 'within 1 % of best');
    const objective = pointwiseObjective(sineDataset(2000, [-Math.PI, Math.PI]), 3);
    const descent = new Descent(objective, PUBLISHED.initial, 1e-6);
    while (descent.snapshot().loss > 1.01 * 8.817165410007) {
      descent.step();
    }
    assert.equal(`iteration ${descent.iteration}`, forecast);
  });

  test('says which change of the schedule comes next', () => {
    const schedule = [
      { iteration: 600, learningRate: 2e-6 },
      { iteration: 1200, learningRate: 1.5e-6 },
    ];
    const simulation = new Simulation(screen, { settings: { ...tutorialSettings, schedule } });
    simulation.pass(1000);
    assert.equal(figure(simulation.state, 'learning rate'), '1e-6');
    assert.equal(figure(simulation.state, 'next rate'), '2e-6 at 600');
    simulation.pass(1000);
    assert.equal(figure(simulation.state, 'learning rate'), '2e-6');
    assert.equal(figure(simulation.state, 'next rate'), '1.5e-6 at 1200');
    simulation.press('home');
    assert.equal(figure(simulation.state, 'next rate'), '2e-6 at 600');
    simulation.press('escape');
    simulation.pass(1000);
    assert.equal(figure(simulation.state, 'next rate'), 'none');
  });

  test('says nothing about the problem before it is analysed', () => {
    const unknown = new Simulation(screen, { analysed: false }).state;
    for (const name of [
      'largest that works',
      'share of that',
      'steepest : flattest',
      'best possible loss',
      'loss above the best',
    ]) {
      assert.equal(figure(unknown, name), '-', name);
    }
  });
});

test('where the least loss is 0, there is no share of it, but a share of the start', () => {
  const settings = { ...tutorialSettings, samples: 5, learningRate: 1e-4 };
  const simulation = new Simulation(screen, { settings });
  simulation.pass(1000);
  const { loss } = focusedRun(simulation.state).present!;
  assert.equal(figure(simulation.state, 'best possible loss'), '0');
  assert.equal(figure(simulation.state, 'loss above the best'), loss.toPrecision(5));
  assert.equal(figure(simulation.state, 'above, as a share'), '-');
  assert.equal(figure(simulation.state, 'within 1 % of best'), undefined);
  // It does not recede.
  const forecast = figure(simulation.state, '1/1000 of the start');
  simulation.pass(1000);
  assert.equal(figure(simulation.state, '1/1000 of the start'), forecast);
  const objective = pointwiseObjective(sineDataset(5, [-Math.PI, Math.PI]), 3);
  const descent = new Descent(objective, PUBLISHED.initial, 1e-4);
  const goal = descent.snapshot().loss / 1000;
  while (descent.snapshot().loss > goal) {
    descent.step();
  }
  assert.equal(`iteration ${descent.iteration}`, forecast);
});

test('what only rounding leaves above the least loss is 0', () => {
  const settings = {
    ...tutorialSettings,
    initial: [0, 0.856740843073785, 0, -0.09333038904059889],
  };
  const { state } = new Simulation(screen, { settings });
  assert.deepEqual(
    [figure(state, 'above, as a share'), figure(state, 'loss above the best')],
    ['0 %', '0'],
  );
});
