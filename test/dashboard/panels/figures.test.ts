import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { Size, State } from '../../../src/dashboard/model/state.js';
import { figuresPanel } from '../../../src/dashboard/panels/figures.js';
import { width } from '../../../src/dashboard/style/text.js';
import { sineDataset } from '../../../src/fit/dataset.js';
import { Descent } from '../../../src/fit/descent.js';
import { pointwiseObjective } from '../../../src/fit/objective.js';
import { PUBLISHED } from '../../fit/tutorial.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const roomy = { columns: 40, rows: 30 };

function lines(state: State, size: Size = roomy): string[] {
  const { lines } = figuresPanel(state, size);
  assert.ok(lines.length <= size.rows && lines.every((spans) => width(spans) <= size.columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The figure of a name. */
function figure(state: State, name: string): string | undefined {
  return lines(state)
    .find((text) => text.startsWith(`${name} `))
    ?.slice(name.length)
    .trim();
}

test('the published run has the published loss and its root-mean-square error', () => {
  const simulation = new Simulation(screen);
  simulation.pass(2000);
  const { t, loss } = PUBLISHED.records[9]!;
  assert.equal(t, 999);
  assert.equal(figure(simulation.state, 'iteration'), '999 of 2000');
  assert.equal(figure(simulation.state, 'loss'), loss.toPrecision(6));
  assert.equal(figure(simulation.state, 'rms error'), Math.sqrt(loss / 2000).toPrecision(4));
});

describe('the progress bar', () => {
  const bar = (state: State) => lines(state).find((text) => text.startsWith('['))!;

  test('is full only when the run is finished', () => {
    assert.match(bar(scenes.finished!(screen)), /^\[#+\] 100 %$/);
    assert.match(bar(scenes.starting!(screen)), /^\[\.+\] {3}0 %$/);
    const simulation = new Simulation(screen);
    simulation.pass(3996);
    assert.match(bar(simulation.state), /^\[#+\.+\] {2}\d\d %$/);
  });

  test('shows the share that is done', () => {
    const [, done = '', left = ''] = /^\[(#*)(\.*)\]/.exec(bar(scenes.paused!(screen)))!;
    assert.ok(Math.abs(done.length / (done.length + left.length) - 0.25) < 0.05);
  });
});

test('time left and time elapsed add up to the time of the run', () => {
  const simulation = new Simulation(screen);
  simulation.pass(1000);
  simulation.press('space');
  // 2000 iterations at 500 a second.
  assert.equal(figure(simulation.state, 'elapsed'), '1.0 s');
  assert.equal(figure(simulation.state, 'time left'), '3.0 s');
  assert.equal(figure(scenes.finished!(screen), 'time left'), '-');
});

test('what is not known yet is not invented', () => {
  for (const name of ['loss', 'rms error', 'reached']) {
    assert.equal(figure(scenes.starting!(screen), name), '-');
  }
  const { state } = new Simulation(screen);
  for (const name of ['reached', 'elapsed', 'time left']) {
    assert.equal(figure({ ...state, replay: true }, name), '-');
  }
});

test('the end of a run says which key leads on', () => {
  const text = (scene: string) => lines(scenes[scene]!(screen)).join(' ');
  assert.match(text('finished'), /space/);
  assert.match(text('diverged'), /Diverged at iteration \d+: /);
});

test('every state fits into every panel', () => {
  for (const scene of Object.values(scenes)) {
    const state = scene(screen);
    for (let columns = 32; columns <= 60; columns += 4) {
      for (let rows = 5; rows <= 30; rows++) {
        const panel = figuresPanel(state, { columns, rows });
        assert.ok(panel.lines.every((spans) => width(spans) <= columns));
      }
    }
  }
});

describe('the problem', () => {
  const state = scenes.running!(screen);

  test('its limit, condition and least loss are those measured independently', () => {
    assert.equal(figure(state, 'limit'), '3.557e-6');
    assert.equal(figure(state, 'of the limit'), '28.1 %');
    assert.equal(figure(state, 'condition'), '325.4');
    assert.equal(figure(state, 'least possible'), '8.81717');
    assert.equal(figure(state, 'rate for mean'), '0.00200');
  });

  test('the condition is infinite where there are fewer points than coefficients', () => {
    const settings = { ...tutorialSettings, samples: 3 };
    assert.equal(figure(new Simulation(screen, { settings }).state, 'condition'), 'infinite');
  });

  test('how far above the least loss the run is', () => {
    const { loss } = PUBLISHED.records[9]!;
    const above = loss - 8.817165410007;
    assert.equal(figure(state, 'that is'), above.toPrecision(5));
    assert.equal(figure(state, 'above that'), `${Math.round((above / 8.817165410007) * 100)} %`);
  });

  test('the forecast of when the loss is within 1 % of the least comes true', () => {
    const forecast = Number(figure(state, 'within 1 % at'));
    const objective = pointwiseObjective(sineDataset(2000, [-Math.PI, Math.PI]), 3);
    const descent = new Descent(objective, PUBLISHED.initial, 1e-6);
    while (descent.snapshot().loss > 1.01 * 8.817165410007) {
      descent.step();
    }
    assert.equal(descent.iteration, forecast);
  });

  test('says what the schedule has in store', () => {
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
    assert.equal(figure(simulation.state, 'next rate'), undefined);
  });

  test('says nothing about the problem before it is analysed', () => {
    const unknown = new Simulation(screen, { analysed: false }).state;
    for (const name of ['limit', 'of the limit', 'condition', 'least possible', 'that is']) {
      assert.equal(figure(unknown, name), '-', name);
    }
  });
});

test('where the least loss is 0, there is no share of it, but a share of the start', () => {
  const settings = { ...tutorialSettings, samples: 5, learningRate: 1e-4 };
  const simulation = new Simulation(screen, { settings });
  simulation.pass(1000);
  const { loss } = focusedRun(simulation.state).present!;
  assert.equal(figure(simulation.state, 'least possible'), '0');
  assert.equal(figure(simulation.state, 'above that'), loss.toPrecision(5));
  assert.equal(figure(simulation.state, 'within 1 % at'), undefined);
  assert.ok(!lines(simulation.state).some((text) => text.includes('%') && !/limit|\]/.test(text)));
  // It does not recede.
  const forecast = figure(simulation.state, 'a thousandth at');
  simulation.pass(1000);
  assert.equal(figure(simulation.state, 'a thousandth at'), forecast);
  const objective = pointwiseObjective(sineDataset(5, [-Math.PI, Math.PI]), 3);
  const descent = new Descent(objective, PUBLISHED.initial, 1e-4);
  const goal = descent.snapshot().loss / 1000;
  while (descent.snapshot().loss > goal) {
    descent.step();
  }
  assert.equal(String(descent.iteration), forecast);
});

test('what only rounding leaves above the least loss is 0', () => {
  const settings = {
    ...tutorialSettings,
    initial: [0, 0.856740843073785, 0, -0.09333038904059889],
  };
  const { state } = new Simulation(screen, { settings });
  assert.deepEqual([figure(state, 'above that'), figure(state, 'that is')], ['0 %', '0']);
});
