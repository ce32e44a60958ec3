import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createEmulator, type Screen } from './emulator.js';
import { renderAnimatedSvg, renderSvg } from './svg.js';

async function screenOf(data: string, size = { columns: 20, rows: 3 }): Promise<Screen> {
  const emulator = createEmulator(size);
  await emulator.write(data);
  return emulator.screen();
}

/** The texts of a picture with their attributes, in the order of the file. */
function textsOf(svg: string): { text: string; x: number; length: number; attributes: string }[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, attributes = '', text = '']) => ({
      text,
      x: Number(/\bx="([^"]+)"/.exec(attributes)?.[1]),
      length: Number(/textLength="([^"]+)"/.exec(attributes)?.[1]),
      attributes,
    }),
  );
}

describe('a picture of one screen', () => {
  test('has the text, cut at wide gaps and where another font may begin', async () => {
    const svg = renderSvg(await screenOf('│loss 1.5   rms│\r\nx²π y ⣀⡠'), { title: 'a' });
    assert.deepEqual(
      textsOf(svg).map(({ text }) => text),
      ['loss 1.5', 'rms', 'x', '²π', 'y'],
    );
  });

  test('has braille and box lines as shapes, in the colours of the text', async () => {
    const svg = renderSvg(await screenOf('\x1b[91m⣀\x1b[m┐'), { title: 'a' });
    const paths = [...svg.matchAll(/<path d="([^"]+)" ([^>]*)\/>/g)];
    const [braille, box] = paths.map(([, , attributes]) => attributes!);
    assert.equal(paths.length, 2);
    assert.match(braille!, /stroke="#ff8f97" .*stroke-linecap="round"/);
    assert.match(box!, /stroke="#d4d9e0"$/);
    assert.deepEqual(textsOf(svg), []);
  });

  test('puts every text on its cells: same distance and width for every column', async () => {
    const svg = renderSvg(await screenOf('a  bcd  ππ'), { title: 'a' });
    const [a, b, pi] = textsOf(svg);
    assert.ok(a && b && pi);
    const near = (value: number, expected: number): void =>
      assert.ok(Math.abs(value - expected) < 0.02, `${value} is not ${expected}`);
    near(b.x - a.x, 3 * a.length);
    near(b.length, 3 * a.length);
    near(pi.x - a.x, 8 * a.length);
    near(pi.length, 2 * a.length);
  });

  test('escapes what is markup in XML, in the title as well', async () => {
    const svg = renderSvg(await screenOf('a<b>&c'), { title: '<&>' });
    assert.equal(textsOf(svg)[0]?.text, 'a&lt;b&gt;&amp;c');
    assert.match(svg, /<title>&lt;&amp;&gt;<\/title>/);
  });

  test('shows bold and colours', async () => {
    const svg = renderSvg(await screenOf('\x1b[1mb\x1b[0;91mr'), { title: 'a' });
    const [bold, red] = textsOf(svg).map(({ attributes }) => attributes);
    assert.match(bold ?? '', /font-weight="bold"/);
    assert.match(red ?? '', /fill="#ff8f97"/);
  });

  test('fills the cells behind inverse text, blanks included', async () => {
    const svg = renderSvg(await screenOf('\x1b[7m on \x1b[0m off'), { title: 'a' });
    const plain = textsOf(svg).find(({ text }) => text === 'off');
    const filled = [...svg.matchAll(/<rect x="[^"]+" y="[^"]+" width="([^"]+)"/g)];
    assert.ok(plain);
    assert.equal(filled.length, 1);
    assert.ok(Math.abs(Number(filled[0]?.[1]) - (plain.length * 4) / 3) < 0.02);
  });

  test('is the same file for the same screen and has no animation', async () => {
    const svg = renderSvg(await screenOf('x'), { title: 'a' });
    assert.equal(renderSvg(await screenOf('x'), { title: 'a' }), svg);
    assert.doesNotMatch(svg, /keyframes/);
  });
});

describe('an animated picture', () => {
  test('has common texts once and the others by the frames that show them', async () => {
    const frames = [
      { screen: await screenOf('title\r\none'), milliseconds: 100 },
      { screen: await screenOf('title\r\ntwo'), milliseconds: 300 },
    ];
    const svg = renderAnimatedSvg(frames, { title: 'a' });
    assert.deepEqual(
      textsOf(svg).map(({ text }) => text),
      ['title', 'one', 'two'],
    );
    const [, one, two] = [...svg.split(/<g class="f\d+">/)];
    assert.match(one ?? '', /^\n<text [^>]*>one</);
    assert.match(two ?? '', /^\n<text [^>]*>two</);
    assert.match(svg, /@keyframes f0\{0%\{visibility:visible\}25%\{visibility:hidden\}\}/);
    assert.match(svg, /@keyframes f1\{0%\{visibility:hidden\}25%\{visibility:visible\}\}/);
    assert.match(svg, /animation:f0 400ms step-end infinite/);
    // Without animation the last frame stays.
    assert.match(svg, /\.f0\{visibility:hidden;/);
    assert.match(svg, /\.f1\{visibility:visible;/);
  });

  test('needs frames, all of one size', async () => {
    assert.throws(() => renderAnimatedSvg([], { title: 'a' }), RangeError);
    const small = { screen: await screenOf('x', { columns: 5, rows: 2 }), milliseconds: 1 };
    const large = { screen: await screenOf('x'), milliseconds: 1 };
    assert.throws(() => renderAnimatedSvg([small, large], { title: 'a' }), RangeError);
  });
});
