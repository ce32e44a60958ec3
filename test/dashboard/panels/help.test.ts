import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyBindings } from '../../../src/dashboard/input/keymap.js';
import { keyLabel } from '../../../src/dashboard/input/keyNames.js';
import type { Size } from '../../../src/dashboard/model/state.js';
import { coefficientTable } from '../../../src/dashboard/panels/coefficients.js';
import { detailsPanel } from '../../../src/dashboard/panels/details.js';
import { directionsPanel } from '../../../src/dashboard/panels/directions.js';
import { help, helpRect, helpScrollLimit } from '../../../src/dashboard/panels/help.js';
import { type Line, width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { scenes } from '../states.js';

const BORDER = 2;
const large = { columns: 200, rows: 200 };
const screens: readonly Size[] = [
  { columns: 40, rows: 12 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  large,
];

function inside(screen: Size): Size {
  const { columns, rows } = helpRect(screen);
  return { columns: columns - BORDER, rows: rows - BORDER };
}

function lines(offset: number, screen: Size): string[] {
  return help(offset, inside(screen)).lines.map((spans) => spans.map(({ text }) => text).join(''));
}

const whole = lines(0, large);

test('every key is in it, with what it does', () => {
  for (const { keys, help } of keyBindings) {
    const entry = whole.find((text) => text.includes(help));
    assert.ok(entry, help);
    const words = entry.slice(0, entry.indexOf(help)).trim().split(/ +/);
    assert.deepEqual(words, keys.map(keyLabel));
  }
});

test('every number on the screen is in it, with what it means', () => {
  const state = scenes.running!({ columns: 120, rows: 40 });
  const texts = (lines: readonly Line[]) =>
    lines.map((spans) => spans.map(({ text }) => text).join(''));
  const inside = { columns: 80, rows: 30 };
  const [head] = texts(coefficientTable(state, inside, createTheme(true, true)).lines);
  const [directions] = texts(directionsPanel(state, inside, createTheme(true, true)).lines);
  const details = texts(
    detailsPanel(state, { columns: 40, rows: 30 }, createTheme(true, true)).lines,
  );
  const names = [head!, directions!].flatMap((text) => text.trim().split(/ {2,}/));
  const glossary = whole
    .slice(whole.indexOf('On the screen') + 1)
    .map((text) => text.slice(0, 20).trim());
  assert.ok(names.includes('still to go'));
  assert.ok(details.length > 5);
  for (const name of [...names, ...details.flatMap((text) => text.trim().split(/ {2,}/))]) {
    // Where there is room the panel says more than the word that is explained.
    assert.ok(
      glossary.some((word) => name.includes(word)),
      name,
    );
  }
});

test('nothing in it is cut off at 80 columns', () => {
  const { columns } = inside({ columns: 80, rows: 24 });
  assert.ok(whole.every((text) => text.length <= columns));
});

test('it lies between header and footer', () => {
  for (const screen of screens) {
    const { left, top, columns, rows } = helpRect(screen);
    assert.ok(left >= 0 && left + columns <= screen.columns);
    assert.ok(top >= 1 && top + rows <= screen.rows - 1);
  }
});

test('all of it can be scrolled to, and nothing beyond', () => {
  for (const screen of screens) {
    const { rows } = inside(screen);
    const limit = helpScrollLimit(screen);
    // On a narrow screen the lines are broken, the same at every height.
    const whole = lines(0, { ...screen, rows: 1000 });
    const seen = new Set<string>();
    for (let offset = 0; offset <= limit; offset++) {
      const shown = lines(offset, screen);
      assert.equal(shown.length, rows);
      assert.deepEqual(shown, whole.slice(offset, offset + rows));
      for (const text of shown) {
        seen.add(text);
      }
    }
    assert.deepEqual(seen, new Set(whole));
    assert.deepEqual(lines(limit + 1000, screen), whole.slice(-rows));
  }
});

test('the title says how much more there is', () => {
  for (const screen of screens) {
    const limit = helpScrollLimit(screen);
    const title = (offset: number) => help(offset, inside(screen)).title;
    assert.doesNotMatch(title(limit), /more/);
    if (limit > 0) {
      assert.match(title(0), new RegExp(` ${limit} more`));
    }
  }
});

test('every line is as wide as the overlay at most', () => {
  const { columns } = inside(large);
  assert.equal(Math.max(...help(0, inside(large)).lines.map(width)), columns);
});
