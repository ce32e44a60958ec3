import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun, planes } from '../../../src/dashboard/model/selectors.js';
import type { Size, State } from '../../../src/dashboard/model/state.js';
import { surface } from '../../../src/dashboard/panels/surface.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { sineDataset } from '../../../src/fit/dataset.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const screen = { columns: 80, rows: 24 };
const inside = { columns: 67, rows: 22 };

const theme = createTheme(false, false);

function panel(state: State, size = inside) {
  const { title, lines } = surface(state, size, theme);
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
  assert.match(late.title, /b .* d /);
  assert.ok(late.rows.join('').split('*').length > 4);
});

test('the map is over all pairs of coefficients, and over directions, which both axes name', () => {
  const simulation = new Simulation(screen);
  simulation.pass(1000);
  const seen: string[] = [];
  for (const _ of planes(3)) {
    const { title, rows } = panel(simulation.state);
    const [, across, up] = /Map of the loss: (.+) right, (.+?) up/.exec(title)!;
    seen.push(`${across}, ${up}`);
    assert.ok(rows[0]!.includes(`| ${up} ^ `), rows[0]);
    assert.ok(rows.at(-3)!.endsWith(` ${across} > `), rows.at(-3));
    simulation.press('c');
  }
  assert.deepEqual(seen, [
    'b, d',
    'flattest, steepest',
    'flattest, 2nd flattest',
    '2nd steepest, steepest',
    ...['a, b', 'a, c', 'b, c', 'a, d', 'c, d'],
  ]);
  assert.match(panel(simulation.state).title, /: b right, d up /);
  assert.deepEqual(
    [0, 1, 2].map((degree) => planes(degree).length),
    [0, 2, 6],
  );
});

/** The numbers of a text. */
const numbers = (text: string) => (text.match(/-?\d[\d.]*(e-?\d+)?/g) ?? []).map(Number);

/** What a map of ASCII shades shows: its cells, its axes from end to end, and its levels. */
function readMap(state: State, size: Size) {
  const { rows } = panel(state, size);
  const plot = rows.slice(0, -2);
  const left = plot[0]!.indexOf('|') + 1;
  const ticks = numbers(rows.at(-2)!);
  const labels = plot.flatMap((text, row) =>
    numbers(text.slice(0, left)).map((value) => ({ row, value })),
  );
  const [top, bottom] = [labels[0]!, labels.at(-1)!];
  // The optimum is on a row, and the ends are 1, 2 or 5 times a power of ten from it.
  const unit = (top.value - bottom.value) / (bottom.row - top.row);
  const about = (unit * (plot.length - 1)) / 2;
  const far = [1e-3, 1e-2, 0.1, 1]
    .flatMap((power) => [power, 2 * power, 5 * power])
    .find((each) => Math.abs(each / about - 1) < 0.2)!;
  const best = labels.find(({ value }) => value === -0.093)!.row;
  const valueAt = (row: number) => -0.0933303890406 + ((best - row) * 2 * far) / (plot.length - 1);
  const levels = [...rows.at(-1)!.matchAll(/(\d+(?:e\d+)?) ?([.:\-=])\2?/g)].map(
    ([, level, shade]) => ({
      shade: shade!,
      level: Number(level),
    }),
  );
  return { cells: plot.map((text) => text.slice(left)), ticks, valueAt, levels };
}

test('the map says inside what is held, and in its title what a mark covers', () => {
  const simulation = new Simulation(screen);
  simulation.pass(2000);
  const held = planes(3).map((_, pair) => panel({ ...simulation.state, pair }).rows.join('\n'));
  assert.match(held[0]!, / a, c as now /);
  assert.match(held[1]!, / others as now /);
  const settings = { ...tutorialSettings, degree: 1, initial: [0.3, 0.2] };
  const line = panel(new Simulation(screen, { settings }).state);
  assert.doesNotMatch(line.rows.join('\n'), /as now/);
  assert.match(line.title, / {3}\* path {3}@ now over S start {3}X best$/);
  simulation.pass(60_000);
  simulation.press('space');
  simulation.pass(60_000);
  const done = panel({ ...simulation.state, pair: 4 });
  assert.match(done.title, /@ now( over X best| {3}X best)/);
  assert.equal(done.rows.join('').includes('X'), !done.title.includes('over X'));
});

test('the key says what blank means and where each shade begins, however narrow', () => {
  const state = scenes.surface!(screen);
  for (const columns of [38, 58, 98]) {
    const { rows } = panel(state, { columns, rows: 12 });
    assert.match(rows.at(-1)!, /bove (the )?best: blank( below |<)\d/);
    assert.match(rows.at(-1)!, /=\s*$/, 'up to the highest');
  }
});

