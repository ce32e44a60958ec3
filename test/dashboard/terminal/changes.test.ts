import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packStyle, type Row } from '../../../src/dashboard/render/cellAttributes.js';
import { type Style, span } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { changes } from '../../../src/dashboard/terminal/changes.js';
import { createEmulator, type Emulator } from '../../emulator.js';

const SIZE = { columns: 12, rows: 3 };

/** Rows of text in one style, each with spaces up to the edge. */
function screen(texts: readonly string[], style: Style = {}): Row[] {
  return rowsOf(
    texts.map((text) => [...text.padEnd(SIZE.columns)].map((each) => span(each, style))),
  );
}

function rowsOf(cells: readonly (readonly { text: string; style: Style }[])[]): Row[] {
  const theme = createTheme(true, true);
  return cells.map((row) =>
    Object.assign(
      row.map(({ text, style }) => [packStyle(style, theme), text] as [number, string]),
      { dirty: true },
    ),
  );
}

const blank = () => screen(['', '', '']);

const cell = fc.record({
  text: fc.constantFrom(' ', 'a', 'b', '━', '⣿'),
  style: fc.constantFrom<Style>(
    {},
    { bold: true },
    { color: 'red' },
    { color: 'cyan' },
    { color: 'green', bold: true, inverse: true },
  ),
});

const someScreen = fc.array(fc.array(cell, { minLength: SIZE.columns, maxLength: SIZE.columns }), {
  minLength: SIZE.rows,
  maxLength: SIZE.rows,
});

async function written(...screens: readonly Row[][]): Promise<Emulator> {
  const emulator = createEmulator(SIZE);
  const shown = blank();
  for (const rows of screens) {
    await emulator.write(changes(rows, shown, true));
  }
  return emulator;
}

test('whatever was shown before, the terminal shows the new screen', async () => {
  await fc.assert(
    fc.asyncProperty(someScreen, someScreen, async (one, other) => {
      const anew = await written(rowsOf(other));
      const changed = await written(rowsOf(one), rowsOf(other));
      assert.equal(changed.styledText(), anew.styledText());
      assert.equal(
        anew.text().trimEnd(),
        other
          .map((row) =>
            row
              .map(({ text }) => text)
              .join('')
              .trimEnd(),
          )
          .join('\n')
          .trimEnd(),
      );
    }),
  );
});

test('nothing is written if nothing has changed, or only what is known not to be dirty', () => {
  assert.equal(changes(screen(['a']), screen(['a']), true), '');
  const rows = screen(['b']);
  rows[0]!.dirty = false;
  assert.equal(changes(rows, screen(['a']), true), '');
});

test('the cursor goes the shortest way to what has changed', () => {
  const shown = screen(['loss 123.45', 'a          b']);
  assert.equal(
    changes(screen(['loss 103.46', 'a          c']), shown, true),
    '\x1b[1;7H03.46\x1b[2;12Hc\x1b[H',
  );
  assert.equal(
    changes(screen(['Loss 103.49', 'a          c']), shown, true),
    '\x1b[1;1HL\x1b[9C9\x1b[H',
  );
});

test('a style is set where it begins and reset only at the end', () => {
  const style: Style = { bold: true, color: 'red' };
  assert.equal(
    changes(screen(['ab', 'c'], style), screen(['', ''], style), true),
    '\x1b[1;1H\x1b[1;91mab\x1b[2;1Hc\x1b[m\x1b[H',
  );
});

test('a terminal without Unicode gets a question mark for what it cannot show', () => {
  assert.equal(changes(screen(['né']), blank(), false), '\x1b[1;1Hn?\x1b[H');
});
