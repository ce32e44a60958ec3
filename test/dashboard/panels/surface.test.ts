import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surface } from '../../../src/dashboard/panels/surface.js';
import type { State } from '../../../src/dashboard/state.js';
import { Simulation, scenes } from '../states.js';

const screen = { columns: 80, rows: 24 };
const inside = { columns: 67, rows: 22 };

function panel(state: State, size = inside) {
  const { title, lines } = surface(state, size);
  return { title, rows: lines.map((spans) => spans.map(({ text }) => text).join('')) };
}

/** Where a character stands, counted from the left and from the bottom. */
function place(rows: readonly string[], character: string): [x: number, y: number] {
  const row = rows.findIndex((text) => text.includes(character));
  return [rows[row]!.indexOf(character), rows.length - row];
}

test('the path leads from the start to the present, which nears the optimum', () => {
  const simulation = new Simulation(screen);
  simulation.pass(1000);
  const early = panel(simulation.state);
  simulation.pass(3000);
  const late = panel(simulation.state);
  const distance = ({ rows }: typeof early) => {
    const [now, best] = [place(rows, '@'), place(rows, 'X')];
    return Math.hypot(now[0] - best[0], now[1] - best[1]);
  };
  assert.ok(distance(late) < distance(early));
  assert.match(late.title, /b, d/);
  assert.ok(late.rows.join('').split('*').length > 4);
});

test('other pairs of coefficients come one after the other', () => {
  const simulation = new Simulation(screen);
  simulation.pass(1000);
  const seen = new Set<string>();
  for (let i = 0; i < 6; i++) {
    seen.add(/loss over (\S+, \S+) /.exec(panel(simulation.state).title)![1]!);
    simulation.press('c');
  }
  assert.deepEqual([...seen].sort(), ['a, b', 'a, c', 'a, d', 'b, c', 'b, d', 'c, d']);
  assert.match(panel(simulation.state).title, /b, d/);
});

test('contours surround the optimum', () => {
  const { rows } = panel(scenes.finished!(screen));
  assert.ok(rows.filter((text) => text.includes('.')).length > 5);
});

test('every state and size can be drawn', () => {
  for (const scene of Object.values(scenes)) {
    const state = scene(screen);
    for (const size of [{ columns: 30, rows: 6 }, { columns: 37, rows: 8 }, inside]) {
      for (const { length } of panel(state, size).rows) {
        assert.equal(length, size.columns);
      }
    }
  }
});
