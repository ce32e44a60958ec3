import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { surface } from '../../../src/dashboard/panels/surface.js';
import { sineDataset } from '../../../src/fit/dataset.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

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
    seen.add(/loss over (\S, \S), /.exec(panel(simulation.state).title)![1]!);
    simulation.press('c');
  }
  assert.deepEqual([...seen].sort(), ['a, b', 'a, c', 'a, d', 'b, c', 'b, d', 'c, d']);
  assert.match(panel(simulation.state).title, /b, d/);
});

test('the title says that the other coefficients are held, where there are any', () => {
  for (const degree of [1, 2, 3, 9]) {
    const initial = new Array(degree + 1).fill(0.1);
    const settings = { ...tutorialSettings, degree, initial, learningRate: 1e-12 };
    const { title, shortTitle } = surface(new Simulation(screen, { settings }).state, inside);
    const isSaid = degree > 1;
    assert.equal(/, others at present values {2}path/.test(title), isSaid, title);
    assert.equal(/, rest held: /.test(shortTitle!), isSaid, shortTitle);
  }
});

test('contours are where the loss, summed over all points, passes ten times as far above the least', () => {
  const state = scenes.running!(screen);
  const { coefficients } = focusedRun(state).present!;
  const { x: xs } = sineDataset(2000, [-Math.PI, Math.PI]);
  const lines = panel(state, { columns: 37, rows: 11 }).rows;
  const rows = lines.slice(0, -1);
  const left = rows[0]!.indexOf('|') + 1;
  const numbers = (text: string) => text.match(/-?[\d.]+/g)!.map(Number);
  // Both axes end at labels.
  const [top] = numbers(rows[0]!.slice(0, left));
  const [bottom] = numbers(rows.at(-1)!.slice(0, left));
  const labels = numbers(lines.at(-1)!);
  const columns = rows[0]!.length - left;
  const decade = (row: number, column: number) => {
    const [across, up] = [column / (columns - 1), 1 - row / (rows.length - 1)];
    const b = labels[0]! * (1 - across) + labels.at(-1)! * across;
    const d = bottom! * (1 - up) + top! * up;
    const [a, , c] = coefficients as [number, number, number];
    const loss = xs.reduce(
      (sum, x) => sum + (a + b * x + c * x ** 2 + d * x ** 3 - Math.sin(x)) ** 2,
      0,
    );
    return Math.floor(Math.log10(loss - 8.81716541000703));
  };
  let contours = 0;
  rows.forEach((text, row) => {
    [...text.slice(left)].forEach((sign, column) => {
      const here = decade(row, column);
      const passes =
        (column < columns - 1 && decade(row, column + 1) !== here) ||
        (row < rows.length - 1 && decade(row + 1, column) !== here);
      if (sign === '.' || sign === ' ') {
        assert.equal(sign, passes ? '.' : ' ', `row ${row}, column ${column}`);
        contours += passes ? 1 : 0;
      }
    });
  });
  assert.ok(contours > 50, `${contours}`);
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

test('over a coefficient that only rounding moves, the loss is mapped as far as over the others', () => {
  const settings = { ...tutorialSettings, initial: [0, 0.7, 0, -0.15] };
  const simulation = new Simulation(screen, { settings });
  simulation.pass(3000);
  for (let i = 0; i < 6; i++) {
    const { title, rows } = panel(simulation.state);
    const labels = [...rows.map((row) => row.split(/[|+]/)[0]!), rows.at(-1)!]
      .flatMap((text) => text.split(/ +/))
      .map(Number)
      .filter((value) => value !== 0 && !Number.isNaN(value));
    assert.ok(labels.length > 3);
    assert.ok(
      labels.every((value) => Math.abs(value) > 1e-3),
      `${title}: ${labels}`,
    );
    assert.ok(rows.join('').split('.').length > 20, 'there are contours');
    simulation.press('c');
  }
});
