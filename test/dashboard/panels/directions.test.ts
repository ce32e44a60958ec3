import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../src/dashboard/model/state.js';
import { directionsPanel } from '../../../src/dashboard/panels/directions.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };

/** Inside the narrowest panel that any layout has. */
const NARROWEST = 38;

/** The table's head and a row for each direction; with more room, also what follows. */
function rows(
  state: State,
  columns: number,
  unicode = true,
  room = state.settings.degree + 2,
): string[] {
  const inside = { columns, rows: room };
  const { lines } = directionsPanel(state, inside, createTheme(unicode, false));
  assert.ok(lines.every((spans) => width(spans) <= columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The tutorial's problem from a start that has something to learn in each direction. */
function started(learningRate: number, milliseconds: number): State {
  const settings = { ...tutorialSettings, initial: [1, -1, 1, -1], learningRate };
  const simulation = new Simulation(screen, { settings, pace: 1000 });
  simulation.pass(milliseconds);
  return simulation.state;
}

test('each shows what it is made of, how much of it is left, and how fast that halves', () => {
  const [head, ...body] = rows(started(1e-6, 400), 38);
  assert.equal(head, 'direction  still to go  steps to halve');
  assert.deepEqual(
    body.map((text) => text.replaceAll(/[━╸·]+/g, '').split(/ {2,}/)),
    [
      ['d + 0.14b', '0 %', '0.8'],
      ['c + 0.17a', '0 %', '8.3'],
      ['b - 0.14d', '44 %', '335'],
      ['a - 0.17c', '50 %', '401'],
    ],
  );
});

test('with room, each also shows the factor of each step and the share of the loss', () => {
  const [head, ...body] = rows(started(1e-6, 400), 66);
  assert.match(head!, /each step +of the loss$/);
  assert.match(body[0]!, / x 0\.438 +0 %$/);
  assert.match(body[2]!, / x 0\.998 +\d\d %$/);
});

test('a direction that swings from side to side or grows says so', () => {
  assert.match(rows(started(3e-6, 10), 38)[1]!, / swings, 1\.8$/);
  const growing = started(3.8e-6, 100);
  assert.match(rows(growing, 38)[1]!, / {2,}>999 % +grows!$/);
  assert.match(rows(growing, 38, false)[1]!, /^d \+ 0\.14b +>999 % +grows!$/);
});

test('with a line to spare, it says what a direction is', () => {
  const state = started(1e-6, 100);
  for (let columns = NARROWEST; columns <= 100; columns++) {
    const { lines } = directionsPanel(state, { columns, rows: 6 }, createTheme(true, true));
    assert.match(lines.at(-1)![0]!.text, /mix.* speed/i);
    assert.ok(width(lines.at(-1)!) <= columns);
  }
});

test('nothing is said of a direction that is lost in the rounding errors of one that grows', () => {
  const [, growing, ...others] = rows(started(3.8e-6, 500), 66);
  assert.match(growing!, / grows! +x -1\.14 +100 %$/);
  for (const text of others) {
    assert.match(text, /^[abc] [+-] 0\.1\d[acd] +lost in rounding errors$/);
  }
});

test('there are as many as coefficients, at every width', () => {
  for (let degree = 0; degree <= 9; degree++) {
    const initial = new Array(degree + 1).fill(0.5);
    const settings = { ...tutorialSettings, degree, initial, learningRate: 1e-12 };
    const { state } = new Simulation(screen, { settings });
    for (let columns = NARROWEST; columns <= 100; columns++) {
      // With the head, and the line that says what directions are.
      assert.equal(rows(state, columns, true, 20).length, degree + 3);
    }
    const title = directionsPanel(state, { columns: 40, rows: 9 }, createTheme(true, true)).title;
    assert.match(title, degree === 0 ? /^One direction$/ : / directions, steepest first$/);
  }
});

test('directions that no point sees are never learned, and nothing is shown before the analysis', () => {
  const settings = { ...tutorialSettings, samples: 3 };
  const { state } = new Simulation(screen, { settings });
  assert.match(rows(state, 38).at(-1)!, / never$/);
  assert.deepEqual(rows(scenes.starting!(screen), 38), []);
});
