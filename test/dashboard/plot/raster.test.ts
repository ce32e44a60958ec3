import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DOTS, type Raster, rasterClass } from '../../../src/dashboard/plot/raster.js';
import type { Pen } from '../../../src/dashboard/style/panel.js';
import type { Span } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';

const unicode = createTheme(true, true);
const ascii = createTheme(false, false);
const plain: Pen = { style: {}, mark: '*' };
const bold: Pen = { style: { bold: true }, mark: '+' };
const red: Pen = { style: { color: 'red' }, mark: 'o' };

/** A raster of so many columns and rows. */
function raster(columns: number, rows: number, theme = unicode): Raster {
  return new (rasterClass(theme))(columns * DOTS.x, rows * DOTS.y);
}

/** What it shows, a line for each row; of a style other than plain as `<bold:text>`. */
function frame(canvas: Raster): string {
  const stretch = ({ text, style }: Span) => {
    const name = [style.bold ? 'bold' : '', style.color ?? ''].join('');
    return name === '' ? text : `<${name}:${text}>`;
  };
  return canvas
    .lines()
    .map((line) => line.map(stretch).join(''))
    .join('\n');
}

/** The numbers of the dots of a braille cell (Unicode chart U+2800), by row and column. */
const dotNumbers = [
  [1, 4],
  [2, 5],
  [3, 6],
  [7, 8],
] as const;

describe('a braille cell', () => {
  test('has two dots to a column and four to a row, numbered as in Unicode', () => {
    assert.deepEqual(DOTS, { x: 2, y: 4 });
    dotNumbers.forEach((row, y) => {
      row.forEach((number, x) => {
        const canvas = raster(1, 1);
        canvas.set(x, y);
        // The pattern with dot n alone is n - 1 binary places above U+2800.
        assert.equal(frame(canvas).codePointAt(0), 0x2800 + 2 ** (number - 1));
      });
    });
  });

  test('shows several dots together', () => {
    const canvas = raster(1, 1);
    for (const [x, y] of [
      [0, 0],
      [1, 1],
      [1, 1],
      [1, 3],
    ] as const) {
      canvas.set(x, y);
    }
    assert.equal(frame(canvas), '⢑'); // U+2891, BRAILLE PATTERN DOTS-158
  });

  test('is blank when the dots are unset', () => {
    const canvas = raster(1, 1);
    canvas.set(0, 0);
    canvas.set(1, 2);
    canvas.unset(0, 0);
    assert.equal(frame(canvas), '⠠'); // U+2820, BRAILLE PATTERN DOTS-6
    canvas.unset(1, 2);
    assert.equal(frame(canvas), ' ');
  });
});

test('without Unicode a cell shows the mark of its pen', () => {
  const canvas = raster(3, 1, ascii);
  canvas.color = plain;
  canvas.set(0, 0);
  canvas.color = bold;
  canvas.set(5, 3);
  assert.equal(frame(canvas), '* <bold:+>');
});

test('a cell has the style of the last pen, and neighbours of one style are one stretch', () => {
  const canvas = raster(3, 1);
  canvas.color = red;
  canvas.set(0, 0);
  canvas.set(2, 0);
  canvas.color = bold;
  canvas.set(4, 0);
  canvas.color = red;
  canvas.set(4, 1);
  assert.equal(frame(canvas), '<red:⠁⠁⠃>');
});

test('rows are lines', () => {
  const canvas = raster(2, 3);
  canvas.color = plain;
  canvas.set(0, 0);
  canvas.set(3, 11);
  assert.equal(frame(canvas), '⠁ \n  \n ⢀');
});

test('dots outside of the canvas are passed over', () => {
  const canvas = raster(2, 2);
  for (const [x, y] of [
    [-1, 0],
    [0, -1],
    [4, 0],
    [4, 7],
    [0, 8],
    [3, 8],
    [-1, 4],
    [Number.NaN, 0],
    [0, Number.NaN],
    [Number.POSITIVE_INFINITY, 0],
  ] as const) {
    canvas.set(x, y);
    canvas.unset(x, y);
  }
  assert.equal(frame(canvas), '  \n  ');
});

test('a dashed pen leaves gaps, along both axes', () => {
  const dash = { on: 2, period: 4 };
  const flat = raster(3, 1);
  const steep = raster(1, 2);
  flat.color = steep.color = { ...plain, dash };
  for (let i = 0; i < 8; i++) {
    flat.set(i, 0);
    steep.set(0, i);
  }
  assert.equal(frame(flat), '⠉ ⠉'); // two dots of four in the upper row
  assert.equal(frame(steep), '⠅\n⠅'); // U+2805, BRAILLE PATTERN DOTS-13
});

describe('a word', () => {
  test('covers the curves', () => {
    const canvas = raster(5, 1);
    canvas.color = plain;
    for (let x = 0; x < 10; x++) {
      canvas.set(x, 0);
    }
    canvas.write({ left: 1, top: 0, text: 'low', style: { bold: true } });
    assert.equal(frame(canvas), '⠉<bold:low>⠉');
  });

  test('is cut off at the edges', () => {
    const canvas = raster(4, 2);
    canvas.write({ left: 2, top: 0, text: 'right', style: {} });
    canvas.write({ left: -2, top: 1, text: 'left', style: {} });
    canvas.write({ left: 0, top: 2, text: 'below', style: {} });
    canvas.write({ left: 0, top: -1, text: 'above', style: {} });
    assert.equal(frame(canvas), '  ri\nft  ');
  });
});

test('a frame has exactly the dots that were set', () => {
  const dot = fc.tuple(fc.integer({ min: -3, max: 12 }), fc.integer({ min: -3, max: 15 }));
  fc.assert(
    fc.property(fc.array(dot), (dots) => {
      const [columns, rows] = [5, 3];
      const canvas = raster(columns, rows);
      canvas.color = plain;
      for (const [x, y] of dots) {
        canvas.set(x, y);
      }
      const shown = new Set<string>();
      frame(canvas)
        .split('\n')
        .forEach((line, row) => {
          assert.equal(line.length, columns);
          [...line].forEach((character, column) => {
            const pattern = character === ' ' ? 0 : character.codePointAt(0)! - 0x2800;
            dotNumbers.forEach((numbers, y) => {
              numbers.forEach((number, x) => {
                if (pattern & (2 ** (number - 1))) {
                  shown.add(`${column * 2 + x},${row * 4 + y}`);
                }
              });
            });
          });
        });
      const inside = dots.filter(([x, y]) => x >= 0 && x < columns * 2 && y >= 0 && y < rows * 4);
      assert.deepEqual(shown, new Set(inside.map(([x, y]) => `${x},${y}`)));
    }),
  );
});
