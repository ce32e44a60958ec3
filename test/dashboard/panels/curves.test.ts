import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Size } from '../../../src/dashboard/model/state.js';
import { curves, polynomialName } from '../../../src/dashboard/panels/curves.js';
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

/** Where the marks of a plot are, as x in [-pi, pi] and y, with half a cell's tolerance. */
function marks(lines: readonly string[], mark: RegExp) {
  const rows = lines.slice(0, -2).map((text) => text.slice(text.indexOf('|') + 1));
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

/** The strip of gaps, and the largest gap, which is written in it. */
function strip(lines: readonly string[]) {
  const text = lines.find((row) => row.startsWith(' gap|'))!.slice(5);
  const [, before, largest] = /^(.*?) (\d\S*) /.exec(text)!;
  return { text, column: before!.length + 1 + Math.floor(largest!.length / 2), largest: largest! };
}

test('the strip shows the gap at each x on one scale, with the largest written where it is', () => {
  const best = [0, 0.85674, 0, -0.09333];
  for (const initial of [[0], [5], [0, 1], best, [1e30]]) {
    const { text, column: place, largest: said } = strip(plot(initial, size));
    const gaps = [...text].map((_, column) => {
      const x = -Math.PI + (2 * Math.PI * column) / (text.length - 1);
      return Math.abs(initial.reduce((sum, c, k) => sum + c * x ** k, 0) - Math.sin(x));
    });
    const largest = Math.max(...gaps);
    assert.ok(Math.abs(Number(said) - largest) <= 0.05 * largest, said);
    const words = text.indexOf(` ${said} `);
    [...text].forEach((shade, column) => {
      if (column < words || column >= words + said.length + 2) {
        const from = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].findLastIndex(
          (least) => gaps[column]! >= least,
        );
        assert.equal(shade, ' .:-=+xX@'[from + 1], `column ${column}`);
      }
    });
    const where = gaps.indexOf(largest);
    assert.ok(Math.abs(place - where) <= said.length + 1, `${place} for ${where}`);
  }
  // The best cubic crosses the sine five times; the gap does not fade to one shade.
  assert.ok(new Set(strip(plot(best, size)).text).size > 4);
});

test('without room for a strip, the title says the largest gap; marks come before their names', () => {
  const { state } = new Simulation(screen, {
    settings: { ...tutorialSettings, initial: [0, 0, 0, 0] },
  });
  const low = { columns: 37, rows: 8 };
  const titleOf = (size: Size, shown: typeof state = state) => {
    const { title, shortTitle } = curves(shown, size, theme);
    return [title, shortTitle];
  };
  assert.deepEqual(titleOf(low), [
    '. sin   * cubic   = both   largest gap 1.0',
    '. sin  * cubic  = both  gap 1.0',
  ]);
  assert.deepEqual(titleOf(size), ['. sin   * cubic   = both', '. sin  * cubic  = both']);
  assert.equal(
    titleOf({ columns: 32, rows: 8 }, { ...state, showOptimum: true })[1],
    '. sin  * fit  = both  + best',
  );
  assert.equal(titleOf({ columns: 18, rows: 8 })[1], '. sin  * fit');
});

test('an arrow points to a curve outside the plot', () => {
  const above = plot([5], size);
  assert.match(above[0]!, /^ +\|\^+ above \^+$/);
  const below = plot([-5], size);
  assert.match(below.at(-3)!, /^ +\|v+ below v+$/);
});

test('the axes are labelled', () => {
  const lines = plot([0], size);
  assert.deepEqual(
    lines.flatMap((text) => /^ +(-?\d)\|/.exec(text)?.[1] ?? []),
    ['1', '0', '-1'],
  );
  assert.match(lines.at(-1)!, /^ +-pi +-pi\/2 +0 +pi\/2 +pi$/);
});

test('polynomials are called by their names', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 9].map(polynomialName), [
    'constant',
    'line',
    'parabola',
    'cubic',
    'degree 4',
    'degree 9',
  ]);
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
          /^( *(-?1|0)?\|[-.*=^v ]+( (above|below) [-.*=^v ]+)?| gap\|[ .:\-=+xX@\de]*( overflow [ .:\-=+xX@]*)?)$/,
        );
      }
    }),
  );
});
