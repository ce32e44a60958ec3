import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fullPanels, type Rect, type Size } from '../../../src/dashboard/model/state.js';
import { layout, MINIMUM, type Needs } from '../../../src/dashboard/render/layout.js';
import type { Layout, PanelName } from '../../../src/dashboard/render/places.js';
import { MAX_DEGREE } from '../../../src/fit/polynomial.js';

const cubic: Needs = {
  degree: 3,
  lanes: 1,
  full: null,
  showDetails: false,
  lessonRows: 0,
  hasMap: false,
};
const degrees = fc
  .record({
    degree: fc.integer({ min: 0, max: MAX_DEGREE }),
    lanes: fc.integer({ min: 1, max: 6 }),
  })
  .map((those) => ({ ...cubic, ...those }));
const needs = fc.record({
  degree: fc.integer({ min: 0, max: MAX_DEGREE }),
  lanes: fc.integer({ min: 1, max: 6 }),
  full: fc.constantFrom(null, ...fullPanels),
  showDetails: fc.boolean(),
  hasMap: fc.boolean(),
  lessonRows: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })),
});
const size = fc.record({
  columns: fc.integer({ min: 1, max: 320 }),
  rows: fc.integer({ min: 1, max: 120 }),
});

/** Columns and rows, with border, that a panel needs to be of use. */
function least(name: PanelName, { degree, lanes }: Needs): Size {
  const rows: Readonly<Partial<Record<PanelName, number>>> = {
    loss: 7,
    curves: 7,
    why: 2,
    coefficients: degree + 4,
    directions: degree + 4,
    rate: Math.min(6, degree + 4),
    rateStrip: 2,
    rates: lanes + 3,
  };
  return { columns: 20, rows: rows[name] ?? 1 };
}

/** Each cell of the screen is in exactly one panel. */
function assertTiles(layout: Layout, { columns, rows }: Size): void {
  const owner = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  for (const [name, rect] of Object.entries(layout) as [PanelName, Rect][]) {
    assert.ok(rect.left >= 0 && rect.left + rect.columns <= columns, `${name} is too wide`);
    assert.ok(rect.top >= 0 && rect.top + rect.rows <= rows, `${name} is too high`);
    for (let row = rect.top; row < rect.top + rect.rows; row++) {
      for (let column = rect.left; column < rect.left + rect.columns; column++) {
        assert.equal(owner[row]![column], '', `${name} overlaps ${owner[row]![column]}`);
        owner[row]![column] = name;
      }
    }
  }
  for (const row of owner) {
    assert.ok(!row.includes(''), 'a part of the screen is unused');
  }
}

function names(size: Size, needs: Needs = cubic): string[] {
  return Object.keys(layout(size, needs) ?? {}).sort();
}

/** What there is besides header, plots, why and footer, which are always there. */
function numbers(size: Size, needs: Needs = cubic): string {
  const always = ['header', 'curves', 'loss', 'why', 'footer'];
  const shown = names(size, needs);
  assert.ok(always.every((name) => shown.includes(name)));
  return shown.filter((name) => !always.includes(name)).join(' ');
}

describe('which parts there are at which size', () => {
  const table: readonly (readonly [Size: string, degree: number, numbers: string])[] = [
    ['40x12', 3, ''],
    ['40x16', 3, 'rateStrip'],
    ['40x24', 3, 'rateStrip'],
    ['40x32', 3, 'coefficients rateStrip'],
    ['40x40', 3, 'coefficients directions rateStrip'],
    ['60x18', 3, 'rateStrip'],
    ['60x24', 3, 'coefficients rateStrip'],
    ['60x30', 3, 'coefficients directions rateStrip'],
    ['71x24', 3, 'coefficients rateStrip'],
    ['80x12', 3, ''],
    ['80x16', 3, 'rateStrip'],
    ['80x20', 3, 'coefficients rate'],
    ['80x24', 0, 'coefficients directions rateStrip'],
    ['80x24', 3, 'coefficients directions rateStrip'],
    ['80x24', 5, 'coefficients directions rateStrip'],
    ['80x24', 6, 'coefficients rate'],
    ['80x24', 9, 'coefficients rate'],
    ['80x30', 9, 'coefficients directions rateStrip'],
    ['100x30', 3, 'coefficients directions rateStrip'],
    ['120x40', 3, 'coefficients directions rate'],
    ['120x40', 9, 'coefficients directions rateStrip'],
    ['200x60', 3, 'coefficients directions rate'],
    ['200x60', 9, 'coefficients directions rateStrip'],
  ];
  for (const [size, degree, expected] of table) {
    test(`${size} at degree ${degree}: ${expected || 'plots alone'}`, () => {
      const [columns, rows] = size.split('x').map(Number) as [number, number];
      assert.equal(numbers({ columns, rows }, { ...cubic, degree }), expected);
    });
  }
});

