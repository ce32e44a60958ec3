import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linspace, sineDataset } from '../../src/fit/dataset.js';
import { moderate } from './arbitraries.js';
import { assertClose } from './close.js';
import { numpyData } from './numpyRuns.js';

for (const { start, stop, count, values } of numpyData.linspace) {
  test(`linspace equals NumPy's: ${count} points from ${start} to ${stop}`, () => {
    const actual = linspace(start, stop, count);
    assert.equal(actual.length, count);
    for (const { index, value } of values) {
      assert.equal(actual[index], value, `index ${index}`);
    }
  });
}

test('linspace includes both ends and never goes back', () => {
  fc.assert(
    fc.property(
      moderate(1e6),
      moderate(1e6),
      fc.integer({ min: 2, max: 300 }),
      (end, otherEnd, count) => {
        const [start, stop] = [Math.min(end, otherEnd), Math.max(end, otherEnd)];
        const values = linspace(start, stop, count);
        assert.equal(values.length, count);
        assert.ok(values[0] === start && values.at(-1) === stop);
        assert.ok(values.every((value, i) => i === 0 || value >= values[i - 1]!));
      },
    ),
  );
});

test('sineDataset takes the sine at every point', () => {
  const { x, y } = sineDataset(7, [0, Math.PI]);
  const exact = [0, 1 / 2, Math.sqrt(3) / 2, 1, Math.sqrt(3) / 2, 1 / 2, 0];
  assert.equal(x.length, 7);
  assert.equal(y.length, 7);
  exact.forEach((value, i) => {
    assertClose(x[i]!, (i * Math.PI) / 6, 1e-15, `x[${i}]`);
    assertClose(y[i]!, value, 1e-15, `y[${i}]`, 1);
  });
});

test('sineDataset refuses fewer than 2 points, fractions and ends that are not finite', () => {
  for (const count of [1, 0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => sineDataset(count, [0, 1]), RangeError);
  }
  assert.throws(() => sineDataset(5, [Number.NEGATIVE_INFINITY, 1]), RangeError);
  assert.throws(() => sineDataset(5, [0, Number.NaN]), RangeError);
  assert.throws(
    () => sineDataset(5, [-1.7e308, 1.7e308]),
    /finite .* from -1.7e\+308 to 1.7e\+308/,
  );
});

test('sineDataset refuses an interval that does not rise', () => {
  assert.throws(() => sineDataset(10, [1, 1]), RangeError);
  assert.throws(() => sineDataset(10, [2, 1]), /go from low to high, not from 2 to 1/);
  assert.throws(() => sineDataset(10, [Number.NaN, 1]), RangeError);
  assert.throws(() => sineDataset(1, [0, 1]), /points must be a whole number, at least 2, not 1$/);
});
