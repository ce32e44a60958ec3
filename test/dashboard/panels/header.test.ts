import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import { header } from '../../../src/dashboard/panels/header.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { raisedForAWhile, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };
const unicode = createTheme(true, true);
const ascii = createTheme(false, false);

function text(scene: string, columns: number, theme = unicode): string {
  return header(scenes[scene]!(size), columns, theme)
    .map(({ text }) => text)
    .join('');
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
  assert.match(text('running', 80), /^ sinfit-tui {3}y = a \+ bx \+ cx² \+ dx³ {2}~ {2}sin\(x\) /);
  assert.match(text('running', 80, ascii), / y = a \+ bx \+ cx\^2 \+ dx\^3 {2}~ {2}sin\(x\) /);
  assert.match(text('degree9', 80), /y = a \+ .* \+ jx⁹/);
  assert.match(text('running', 40), /^ sinfit-tui /);
});

test('once finished, the published result is there, rounded', () => {
  const shown = text('finished', 80);
  assert.match(shown, / y = -0\.\d+ \+ 0\.\d+x \+ 0\.\d+x² - 0\.0\d+x³ /);
});

test('where the result has no room, the problem is stated instead', () => {
  for (let columns = 49; columns <= 200; columns++) {
    assert.match(text('finished', columns), /^ sinfit-tui {3}y = /, String(columns));
  }
  assert.match(text('finished', 60), / y = a \+ bx \+ cx² \+ dx³ /);
});

test('a run that has ended above its start is not called finished', () => {
  const { state } = raisedForAWhile(size);
  assert.equal(focusedRun(state).status, 'finished');
  const shown = header(state, 80, unicode).map(({ text }) => text);
  assert.match(shown.join(''), / ! NOT CONVERGED $/);
});

test('a result has no coefficients that only rounding makes', () => {
  const settings = { ...tutorialSettings, initial: [0, 0.7, 0, -0.15] };
  const simulation = new Simulation(size, { settings });
  simulation.pass(5000);
  const shown = header(simulation.state, 80, unicode).map(({ text }) => text);
  assert.match(shown.join(''), / y = 0 \+ 0\.\d+x \+ 0x² - 0\.\d+x³ /);
});