describe('which parts there are with several rates', () => {
  const table: readonly (readonly [size: string, lanes: number, numbers: string])[] = [
    ['40x12', 3, ''],
    ['40x24', 3, 'rateStrip'],
    ['60x24', 3, 'rateStrip rates'],
    ['60x30', 3, 'coefficients rateStrip rates'],
    ['80x20', 3, 'coefficients rates'],
    ['80x24', 3, 'coefficients rateStrip rates'],
    ['80x24', 6, 'coefficients rateStrip rates'],
    ['120x40', 6, 'coefficients directions rates'],
    ['200x60', 2, 'coefficients directions rates'],
  ];
  for (const [size, lanes, expected] of table) {
    test(`${size} with ${lanes}: ${expected || 'plots alone'}`, () => {
      const [columns, rows] = size.split('x').map(Number) as [number, number];
      assert.equal(numbers({ columns, rows }, { ...cubic, lanes }), expected);
    });
  }
});

describe('the parts', () => {
  test('cover the screen, without overlap', () => {
    fc.assert(
      fc.property(size, needs, (size, needs) => {
        const panels = layout(size, needs);
        if (panels) {
          assertTiles(panels, size);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have the room that they need', () => {
    fc.assert(
      fc.property(size, needs, (size, needs) => {
        const panels = layout(size, needs) ?? {};
        for (const [name, rect] of Object.entries(panels) as [PanelName, Rect][]) {
          const { columns, rows } = least(name, needs);
          assert.ok(
            rect.columns >= columns && rect.rows >= rows,
            `${name} ${JSON.stringify(rect)}`,
          );
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('include both plots and the sentence of why from the smallest size on', () => {
    fc.assert(
      fc.property(size, degrees, (size, needs) => {
        const large = size.columns >= MINIMUM.columns && size.rows >= MINIMUM.rows;
        assert.equal(layout(size, needs) !== null, large);
        if (large) {
          numbers(size, needs);
        }
      }),
      { numRuns: 5000 },
    );
    assert.deepEqual(MINIMUM, { columns: 40, rows: 12 });
  });

  test('give way to a lesson, which is read whole from the least size on if it can be', () => {
    fc.assert(
      fc.property(size, needs, (size, needs) => {
        const { why } = layout(size, needs) ?? {};
        if (why && needs.lessonRows > 0) {
          const header = size.rows < 14 ? 1 : 2;
          assert.ok(why.rows >= Math.min(needs.lessonRows, size.rows - header - 1));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('give way in the same order however the rows get fewer', () => {
    // The learning rate may take the place of another panel.
    const kind = (name: string) => name.replace(/^rate(Strip)?$/, 'footer');
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 320 }), degrees, (columns, needs) => {
        let present = names({ columns, rows: 60 }, needs).map(kind);
        for (let rows = 59; rows >= MINIMUM.rows; rows--) {
          const next = names({ columns, rows }, needs).map(kind);
          assert.ok(
            next.every((name) => present.includes(name)),
            `${rows} rows`,
          );
          present = next;
        }
      }),
    );
  });

  test('leave the screen to one panel, or the place of the numbers to the details', () => {
    for (const full of fullPanels) {
      const shown = names({ columns: 80, rows: 24 }, { ...cubic, full });
      assert.deepEqual(shown, ['footer', 'header', full, 'why'].sort());
    }
    const details = { ...cubic, showDetails: true, lessonRows: 0 };
    assert.equal(numbers({ columns: 80, rows: 24 }, details), 'details');
    assert.deepEqual(names(MINIMUM, details), ['details', 'footer', 'header']);
  });
});

describe('the plots', () => {
  test('stand side by side on a wide screen and below each other on a high one', () => {
    for (const size of [{ columns: 80, rows: 24 }, { columns: 120, rows: 40 }, MINIMUM]) {
      const { curves, loss } = layout(size, cubic)!;
      assert.equal(loss!.top, curves!.top);
    }
    for (const size of [
      { columns: 60, rows: 60 },
      { columns: 40, rows: 24 },
    ]) {
      const { curves, loss } = layout(size, cubic)!;
      assert.equal(loss!.left, curves!.left);
    }
  });
});