test('shades say how far the loss, summed over all points, is above the best', () => {
  const state = scenes.running!(screen);
  const { coefficients } = focusedRun(state).present!;
  const { x: xs } = sineDataset(2000, [-Math.PI, Math.PI]);
  const { cells, ticks, valueAt, levels } = readMap(state, { columns: 43, rows: 13 });
  assert.equal(levels.length, 4);
  const columns = cells[0]!.length;
  const excess = (row: number, column: number) => {
    // The axis ends at labels.
    const across = column / (columns - 1);
    const b = ticks[0]! * (1 - across) + ticks.at(-1)! * across;
    const d = valueAt(row);
    const [a, , c] = coefficients as [number, number, number];
    return (
      xs.reduce((sum, x) => sum + (a + b * x + c * x ** 2 + d * x ** 3 - Math.sin(x)) ** 2, 0) -
      8.81716541000703
    );
  };
  let seen = 0;
  cells.forEach((text, row) => {
    [...text].forEach((sign, column) => {
      // The names of the axes and the path cover some.
      if (/[.:\-=]/.test(sign)) {
        const shade = levels.findLast(({ level }) => excess(row, column) >= level)?.shade;
        assert.equal(sign, shade, `row ${row}, column ${column}`);
        seen += 1;
      }
    });
  });
  assert.ok(seen > 100, `${seen}`);
});

test('the optimum is inside every map, at every moment', () => {
  for (const learningRate of [1e-6, 3.5e-6, 4e-6]) {
    const settings = { ...tutorialSettings, every: 1, learningRate };
    const simulation = new Simulation(screen, { settings });
    for (const time of [0, 20, 500, 3000]) {
      simulation.pass(time);
      for (const [pair] of planes(3).entries()) {
        const { rows } = panel({ ...simulation.state, pair });
        const row = rows.findIndex((text) => /[X@]/.test(text));
        const [x] = place(rows, rows.join('').includes('X') ? 'X' : '@');
        assert.ok(row > 0 && row < rows.length - 3, `pair ${pair} at ${time}`);
        assert.ok(x > rows[0]!.indexOf('|') + 1 && x < inside.columns - 1);
      }
    }
  }
});

test('near the limit, each step is seen to overshoot to the other side', () => {
  const initial = [0.4967, -0.1383, 0.6477, 1.523];
  const settings = { ...tutorialSettings, every: 1, initial, learningRate: 3.5e-6 };
  const simulation = new Simulation(screen, { settings });
  simulation.pass(60);
  const { rows } = panel({ ...simulation.state, pair: 1 });
  const best = rows.findIndex((text) => text.includes('X'));
  assert.ok(rows.slice(0, best).some((text) => text.includes('*')));
  assert.ok(rows.slice(best + 1).some((text) => text.includes('*')));
});

test('shades are blocks with Unicode, coloured where there is colour, and say the same without', () => {
  const state = scenes.surface!(screen);
  const { lines } = surface(state, inside, createTheme(true, true));
  const spans = lines.flat();
  for (const shade of '·░▒▓') {
    const styles = spans.filter(({ text }) => text.includes(shade)).map(({ style }) => style.color);
    assert.equal(new Set(styles).size, 1, shade);
  }
  assert.equal(new Set(spans.map(({ style }) => style.color)).size, 6);
});

test('every state and size can be drawn', () => {
  for (const scene of Object.values(scenes)) {
    const state = scene(screen);
    for (const size of [{ columns: 30, rows: 6 }, { columns: 37, rows: 8 }, inside]) {
      for (const [pair] of planes(state.settings.degree).entries()) {
        for (const { length } of panel({ ...state, pair }, size).rows) {
          assert.equal(length, size.columns);
        }
      }
    }
  }
});

test('over a coefficient that only rounding moves, the loss is mapped as far as over the others', () => {
  const settings = { ...tutorialSettings, initial: [0, 0.7, 0, -0.15] };
  const simulation = new Simulation(screen, { settings });
  simulation.pass(3000);
  for (const _ of planes(3)) {
    const { title, rows } = panel(simulation.state);
    const labels = [...rows.slice(0, -2).map((row) => row.split('|')[0]!), rows.at(-2)!]
      .flatMap(numbers)
      .filter((value) => value !== 0);
    assert.ok(labels.length > 3);
    assert.ok(
      labels.every((value) => Math.abs(value) > 1e-3),
      `${title}: ${labels}`,
    );
    assert.match(rows.at(-1)!, /below \d.* [.:=-]{2}/, 'there are levels');
    simulation.press('c');
  }
});
