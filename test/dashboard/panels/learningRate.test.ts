import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../src/dashboard/model/state.js';
import {
  learningRatePanel,
  learningRateStrip,
} from '../../../src/dashboard/panels/learningRate.js';
import { fittingTitle, type Panel } from '../../../src/dashboard/style/panel.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { OPTIMIZERS, type Optimizer } from '../../../src/fit/optimizers.js';
import { optimizerTitle } from '../../../src/options/optimizers.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const ascii = createTheme(false, false);

function texts({ lines }: Panel): string[] {
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

function at(learningRate: number, seed?: readonly number[]): State {
  const initial = seed ?? tutorialSettings.initial;
  return new Simulation(screen, { settings: { ...tutorialSettings, learningRate, initial } }).state;
}

test('the gauge goes from 0 to the largest rate that works, and beyond', () => {
  const panel = (rate: number) => learningRatePanel(at(rate), { columns: 50, rows: 5 }, ascii);
  assert.equal(panel(1e-6).title, 'Learning rate 1e-6');
  const [gauge, words] = texts(panel(1e-6));
  assert.match(gauge!, /^#{9}\|\.{24}\| limit 3\.557e-6$/);
  assert.equal(words, '  28 % of the largest rate that works');
  assert.match(texts(panel(3.5e-6))[0]!, /^#{33}\.\| limit 3\.557e-6$/);
  assert.match(texts(panel(3.55e-6))[1]!, /^99\.8 % of/);
  assert.match(texts(panel(3.6e-6))[0]!, /^#{34}\|! too large$/);
  assert.equal(texts(panel(3.6e-6))[1], ' 101 % of the largest rate that works, 3.557e-6');
  const narrow = learningRatePanel(at(3.6e-6), { columns: 38, rows: 5 }, ascii);
  assert.equal(texts(narrow)[1], ' 101 % of the limit, 3.557e-6');
  assert.match(texts(panel(1))[0]!, /^#{34}\|!{5} too large$/);
  assert.match(texts(panel(1e-20))[0]!, /^\|\.{33}\| limit 3\.557e-6$/);
  assert.match(
    texts(learningRatePanel(at(1e-6), { columns: 20, rows: 5 }, ascii))[0]!,
    /^#{4}\.{12}\| {0,3}$/,
  );
});

test('the gauge has the limit of the optimizer, whose name comes before the rate', () => {
  const withOptimizer = (optimizer: Optimizer, learningRate: number) =>
    new Simulation(screen, { settings: { ...tutorialSettings, optimizer, learningRate } }).state;
  const panel = (optimizer: Optimizer, rate: number) =>
    learningRatePanel(withOptimizer(optimizer, rate), { columns: 50, rows: 5 }, ascii);
  const momentum = panel(OPTIMIZERS.momentum, 6e-6);
  assert.equal(momentum.title, 'Momentum 0.9, learning rate 6e-6');
  assert.match(texts(momentum)[0]!, /^#+\.+\| limit 6\.76e-6$/);
  assert.match(texts(momentum)[1]!, /^ {2}89 % of the largest rate that works$/);
  assert.match(texts(panel(OPTIMIZERS.nesterov, 1e-6))[0]!, / limit 2\.414e-6$/);
  const [gauge, words, near, when] = texts(panel(OPTIMIZERS.adam, 1e-3));
  assert.equal(gauge, 'no limit: steps are about as long as it');
  assert.match(words!, /^ (A larger rate gets near sooner|Larger: sooner)/);
  assert.equal(near, 'simulated: within 1 % of the best loss');
  assert.match(when!, /^at iteration \d+, after the end$/);
  const slow = texts(panel(OPTIMIZERS.adam, 1e-6));
  assert.equal(slow[3], 'not in 20000 steps');
  const [strip] = texts(
    learningRateStrip(withOptimizer(OPTIMIZERS.momentum, 1e-6), { columns: 80, rows: 2 }, ascii),
  );
  assert.match(strip!, /^ Momentum 0\.9, rate 1e-6 #/);
});

test('beside the gauge there is always the rate, and the optimizer, however long both are', () => {
  const rates = [1e-6, 3.3e-6, 3.557e-6, 1.2345678901e-6];
  const optimizers: Optimizer[] = [
    { name: 'momentum', beta: 0.88 },
    { name: 'momentum', beta: 0.8009373315015597 },
    { name: 'nesterov', beta: 0.999 },
    { name: 'rmsprop', alpha: 0.95, epsilon: 1e-6 },
    { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1.234e-10 },
  ];
  for (const learningRate of rates) {
    for (const optimizer of optimizers) {
      const settings = { ...tutorialSettings, optimizer, learningRate };
      const { state } = new Simulation(screen, { settings });
      const [first] = texts(learningRateStrip(state, screen, ascii));
      const name = optimizerTitle(optimizer).slice(1);
      assert.match(first!, new RegExp(`^ .${name}(, rate| at) ${learningRate.toExponential()[0]}`));
      assert.match(first!, / limit |no limit| too large/);
      assert.ok(first!.length <= screen.columns, first);
      const panel = learningRatePanel(state, { columns: 50, rows: 5 }, ascii);
      assert.ok(fittingTitle(panel, 50).length + 3 <= 50, panel.shortTitle);
    }
  }
});

test('it says when the loss will be near the best', () => {
  // numpy.random.seed(42)
  const seed42 = [0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254];
  const words = (rate: number) =>
    texts(learningRatePanel(at(rate, seed42), { columns: 38, rows: 5 }, ascii))
      .slice(2, 4)
      .join(' ')
      .trim();
  assert.equal(words(1e-6), 'within 1 % of the best loss at iteration 2445, after the end');
  assert.equal(words(3e-6), 'within 1 % of the best loss at iteration 814');
  assert.equal(words(3.6e-6), 'never within 1 % of the best loss');
});

test('and which rate does the same on the mean loss', () => {
  const panel = (rows: number) =>
    texts(learningRatePanel(at(1e-6), { columns: 50, rows }, ascii)).slice(4);
  assert.deepEqual(panel(5), ['like rate 0.00200 on the mean loss']);
  assert.deepEqual(panel(6), ['', 'like rate 0.00200 on the mean loss']);
});

test('what is beyond the mark has a name where there is room', () => {
  const strip = (rate: number) =>
    texts(learningRateStrip(at(rate), { columns: 80, rows: 2 }, ascii))[0]!;
  assert.match(strip(1e-6), /^ Learning rate 1e-6 +#{10}\|\.{27}\| limit 3\.557e-6$/);
  assert.match(strip(3.6e-6), /#\|! too large$/);
  assert.match(strip(5e-6), /#\|!!!!! too large$/);
});

test('the rate and the gauge stay apart, however long the rate', () => {
  for (const rate of [3.202e-6, 1.23456789e-6, 1.234567890123e-300]) {
    const [first] = texts(learningRateStrip(at(rate), { columns: 80, rows: 2 }, ascii));
    assert.match(first!, /^ Learning rate \S+ +[#|][#.|]+/);
  }
});

test('a run that has diverged is never near the best', () => {
  const state = scenes.diverged!(screen);
  const panel = learningRatePanel(state, { columns: 38, rows: 5 }, ascii);
  assert.equal(texts(panel)[2], 'never within 1 % of the best loss');
});

test('the strip has both lines, in texts that always fit', () => {
  for (const scene of Object.values(scenes)) {
    for (let columns = 40; columns <= 200; columns++) {
      const { lines } = learningRateStrip(scene(screen), { columns, rows: 2 }, ascii);
      assert.equal(lines.length, 2);
      assert.ok(lines.every((spans) => width(spans) <= columns));
    }
  }
  const strip = (columns: number) =>
    texts(learningRateStrip(at(1e-6), { columns, rows: 2 }, ascii))[1]!.trim();
  assert.match(
    strip(120),
    /^28 % of the largest rate that works {4,}within 1 % of the best loss at iteration \d+, after the end$/,
  );
  assert.match(
    strip(80),
    /^28 % of the largest that works {4,}within 1 % of the best at iteration \d+$/,
  );
  assert.equal(strip(40), '28 % of the largest rate that works');
});
