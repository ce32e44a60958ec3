import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  center,
  fit,
  justify,
  type Line,
  LineBuilder,
  line,
  type Style,
  sameLine,
  span,
  width,
} from '../../../src/dashboard/style/text.js';

const styles: readonly Style[] = [{}, { bold: true }, { color: 'red' }];
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });
const spans: fc.Arbitrary<Line> = fc.array(
  fc.tuple(text, fc.constantFrom(...styles)).map(([characters, style]) => span(characters, style)),
  { maxLength: 6 },
);
const columns = fc.nat({ max: 60 });

/** Each character with its style: what a line looks like, however it is cut into spans. */
function cells(spans: Line): [string, Style][] {
  return spans.flatMap(({ text, style }) => [...text].map((c): [string, Style] => [c, style]));
}

function textOf(spans: Line): string {
  return spans.map(({ text }) => text).join('');
}

test('fit gives exactly the columns: the line, cut off or followed by blanks', () => {
  fc.assert(
    fc.property(spans, columns, (given, columns) => {
      const fitted = fit(given, columns);
      assert.equal(width(fitted), columns);
      const kept = Math.min(width(given), columns);
      assert.deepEqual(cells(fitted).slice(0, kept), cells(given).slice(0, kept));
      assert.equal(textOf(fitted).slice(kept), ' '.repeat(columns - kept));
    }),
  );
});

test('center leaves as much room on the left as on the right, or one column less', () => {
  assert.equal(textOf(center(line('abc'), 8)), '  abc   ');
  assert.equal(textOf(center(line('abc'), 2)), 'ab');
  fc.assert(
    fc.property(spans, columns, (given, columns) => {
      const centered = center(given, columns);
      assert.equal(width(centered), columns);
      assert.ok(textOf(centered).includes(textOf(given).slice(0, columns)));
    }),
  );
});

test('justify puts two texts at the two ends; the right one gives way', () => {
  assert.equal(textOf(justify(line('ab'), line('cd'), 6)), 'ab  cd');
  assert.equal(textOf(justify(line('ab'), line('cd'), 5)), 'ab cd');
  assert.equal(textOf(justify(line('ab'), line('cd'), 4)), 'ab  ');
  fc.assert(
    fc.property(spans, spans, columns, (left, right, columns) => {
      assert.equal(width(justify(left, right, columns)), columns);
    }),
  );
});

test('a line built cell by cell looks like its cells and has no neighbours of one style', () => {
  fc.assert(
    fc.property(spans, (given) => {
      const builder = new LineBuilder();
      for (const [character, style] of cells(given)) {
        builder.add(character, style);
      }
      assert.deepEqual(cells(builder.spans), cells(given));
      builder.spans.forEach(({ style }, i) => {
        assert.notEqual(style, builder.spans[i + 1]?.style);
      });
    }),
  );
});

test('lines are the same when their stretches are, in text and in style', () => {
  fc.assert(
    fc.property(spans, (given) => {
      const copy = given.map(({ text, style }) => span(text, { ...style }));
      assert.ok(sameLine(given, copy));
      assert.ok(!sameLine(given, [...given, span('x')]));
      assert.ok(!sameLine([...given, span('x')], given));
      assert.ok(!sameLine([...given, span('x')], [...given, span('y')]));
      for (const style of [{ bold: true }, { inverse: true }, { color: 'red' }] as const) {
        assert.ok(!sameLine([...given, span('x')], [...given, span('x', style)]));
      }
    }),
  );
});
