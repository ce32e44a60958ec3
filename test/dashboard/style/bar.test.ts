import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bar, leftBar } from '../../../src/dashboard/style/bar.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';

const unicode = createTheme(true, false).glyphs;
const ascii = createTheme(false, false).glyphs;

test('a bar is full only for the whole and empty only for nothing, and grows by parts of a cell', () => {
  for (const glyphs of [unicode, ascii]) {
    for (let columns = 1; columns <= 40; columns++) {
      const cells = (share: number) => bar(share, columns, glyphs);
      assert.equal(cells(0), glyphs.rest.repeat(columns));
      assert.equal(cells(1), glyphs.full.repeat(columns));
      assert.notEqual(cells(1e-9), cells(0));
      assert.notEqual(cells(1 - 1e-9), cells(1));
      const shown = Array.from({ length: 1001 }, (_, i) => cells(i / 1000));
      assert.ok(shown.every((text) => text.length === columns));
      const steps = columns * (glyphs.parts.length + 1);
      assert.equal(new Set(shown).size, steps + 1);
    }
  }
  assert.equal(bar(0.3, 5, unicode), '━╸···');
  assert.equal(bar(0.3, 5, ascii), '#|...');
});

test('what is left is visible down to half a per cent, and its percentage is shown even above 100', () => {
  for (const glyphs of [unicode, ascii]) {
    for (let columns = 8; columns <= 40; columns++) {
      assert.equal(leftBar(0.0049, columns, glyphs)[0], glyphs.rest);
      assert.equal(leftBar(0.0051, columns, glyphs)[0], glyphs.parts[0]);
      const full = glyphs.full.repeat(columns - 7);
      assert.equal(leftBar(1, columns, glyphs), `${full}  100 %`);
      assert.equal(leftBar(1.004, columns, glyphs), `${full}  100 %`);
      assert.equal(leftBar(2, columns, glyphs), `${full.slice(1)}>  200 %`);
      assert.equal(leftBar(1e30, columns, glyphs), '>999 %'.padStart(columns));
    }
  }
});
