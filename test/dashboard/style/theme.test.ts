import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Color } from '../../../src/dashboard/style/text.js';
import { createTheme, paletteIndex } from '../../../src/dashboard/style/theme.js';
import { type Palette, palettes } from '../palettes.js';

const colors = Object.entries(paletteIndex) as [Color, number][];

/** Red, green and blue from 0 to 255 of six hexadecimal digits. */
function rgb(digits: string): number[] {
  return [0, 2, 4].map((start) => Number.parseInt(digits.slice(start, start + 2), 16));
}

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

/** The contrast of the terminal's own foreground, then of each colour, on a palette's background. */
function contrasts({ foreground, background, colors: all }: Palette): number[] {
  const drawn = [foreground, ...colors.map(([, index]) => all[index]!)];
  return drawn.map((color) => contrast(rgb(color), rgb(background)));
}

test('contrast is that of WCAG', () => {
  assert.ok(Math.abs(contrast([0, 0, 0], [255, 255, 255]) - 21) < 1e-9);
  // Solarized Dark's foreground on its background, as others have it.
  assert.ok(Math.abs(contrast(rgb('839496'), rgb('002b36')) - 4.747877839876171) < 1e-9);
});

/** The least contrast, the greater the more often a colour is used. */
const LEAST: Readonly<Record<Color, number>> = {
  red: 1.8,
  blue: 1.8,
  magenta: 1.8,
  green: 1.6,
  cyan: 1.6,
  yellow: 1.6,
};

describe('on the background of every widespread palette', () => {
  for (const palette of palettes) {
    test(palette.name, () => {
      const [plain, ...ofColors] = contrasts(palette) as [number, ...number[]];
      // What has to be read is plain; WCAG asks for 3 of large text and graphics.
      assert.ok(plain >= 4, `plain: ${plain}`);
      ofColors.forEach((ratio, i) => {
        const [color] = colors[i]!;
        // A colour says again what dashes, characters and letters say.
        const least = palette.name === 'Nord Light' && color === 'yellow' ? 1.2 : LEAST[color];
        assert.ok(ratio >= least, `${color}: ${ratio}`);
      });
    });
  }

  test('is what docs/colours.md says', () => {
    const page = readFileSync(new URL('../../../../docs/colours.md', import.meta.url), 'utf8');
    const rows = palettes.map((palette) => {
      const ratios = contrasts(palette).map((ratio) => ratio.toFixed(1));
      return `| ${[palette.name, ...ratios, palette.source].join(' | ')} |`;
    });
    const heading = ['palette', 'plain', ...colors.map(([color]) => color), 'from'];
    const table = [`| ${heading.join(' | ')} |`, `|${' --- |'.repeat(heading.length)}`, ...rows];
    const written = page.split('\n').filter((line) => line.startsWith('|'));
    assert.deepEqual(written.slice(-table.length), table);
  });
});

/** xterm's own 16 colours. */
const xterm = palettes.find(({ name }) => name === 'xterm')!.colors.map(rgb);

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
      const linear = xterm[index]!.map(linearize);
      const through = matrix.map((row) => row.reduce((sum, k, i) => sum + k * linear[i]!, 0));
      return lab(through.map((value) => Math.min(1, Math.max(0, value))));
    });
    for (const [i, one] of seen.entries()) {
      for (const other of seen.slice(i + 1)) {
        // A just noticeable difference is 2.3; four times that is seen at a glance. Green and the yellow
        // of a sixth run are told apart by those who lack red cones, but not at a glance.
        const difference = Math.hypot(...one.map((value, k) => value - other[k]!));
        const hard = name === 'protanopia' && seen.indexOf(other) === colors.length - 1;
        assert.ok(difference >= (hard ? 2 : 4) * 2.3, `${name}: ${difference}`);
      }
    }
  }
});

test('without Unicode every character is ASCII', () => {
  const text = Object.values(createTheme(false, true).glyphs).join('');
  assert.match(text, /^[ -~]+$/);
});

test('borders, ticks, shades and parts of cells take one column', () => {
  for (const unicode of [false, true]) {
    const { glyphs } = createTheme(unicode, true);
    const { pi: _pi, superscript: _superscript, shades, parts, ...others } = glyphs;
    for (const glyph of [...Object.values(others), ...shades, ...parts]) {
      assert.equal(glyph.length, 1);
    }
  }
});
