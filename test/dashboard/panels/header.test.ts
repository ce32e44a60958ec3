import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { Size, State } from '../../../src/dashboard/model/state.js';
import { header } from '../../../src/dashboard/panels/header.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { raisedForAWhile, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };
const unicode = createTheme(true, true);
const ascii = createTheme(false, false);

function text(scene: string, columns: number, theme = unicode): string {
  return first(scenes[scene]!(size), columns, theme);
}

function first(state: State, columns: number, theme = unicode): string {
  return lines(state, { columns, rows: 2 }, theme)[0]!;
}

function lines(state: State, inside: Size, theme = unicode): string[] {
  return header(state, inside, theme).map((spans) => {
    assert.equal(width(spans), inside.columns);
    return spans.map(({ text }) => text).join('');
  });
}

const badges: Readonly<Record<string, RegExp>> = {
  starting: / \.\.\. STARTING $/,
  running: / > RUNNING $/,
  paused: / \|\| PAUSED $/,
  finished: / = FINISHED $/,
  diverged: / ! DIVERGED $/,
  'above-the-limit': / ! NOT CONVERGING $/,
  'not-converged': / ! NOT CONVERGED $/,
};

test('the state has a sign and a word of its own at every width', () => {
  for (const [scene, badge] of Object.entries(badges)) {
    for (let columns = 40; columns <= 200; columns++) {
      const shown = text(scene, columns);
      assert.equal(shown.length, columns);
      assert.match(shown, badge);
    }
  }
});

test('the problem is stated as far as there is room', () => {
  assert.match(
    text('running', 120),
    /^ sinfit-tui {3}fitting a cubic to sin\(x\): a \+ bx \+ cx² \+ dx³ /,
  );
  assert.match(text('running', 80), /^ fitting a cubic to sin\(x\): a \+ bx \+ cx² \+ dx³ /);
  assert.match(text('running', 80, ascii), /: a \+ bx \+ cx\^2 \+ dx\^3 /);
  assert.match(text('degree9', 80), /^ fitting a polynomial of degree 9 to sin\(x\) /);
  assert.match(text('running', 40), /^ cubic to sin\(x\) /);
});

test('the pace is to the left of the state, and only while something moves', () => {
  assert.match(text('running', 80), / 500 steps\/s {2}> RUNNING $/);
  for (const scene of ['paused', 'rewound', 'finished', 'diverged']) {
    assert.doesNotMatch(text(scene, 80), /steps\/s/);
    assert.match(text(scene, 80), / {15}[|<=!]+ [A-Z]+ $/);
  }
  const simulation = new Simulation(size);
  simulation.press('space');
  simulation.press('+');
  assert.equal(simulation.state.message, 'Pace: 1000 steps/s.');
  simulation.press('space');
  simulation.press('+');
  assert.equal(simulation.state.message, null);
});

test('looking back, the count goes to where the run is, at the same width', () => {
  const simulation = new Simulation(size);
  simulation.pass(2500);
  const count = () => lines(simulation.state, { columns: 80, rows: 2 })[1]!.slice(0, 24);
  assert.match(count(), /^ iteration \d{4} of 2000 $/);
  simulation.press('home');
  const { iteration } = focusedRun(simulation.state).present!;
  assert.equal(count(), ` back at      0 of ${iteration} `);
});

test('the iteration, the loss and how far that is above the best stay where they are', () => {
  const simulation = new Simulation(size);
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const [, second] = lines(simulation.state, { columns: 100, rows: 2 });
    seen.add(
      second!
        .replaceAll(/[\d.]+(e[+-]\d+)?/g, (number) => '#'.padStart(number.length))
        .replaceAll(/[━╸· ]+/g, ' '),
    );
    assert.equal(second!.indexOf('loss'), 54);
    assert.equal(second!.indexOf('above the best possible'), 76);
    assert.doesNotMatch(second!.slice(54), / {2}/);
    simulation.pass(200);
  }
  assert.equal(seen.size, 1);
  const [, last] = lines(scenes.running!(size), { columns: 100, rows: 2 });
  assert.match(
    last!,
    /^ iteration {2}999 of 2000 ━+╸?·+ {2}loss 117\.387, 108\.570 above the best possible $/,
  );
});

test('when the loss above the best adds nothing, the best is shown at the same width', () => {
  const second = (learningRate: number, initial: readonly number[], passed: number) => {
    const settings = { ...tutorialSettings, learningRate, initial };
    const simulation = new Simulation(size, { settings });
    simulation.pass(passed);
    return lines(simulation.state, { columns: 80, rows: 2 })[1]!.slice(24);
  };
  const rows = [
    second(1e-6, tutorialSettings.initial, 1000),
    second(3.7e-6, tutorialSettings.initial, 1000),
    second(5e-6, tutorialSettings.initial, 4000),
    second(1e-6, [0, 0.856740843073785, 0, -0.09333038904059889], 0),
  ];
  assert.match(rows[0]!, / loss [\d.]+, [\d.]+ above the best possible $/);
  assert.match(rows[1]!, / loss \d\.\d+e\+\d+, best possible 8\.817 +$/);
  assert.match(rows[2]!, / loss too large to compute +$/);
  assert.match(rows[3]!, / loss 8\.81717 is the best possible +$/);
  assert.equal(new Set(rows.map((text) => text.indexOf('loss'))).size, 1);
});

test('one line has the iteration, the state, and the loss where there is room', () => {
  const [narrow] = lines(scenes['above-the-limit']!(size), { columns: 40, rows: 1 });
  assert.match(narrow!, /^ +\d+ of 2000 +! NOT CONVERGING $/);
  const [wide] = lines(scenes.running!(size), { columns: 40, rows: 1 });
  assert.match(wide!, /^ +999 of 2000 {2}loss 117\.387 +> RUNNING $/);
});

describe('the progress bar', () => {
  const bar = (state: State) =>
    /[#|.]{8,}/.exec(lines(state, { columns: 90, rows: 2 }, ascii)[1]!)![0];

  test('is full only when the run is finished', () => {
    assert.match(bar(scenes.finished!(size)), /^#+$/);
    assert.match(bar(scenes.starting!(size)), /^\.+$/);
    const simulation = new Simulation(size);
    simulation.pass(3996);
    assert.match(bar(simulation.state), /^#+\|?\.*$/);
    assert.notEqual(bar(simulation.state), bar(scenes.finished!(size)));
  });

  test('shows the share that is done', () => {
    const shown = bar(scenes.paused!(size));
    assert.ok(Math.abs(shown.indexOf('.') / shown.length - 0.25) < 0.1);
  });
});

test('once finished, the published result is there, rounded', () => {
  const shown = text('finished', 80);
  assert.match(shown, / y = -0\.\d+ \+ 0\.\d+x \+ 0\.\d+x² - 0\.0\d+x³ /);
});

test('where the result has no room, the problem is stated instead', () => {
  assert.match(text('finished', 60), /^ fitting a cubic to sin\(x\) /);
});

test('a run that has ended above its start is not called finished', () => {
  const { state } = raisedForAWhile(size);
  assert.equal(focusedRun(state).status, 'finished');
  assert.match(first(state, 80), / ! NOT CONVERGED $/);
});

test('a result leaves out coefficients that are only rounding errors', () => {
  const settings = { ...tutorialSettings, initial: [0, 0.7, 0, -0.15] };
  const simulation = new Simulation(size, { settings });
  simulation.pass(5000);
  assert.match(first(simulation.state, 80), / y = 0 \+ 0\.\d+x \+ 0x² - 0\.\d+x³ /);
});
