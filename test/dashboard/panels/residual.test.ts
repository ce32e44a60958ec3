import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../src/dashboard/model/state.js';
import { residual } from '../../../src/dashboard/panels/residual.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const inside = { columns: 67, rows: 22 };
const LEFT = 6;

function rows(state: State): string[] {
  return residual(state, inside, createTheme(false, false)).lines.map((spans) =>
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
  const rowAt = (x: number) => plot.findIndex((text) => text[column(x)] === '*');
  assert.equal(rowAt(-Math.PI / 2), 0);
  assert.equal(rowAt(Math.PI / 2), plot.length - 1);
  assert.match(plot[0]!, /^ +1\|/);
  assert.match(plot.at(-1)!, /^ +-1\|/);
});

test('it has a scale of its own: the least 1, 2 or 5 that holds it', () => {
  // x − sin x is π at the ends; x/10 more is π + π/10.
  for (const [slope, limit] of [
    [1, '5'],
    [0.5, '2'],
    [10, '50'],
  ] as const) {
    assert.match(rows(at([0, slope, 0, 0]))[0]!, new RegExp(`^ +${limit}\\|`));
  }
});

test('every state and size can be drawn', () => {
  for (const scene of Object.values(scenes)) {
    const state = scene(screen);
    for (const size of [{ columns: 30, rows: 6 }, { columns: 37, rows: 8 }, inside]) {
      const { lines } = residual(state, size, createTheme(true, true));
      assert.equal(lines.length, size.rows);
      for (const spans of lines) {
        assert.equal(
          spans.reduce((sum, { text }) => sum + text.length, 0),
          size.columns,
        );
      }
    }
  }
});
