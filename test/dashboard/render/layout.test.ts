import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Rect, Size } from '../../../src/dashboard/model/state.js';
import {
  type Layout,
  layout,
  MINIMUM,
  type PanelName,
} from '../../../src/dashboard/render/layout.js';
import { MAX_DEGREE } from '../../../src/fit/polynomial.js';

const degree = fc.integer({ min: 0, max: MAX_DEGREE });
const size = fc.record({
  columns: fc.integer({ min: 1, max: 320 }),
  rows: fc.integer({ min: 1, max: 120 }),
});

/** Columns and rows, with border, that a panel needs to be of use. */
function least(name: PanelName, degree: number): Size {
  const rows = { loss: 6, curves: 8, figures: 7, coefficients: degree + 1 + 1 + 2 };
  return { columns: 30, rows: rows[name] };
}

/** The cells between header and footer are each in exactly one panel. */
function assertTiles(layout: Layout, { columns, rows }: Size): void {
  const owner = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  for (const [name, rect] of Object.entries(layout) as [PanelName, Rect][]) {
    assert.ok(rect.left >= 0 && rect.left + rect.columns <= columns, `${name} is too wide`);
    assert.ok(rect.top >= 1 && rect.top + rect.rows <= rows - 1, `${name} is too high`);
    for (let row = rect.top; row < rect.top + rect.rows; row++) {
      for (let column = rect.left; column < rect.left + rect.columns; column++) {
        assert.equal(owner[row]![column], '', `${name} overlaps ${owner[row]![column]}`);
        owner[row]![column] = name;
      }
    }
  }
  for (const row of owner.slice(1, -1)) {
    assert.ok(!row.includes(''), 'a part of the screen is unused');
  }
}

function names(size: Size, degree = 3): string[] {
  return Object.keys(layout(size, degree) ?? {}).sort();
}

describe('the panels', () => {
  test('cover the screen between header and footer, without overlap', () => {
    fc.assert(
      fc.property(size, degree, (size, degree) => {
        const panels = layout(size, degree);
        if (panels) {
          assertTiles(panels, size);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have the room that they need', () => {
    fc.assert(
      fc.property(size, degree, (size, degree) => {
        const panels = layout(size, degree) ?? {};
        for (const [name, rect] of Object.entries(panels) as [PanelName, Rect][]) {
          const { columns, rows } = least(name, degree);
          assert.ok(
            rect.columns >= columns && rect.rows >= rows,
            `${name} ${JSON.stringify(rect)}`,
          );
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('are there, the figures always, on every screen from the least size on', () => {
    fc.assert(
      fc.property(size, degree, (size, degree) => {
        const panels = layout(size, degree);
        const large = size.columns >= MINIMUM.columns && size.rows >= MINIMUM.rows;
        assert.equal(panels !== null, large);
        assert.ok(!panels || panels.figures);
      }),
      { numRuns: 5000 },
    );
    assert.deepEqual(MINIMUM, { columns: 40, rows: 12 });
    assert.ok(names(MINIMUM).length > 0);
  });

  test('are all there at 80 x 24 and above, at every degree', () => {
    const all = ['coefficients', 'curves', 'figures', 'loss'];
    const large = fc.record({
      columns: fc.integer({ min: 80, max: 320 }),
      rows: fc.integer({ min: 24, max: 120 }),
    });
    fc.assert(
      fc.property(large, degree, (size, degree) => {
        assert.deepEqual(names(size, degree), all);
      }),
      { examples: [[{ columns: 80, rows: 24 }, MAX_DEGREE]] },
    );
  });

  test('give way in the same order however the rows get fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 320 }), degree, (columns, degree) => {
        let present = names({ columns, rows: 60 }, degree);
        for (let rows = 59; rows >= MINIMUM.rows; rows--) {
          const next = names({ columns, rows }, degree);
          assert.ok(
            next.every((name) => present.includes(name)),
            `${rows} rows`,
          );
          present = next;
        }
      }),
    );
    const below = [40, 25, 20, 14].map((rows) => names({ columns: 60, rows }));
    assert.deepEqual(below, [
      ['coefficients', 'curves', 'figures', 'loss'],
      ['curves', 'figures', 'loss'],
      ['figures', 'loss'],
      ['figures'],
    ]);
    assert.deepEqual(names({ columns: 80, rows: 12 }), ['figures', 'loss']);
  });

  test('stand side by side on a wide screen and below each other on a narrow one', () => {
    const wide = layout({ columns: 80, rows: 24 }, 3)!;
    assert.equal(wide.loss!.top, wide.coefficients!.top);
    assert.equal(wide.loss!.left, wide.curves!.left);
    const narrow = layout({ columns: 60, rows: 60 }, 3)!;
    for (const rect of Object.values(narrow)) {
      assert.deepEqual([rect.left, rect.columns], [0, 60]);
    }
  });
});
