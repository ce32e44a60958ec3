import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boxed } from '../../../src/dashboard/render/border.js';
import { line, width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';

const ascii = createTheme(false, false);

function text(title: string, lines: string[], columns: number, rows: number): string[] {
  const panel = { title, lines: lines.map((text) => line(text)) };
  return boxed(panel, { columns, rows }, ascii).map((spans) =>
    spans.map(({ text }) => text).join(''),
  );
}

test('a box has its title in the upper edge and its lines below it', () => {
  assert.deepEqual(text('Run', ['one', 'two long', 'three'], 10, 4), [
    '+- Run --+',
    'one',
    'two long',
    '+--------+',
  ]);
});

test('a title that is too long is cut off', () => {
  assert.deepEqual(text('Coefficients', [], 8, 3), ['+- Coef+', '', '+------+']);
});

test('the edges of a box are as far apart and as wide as its size whatever is in it', () => {
  const string = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
  const side = fc.integer({ min: 3, max: 30 });
  fc.assert(
    fc.property(string, fc.array(string), side, side, (title, lines, columns, rows) => {
      const box = boxed(
        { title, lines: lines.map((text) => line(text)) },
        { columns, rows },
        ascii,
      );
      assert.equal(box.length, rows);
      assert.deepEqual([width(box[0]!), width(box.at(-1)!)], [columns, columns]);
    }),
  );
});
