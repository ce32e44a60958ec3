import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Size } from '../../../src/dashboard/model/state.js';
import { curves } from '../../../src/dashboard/panels/curves.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { Simulation, tutorialSettings } from '../states.js';

const theme = createTheme(false, false);
const screen = { columns: 80, rows: 24 };

/** The plot of a polynomial at iteration 0, as text. */
function plot(initial: readonly number[], size: Size): string[] {
  const settings = { ...tutorialSettings, degree: initial.length - 1, initial };
  const { state } = new Simulation(screen, { settings, analysed: false });
  const { lines } = curves(state, size, theme);
  assert.ok(lines.length <= size.rows && lines.every((spans) => width(spans) <= size.columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

function withoutWords(row: string): string {
  return row.replace(/ largest gap \S+ /, ({ length }) => ' '.repeat(length));
}

/** Where the marks of a plot are, as x in [-pi, pi] and y, with half a cell's tolerance. */
function marks(lines: readonly string[], mark: RegExp) {
  const rows = lines.slice(0, -2).map((text) => withoutWords(text.slice(text.indexOf('|') + 1)));
  const columns = rows[0]!.length;
  return rows.flatMap((cells, row) =>
    [...cells].flatMap((cell, column) =>
      mark.test(cell)
        ? [
            {
              x: -Math.PI + (2 * Math.PI * column) / (columns - 1),
              y: 1.5 - (3 * row) / (rows.length - 1),
              height: 3 / (rows.length - 1),
              slope: (2 * Math.PI) / (columns - 1),
            },
          ]
        : [],
    ),
  );
}

const size = { columns: 70, rows: 32 };

test('the sine is drawn where it should be', () => {
  const dots = marks(plot([-1.4], size), /[.=]/);
  assert.ok(dots.length >= size.columns - 5);
  for (const { x, y, height, slope } of dots) {
    assert.ok(Math.abs(y - Math.sin(x)) <= height / 2 + slope, `${y} at ${x}`);
  }
});

test('a straight line goes through its two ends', () => {
  const dots = marks(plot([0.25, 0.2], size), /[*=]/);
  assert.ok(dots.length >= size.columns - 5);
  for (const { x, y, height, slope } of dots) {
    assert.ok(Math.abs(y - (0.25 + 0.2 * x)) <= height / 2 + slope, `${y} at ${x}`);
  }
});

test('a third mark shows where the curves coincide', () => {
  assert.ok(marks(plot([0, 0.8567, 0, -0.0933], size), /=/).length > 20);
  assert.equal(marks(plot([1.4], size), /=/).length, 0);
});

test('the strip shows the gap at each x on one scale, and words elsewhere say the largest', () => {
  const best = [0, 0.85674, 0, -0.09333];
  for (const initial of [[0], [5], [0, 1], [0.1, 0.9, 0, -0.1], best, [1e30]]) {
    const lines = plot(initial, size);
    const strip = lines.find((row) => row.startsWith(' gap '))!.slice(5);
    const gaps = [...strip].map((_, column) => {
      const x = -Math.PI + (2 * Math.PI * column) / (strip.length - 1);
      return Math.abs(initial.reduce((sum, c, k) => sum + c * x ** k, 0) - Math.sin(x));
    });
    const largest = Math.max(...gaps);
    const said = Number(/ largest gap (\S+) /.exec(lines.join('\n'))![1]);
    assert.ok(Math.abs(said - largest) <= 0.05 * largest, `${said}`);
    [...strip].forEach((mark, column) => {
      const from = [0.02, 0.1, 0.5].findLastIndex((least) => gaps[column]! >= least);
      assert.equal(mark, " ':|"[from + 1], `column ${column}`);
    });
  }
});

test('a free corner says the largest gap, or else the title', () => {
  const { state } = new Simulation(screen, {
    settings: { ...tutorialSettings, initial: [0, 0, 0, 0] },
  });
  const low = { columns: 37, rows: 8 };
  assert.match(plot([0, 0, 0, 0], low).at(-2)!, /\| +largest gap 1\.0 $/);
  // The cubic leaves the plot to both sides of the upper left.
  assert.match(plot([0, -5, 0, 0], low)[0]!, /^ +\|\^+ above \^+\** {2,}$/);
  const titleOf = (size: Size, shown: typeof state = state) => {
    const { title, shortTitle } = curves(shown, size, theme);
    return [title, shortTitle];
  };
  assert.deepEqual(titleOf(low), ['. sin   * cubic   = both', '. sin  * cubic  = both']);
  assert.deepEqual(titleOf(size), titleOf(low));
  const filled = new Simulation(screen, {
    settings: { ...tutorialSettings, initial: [0, 9, 0, 0] },
  }).state;
  const crowded = { columns: 24, rows: 6 };
  assert.deepEqual(titleOf(crowded, filled)[0], '. sin   * cubic   = both   largest gap 28');
  assert.equal(
    titleOf({ columns: 32, rows: 8 }, { ...state, showOptimum: true })[1],
    '. sin  * fit  = both  + best',
  );
  assert.equal(titleOf({ columns: 18, rows: 8 })[1], '. sin  * fit');
});

test('words say that a curve is outside the plot as soon as they fit in its place', () => {
  const above = plot([5], size);
  assert.match(above[0]!, /^ +\|\^+ above \^+$/);
  const below = plot([-5], size);
  assert.match(below.at(-3)!, /^ +\|v+ below v+$/);
  for (let columns = 32; columns < 120; columns++) {
    const rows = plot([0, 0, 0.4], { columns, rows: 20 }).slice(0, -2);
    const words = rows[0]!.match(/ above /g) ?? [];
    assert.ok(words.length === 2 || columns < 45, rows[0]);
  }
});

test('no letter of a word has the colour of a curve', () => {
  const simulation = new Simulation(screen, { learningRates: [1e-6, 4e-6] });
  simulation.pass(200);
  simulation.press('tab');
  simulation.pass(1000);
  for (const focus of [0, 1]) {
    const { lines } = curves({ ...simulation.state, focus }, size, createTheme(false, true));
    for (const { text, style } of lines.flat()) {
      assert.ok(style.color === undefined || /^[*o]+$/.test(text), text);
      assert.ok(!/[a-z]{2}/.test(text) || style.color === undefined, text);
    }
  }
});

test('the axes are labelled', () => {
  const lines = plot([0], size);
  assert.deepEqual(
    lines.flatMap((text) => /^ +(-?\d)\|/.exec(text)?.[1] ?? []),
    ['1', '0', '-1'],
  );
  assert.match(lines.at(-1)!, /^ +-pi +-pi\/2 +0 +pi\/2 +pi$/);
});

test('every polynomial is drawn within every panel', () => {
  const coefficients = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 10,
  });
  const sizes = fc.record({
    columns: fc.integer({ min: 32, max: 200 }),
    rows: fc.integer({ min: 6, max: 58 }),
  });
  fc.assert(
    fc.property(coefficients, sizes, (initial, size) => {
      for (const text of plot(initial, size).slice(0, -1)) {
        assert.match(
          text,
          /^( *(-?1|0)?\|([-.*=^v ]| (above|below|largest gap \S+) )*| gap [ ':|]*)$/,
        );
      }
    }),
  );
});
