import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { residual } from '../../../src/dashboard/panels/residual.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { analyse } from '../../../src/fit/analysis.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const inside = { columns: 67, rows: 22 };
const LEFT = 6;

function rows(state: State): string[] {
  return allRows(state).filter((text) => text[LEFT - 1] === '|' || /pi$/.test(text));
}

function allRows(state: State, size = inside): string[] {
  return residual(state, size, createTheme(false, false)).lines.map((spans) =>
    spans.map(({ text }) => text).join(''),
  );
}

/** A run that stands at the given coefficients. */
function at(initial: readonly number[]): State {
  return new Simulation(screen, { settings: { ...tutorialSettings, initial } }).state;
}

test('of the polynomial 0 it is -sin(x): down on the right, up on the left', () => {
  const plot = rows(at([0, 0, 0, 0])).slice(0, -1);
  const column = (x: number) =>
    LEFT + Math.round(((x + Math.PI) / (2 * Math.PI)) * (inside.columns - LEFT - 1));
  const rowAt = (x: number) => plot.findIndex((text) => /[*=]/.test(text[column(x)]!));
  assert.equal(rowAt(-Math.PI / 2), 0);
  assert.equal(rowAt(Math.PI / 2), plot.length - 1);
  assert.match(plot[0]!, /^ +1\|/);
  assert.match(plot.at(-1)!, /^ +-1\|/);
});

test('it has its own scale: the least number of two digits that fits', () => {
  // x − sin x is π at the ends; x/10 more is π + π/10.
  for (const [slope, limit] of [
    [1, '3.2'],
    [0.5, '1.6'],
    [10, '32'],
  ] as const) {
    assert.match(rows(at([0, slope, 0, 0]))[0]!, new RegExp(`^ +${limit}\\|`));
  }
});

test('the wave of the best cubic is seen when only that is left', () => {
  const { optimum } = analyse(2000, [-Math.PI, Math.PI], 3);
  const low = { columns: 37, rows: 8 };
  const plot = allRows(at(optimum.coefficients), low).slice(1, -1);
  assert.match(plot[0]!, /^ +0\.21\|/);
  assert.ok(plot.filter((text) => text.includes('=')).length >= 5, plot.join('\n'));
});

test('the title says what is drawn, and with which marks', () => {
  const { title, shortTitle } = residual(
    at([0, 0, 0, 0]),
    { columns: 40, rows: 8 },
    createTheme(false, false),
  );
  assert.equal(title, 'residual: cubic - sin(x)   * now   + best possible   = both');
  assert.equal(shortTitle, 'cubic - sin  * now  + best  = both');
});

test('without room for the sentence, a line says what stays', () => {
  const low = { columns: 38, rows: 8 };
  assert.match(allRows(at([0, 0, 0, 0]), low)[0]!, /^\+ stays: it is the limit of a cubic *$/);
  assert.match(allRows(at([0, 0, 0, 0]), { columns: 20, rows: 8 })[0]!, /\|/);
});

test('the residual of the best cubic is drawn beside it, on the same scale', () => {
  const { optimum } = analyse(2000, [-Math.PI, Math.PI], 3);
  const plot = rows(at([0, 0, 0, 0])).slice(0, -1);
  const best = rows(at(optimum.coefficients)).slice(0, -1);
  assert.ok(plot.join('').split('+').length > 30);
  // Where the present cubic is the best one, the two have one mark together.
  assert.ok(best.join('').split('=').length > 50);
  assert.doesNotMatch(best.join(''), /[*+]/);
});

describe('in words', () => {
  const said = (state: State) => allRows(state).slice(0, 2).join(' ').replace(/\s+/g, ' ');

  test('it says which part of the loss stays, and which is still to learn', () => {
    const simulation = new Simulation(screen);
    simulation.pass(1000);
    const { loss } = focusedRun(simulation.state).present!;
    const words = said(simulation.state);
    const [, total, stays, left] =
      /^Loss (\S+): (\S+) of it is the limit of a cubic \(\+\), (\S+) is still to learn\./
        .exec(words)!
        .map(Number);
    assert.ok(Math.abs(total! - loss) <= 0.005 * loss);
    assert.equal(stays, 8.82);
    assert.ok(Math.abs(total! - stays! - left!) <= 0.006 * loss, words);
  });

  test('at the best nothing is left to learn', () => {
    const { optimum } = analyse(2000, [-Math.PI, Math.PI], 3);
    assert.match(said(at(optimum.coefficients)), /^Loss 8.82: 8.82 of it .*, nothing is still/);
  });

  test('a loss that has overflowed is not explained', () => {
    assert.doesNotMatch(said(at([0, 0, 0, 1e300])), /Loss/);
  });
});

test('every state and size can be drawn', () => {
  for (const scene of Object.values(scenes)) {
    const state = scene(screen);
    for (const size of [{ columns: 30, rows: 6 }, { columns: 37, rows: 8 }, inside]) {
      const { lines } = residual(state, size, createTheme(true, true));
      assert.equal(lines.length, size.rows);
      for (const spans of lines) {
        assert.ok(width(spans) <= size.columns);
      }
    }
  }
});
