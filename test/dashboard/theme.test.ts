import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Color } from '../../src/dashboard/text.js';
import { createTheme, paletteIndex } from '../../src/dashboard/theme.js';

/** xterm's own 16 colours (XTerm-col.ad). */
const palette: readonly (readonly [number, number, number])[] = [
  [0x00, 0x00, 0x00],
  [0xcd, 0x00, 0x00],
  [0x00, 0xcd, 0x00],
  [0xcd, 0xcd, 0x00],
  [0x00, 0x00, 0xee],
  [0xcd, 0x00, 0xcd],
  [0x00, 0xcd, 0xcd],
  [0xe5, 0xe5, 0xe5],
  [0x7f, 0x7f, 0x7f],
  [0xff, 0x00, 0x00],
  [0x00, 0xff, 0x00],
  [0xff, 0xff, 0x00],
  [0x5c, 0x5c, 0xff],
  [0xff, 0x00, 0xff],
  [0x00, 0xff, 0xff],
  [0xff, 0xff, 0xff],
];

const colors = Object.entries(paletteIndex) as [Color, number][];

/** The linear share of light of an sRGB value from 0 to 255. */
function linearize(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map(linearize);
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast ratio (WCAG 2.2), from 1 to 21. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

test('every colour is readable on black and on white', () => {
  assert.ok(Math.abs(contrast([0, 0, 0], [255, 255, 255]) - 21) < 1e-9);
  for (const [color, index] of colors) {
    for (const background of [palette[0]!, palette[15]!]) {
      const ratio = contrast(palette[index]!, background);
      assert.ok(ratio >= 3, `${color}: ${ratio}`);
    }
  }
  assert.equal(new Set(colors.map(([, index]) => index)).size, colors.length);
});

/**
 * What linear red, green and blue become to those who lack one kind of cone (Machado, Oliveira and
 * Fernandes 2009, severity 1).
 */
const deficiencies: Readonly<Record<string, readonly (readonly number[])[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* of a linear RGB colour, at the white point D65. */
function lab([red, green, blue]: readonly number[]): number[] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * red! + 0.3576 * green! + 0.1805 * blue!) / 0.9505);
  const y = f(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!);
  const z = f((0.0193 * red! + 0.1192 * green! + 0.9505 * blue!) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test('any two colours stay apart with the common colour-vision deficiencies', () => {
  for (const [name, matrix] of Object.entries(deficiencies)) {
    const seen = colors.map(([, index]) => {
      const linear = palette[index]!.map(linearize);
      const through = matrix.map((row) => row.reduce((sum, k, i) => sum + k * linear[i]!, 0));
      return lab(through.map((value) => Math.min(1, Math.max(0, value))));
    });
    for (const [i, one] of seen.entries()) {
      for (const other of seen.slice(i + 1)) {
        // A just noticeable difference is 2.3; 12 is seen at a glance.
        const difference = Math.hypot(...one.map((value, k) => value - other[k]!));
        assert.ok(difference >= 12, `${name}: ${difference}`);
      }
    }
  }
});

test('without Unicode every character is ASCII', () => {
  const text = Object.values(createTheme(false, true).glyphs).join('');
  assert.match(text, /^[ -~]+$/);
});

test('borders and ticks take one column', () => {
  for (const unicode of [false, true]) {
    const { pi: _pi, superscript: _superscript, ...glyphs } = createTheme(unicode, true).glyphs;
    for (const glyph of Object.values(glyphs)) {
      assert.equal(glyph.length, 1);
    }
  }
});
