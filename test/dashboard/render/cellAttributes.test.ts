import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packStyle, unpackStyle } from '../../../src/dashboard/render/cellAttributes.js';
import type { Color, Style } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';

const colored = createTheme(true, true);
const colorless = createTheme(true, false);

/** As blessed has it: 1 for bold, 8 for inverse, then the colours, 0x1ff for the terminal's own. */
const PLAIN = (0x1ff << 9) | 0x1ff;

test('styles are packed as blessed packs them', () => {
  assert.equal(packStyle({}, colored), PLAIN);
  assert.equal(packStyle({ bold: true }, colored), (1 << 18) | PLAIN);
  assert.equal(packStyle({ inverse: true }, colored), (8 << 18) | PLAIN);
  const red: Style = { bold: true, inverse: true, color: 'red' };
  assert.equal(packStyle(red, colored), (9 << 18) | (9 << 9) | 0x1ff);
});

test('what is packed is unpacked', () => {
  const names: Readonly<Record<Color, string>> = {
    red: 'bright-red',
    magenta: 'magenta',
    blue: 'bright-blue',
    cyan: 'cyan',
    green: 'green',
    yellow: 'yellow',
  };
  for (const bold of [false, true]) {
    for (const inverse of [false, true]) {
      const plain = unpackStyle(packStyle({ bold, inverse }, colored));
      assert.deepEqual(plain, { bold, inverse, foreground: null });
      for (const [color, foreground] of Object.entries(names) as [Color, string][]) {
        const style = unpackStyle(packStyle({ bold, inverse, color }, colored));
        assert.deepEqual(style, { bold, inverse, foreground });
      }
    }
  }
});

test('without colour only bold and inverse are left', () => {
  const style: Style = { bold: true, inverse: true, color: 'red' };
  assert.equal(packStyle(style, colorless), packStyle({ bold: true, inverse: true }, colored));
});
