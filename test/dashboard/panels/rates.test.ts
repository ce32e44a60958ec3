import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../src/dashboard/model/state.js';
import { rateRows, ratesPanel } from '../../../src/dashboard/panels/rates.js';
import { width } from '../../../src/dashboard/style/text.js';
import { OPTIMIZERS, type Optimizer } from '../../../src/fit/optimizers.js';
import { standardNormals } from '../../../src/fit/random.js';
import { Simulation, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };

/** Inside the narrowest panel that any layout has. */
const NARROWEST = 38;

function rows(state: State, columns = NARROWEST): string[] {
  const { lines } = ratesPanel(state, { columns, rows: 10 });
  assert.ok(lines.every((spans) => width(spans) <= columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

function sideBySide(...learningRates: number[]): Simulation {
  const settings = { ...tutorialSettings, initial: standardNormals(42, 4) };
  return new Simulation(screen, { settings, learningRates, pace: 1000 });
}

test('each run has its letter, rate, state, loss, and when it will be near the best', () => {
  const simulation = sideBySide(1e-6, 3.5e-6, 3.6e-6, 1e-5);
  simulation.pass(1000);
  assert.deepEqual(rows(simulation.state), [
    '   rate   state        loss  near best',
    '>A 1e-6   running    37.1276   at 2445',
    ' B 3.5e-6 running    8.81861   reached',
    ' C 3.6e-6 too fast! 1.12e+26     never',
    ' D 1e-5   diverged! overflow     never',
    '   largest rate that works: 3.557e-6',
  ]);
});

test('the name of a run that was reset, however often, stands apart from its rate', () => {
  const simulation = sideBySide(1e-6, 3.5e-6);
  for (let reset = 2; reset <= 10; reset++) {
    simulation.pass(100);
    simulation.press('r');
    simulation.pass(100);
    const [head, first] = rows(simulation.state);
    assert.match(first!, new RegExp(`^>A${reset} 1e-6 .* at 2445$`));
    assert.equal(head!.indexOf('rate'), first!.indexOf('1e-6'));
  }
});

test('a race names the optimizers, and says since when, or at which iteration, each is near the best', () => {
  const initial = standardNormals(42, 4);
  const momentum = { ...OPTIMIZERS.momentum, beta: 0.95 };
  const methods: [Optimizer, number][] = [
    [OPTIMIZERS.sgd, 1e-6],
    [OPTIMIZERS.momentum, 1e-6],
    [momentum, 7e-6],
    [OPTIMIZERS.nesterov, 2.45e-6],
    [OPTIMIZERS.rmsprop, 1e-3],
    [{ ...OPTIMIZERS.adam, beta1: 0.8, epsilon: 1e-6 }, 1e-3],
  ];
  const runs = methods.map(([optimizer, learningRate]) => ({
    ...{ ...tutorialSettings, initial, optimizer, learningRate },
  }));
  const simulation = new Simulation(screen, { runs, pace: 1000 });
  simulation.pass(1000);
  const table = rows(simulation.state);
  assert.deepEqual(
    table.map((text) => text.slice(0, 18).trim().replace('  ', ' ')),
    [
      'optimizer',
      '>A sgd',
      'B momentum 0.9',
      'C momentum 0.95',
      'D Nesterov 0.9',
      'E RMSprop',
      'F adam',
      'sim.: found by',
    ],
  );
  assert.deepEqual(
    [1, 2, 4, 5].map((i) => table[i]!.slice(27).trim()),
    ['at 2445', 'since 199', 'too fast!', 'not soon'],
  );
  assert.match(table[6]!, / sim\. \d+$/);
  assert.match(rows(simulation.state, 60)[1]!, /^>A {2}sgd +1e-6 /);
});

test('a race tells runs with the same optimizer apart by their rates', () => {
  const runs = [OPTIMIZERS.sgd, OPTIMIZERS.momentum, OPTIMIZERS.momentum].map((optimizer, i) => ({
    ...tutorialSettings,
    optimizer,
    learningRate: (i + 1) * 1e-6,
  }));
  const { state } = new Simulation(screen, { runs });
  const names = rows(state)
    .slice(1, 4)
    .map((text) => text.slice(4, 18).trim());
  assert.deepEqual(names, ['sgd', 'momentum 2e-6', 'momentum 3e-6']);
});

test('a recording is said to be played, not trained', () => {
  const simulation = sideBySide(1e-6, 3.6e-6);
  simulation.pass(500);
  const states = (paused: boolean) =>
    rows({ ...simulation.state, replay: true, paused })
      .slice(1, 3)
      .map((text) => text.slice(10, 19));
  assert.deepEqual(states(false), ['playing  ', 'too fast!']);
  assert.deepEqual(states(true), ['paused   ', 'too fast!']);
});

test('Tab moves the mark', () => {
  const simulation = sideBySide(1e-6, 2e-6, 3e-6);
  const marked = () => rows(simulation.state).findIndex((text) => text.startsWith('>'));
  assert.equal(marked(), 1);
  simulation.press('tab');
  assert.equal(marked(), 2);
  simulation.press('shift-tab');
  simulation.press('shift-tab');
  assert.equal(marked(), 3);
});

test('there are as many rows as runs, at every width', () => {
  const simulation = sideBySide(1e-7, 1.23456e-6, 3e-6, 3.5e-6, 3.55e-6, 3.6e-6);
  simulation.pass(100);
  for (let columns = NARROWEST; columns <= 100; columns++) {
    assert.equal(rows(simulation.state, columns).length, rateRows(6, true));
  }
});
