import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type Axis,
  closeLogAxis,
  iterationAxis,
  linearAxis,
  logAxis,
} from '../../../src/dashboard/plot/axis.js';

const labels = (axis: Axis) => axis.ticks.map(({ label }) => label);

/** Ticks rise within the axis, and no two labels read the same. */
function assertTicks(axis: Axis, longest: number): void {
  axis.ticks.forEach(({ value, label }, i) => {
    const place = axis.position(value);
    assert.ok(place !== null && place >= 0 && place <= 1, `${label} at ${place}`);
    assert.ok(i === 0 || value > axis.ticks[i - 1]!.value, `${label} does not rise`);
    assert.ok(label.length <= longest, `${label} is too long`);
  });
  assert.equal(new Set(labels(axis)).size, axis.ticks.length);
}

/** Larger values do not stand lower, and all of them on the axis. */
function assertMonotone(axis: Axis, values: readonly number[]): void {
  const places = values.toSorted((a, b) => a - b).map((value) => axis.position(value));
  places.forEach((place, i) => {
    assert.ok(place !== null && place >= 0 && place <= 1, `${place}`);
    assert.ok(i === 0 || place >= places[i - 1]!);
  });
}

describe('the iteration axis', () => {
  test('has round ticks', () => {
    assert.deepEqual(labels(iterationAxis(0, 2000, 4)), ['0', '500', '1000', '1500', '2000']);
    assert.deepEqual(labels(iterationAxis(0, 1, 4)), ['0', '1']);
    assert.deepEqual(labels(iterationAxis(0, 1.05e6, 11)).slice(-2), ['900k', '1M']);
    assert.deepEqual(labels(iterationAxis(0, 1e9, 2)), ['0', '500M', '1G']);
  });

  test('has no place for values beyond it', () => {
    const axis = iterationAxis(0, 2000, 4);
    assert.deepEqual(
      [0, 500, 2000, -1, 2001, Number.NaN, Number.POSITIVE_INFINITY].map(axis.position),
      [0, 0.25, 1, null, null, null, null],
    );
  });

  test('has whole, short, different labels at any length', () => {
    const end = fc.oneof(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(end, fc.double({ min: 1, max: 20, noNaN: true }), (end, count) => {
        const axis = iterationAxis(0, end, count);
        assertTicks(axis, 5);
        assert.ok(axis.ticks.length >= 1 && axis.ticks.length <= 2 * count + 2);
        for (const { value, label } of axis.ticks) {
          const power = ['', 'k', 'M', 'G', 'T', 'P'].indexOf(label.replace(/[\d.]/g, ''));
          assert.equal(Number(`${Number.parseFloat(label)}e${3 * power}`), value);
          assert.ok(Number.isInteger(value));
        }
      }),
    );
  });

  test('may begin anywhere', () => {
    const axis = iterationAxis(12_000, 13_000, 4);
    assert.deepEqual(labels(axis), ['12k', '12.2k', '12.4k', '12.6k', '12.8k', '13k']);
    assert.deepEqual([11_999, 12_000, 12_250].map(axis.position), [null, 0, 0.25]);
    const iteration = fc.integer({ min: 0, max: 2e9 });
    fc.assert(
      fc.property(iteration, fc.integer({ min: 1, max: 1e6 }), (start, length) => {
        // Of ten digits and a prefix.
        assertTicks(iterationAxis(start, start + length, 5), 12);
      }),
    );
  });

  test('is monotone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.boolean(), (values, log) => {
        assertMonotone(iterationAxis(0, Math.max(1, ...values), 5, log), values);
      }),
    );
  });

  test('has room for 0 and for each decade where it is logarithmic', () => {
    const axis = iterationAxis(0, 999, 4, true);
    assert.deepEqual(labels(axis), ['0', '1', '10', '100']);
    assert.deepEqual(
      [0, 9, 99, 999].map(axis.position).map((place) => Math.round(9 * place!)),
      [0, 3, 6, 9],
    );
    assert.deepEqual(labels(iterationAxis(0, 30, 8, true)), ['0', '1', '2', '5', '10', '20']);
    assert.deepEqual(labels(iterationAxis(1000, 1200, 2, true)), ['1000', '1100', '1200']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (end) => {
        assertTicks(iterationAxis(0, end, 5, true), 5);
      }),
    );
  });
});

/** Spread over the exponents rather than the bit patterns. */
const positive = fc
  .tuple(fc.double({ min: 1, max: 9.99, noNaN: true }), fc.integer({ min: -300, max: 300 }))
  .map(([digits, power]) => digits * 10 ** power);
const any = fc.oneof(positive, fc.double());
const count = fc.integer({ min: 1, max: 60 });

describe('the logarithmic axis', () => {
  const isShown = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY;

  test('has 1-2-5 ticks if there is room, else one for every decade or every few', () => {
    assert.deepEqual(labels(logAxis([3, 8], 7)), ['5', '10', '20']);
    assert.deepEqual(labels(logAxis([100, 20001], 7)), ['100', '1000', '10000']);
    assert.deepEqual(labels(logAxis([1e-12, 1], 7)), ['1e-12', '1e-8', '1e-4', '1e0']);
    assert.deepEqual(
      labels(logAxis([8.8, 6e5], 24)),
      [1, 2, 3, 4, 5, 6].map((power) => `1e${power}`),
    );
    assert.deepEqual(labels(logAxis([1, 1e300], 4)), ['1e0', '1e100', '1e200', '1e300']);
    assert.deepEqual(labels(logAxis([0.0123, 0.05], 5)), ['0.02', '0.05', '0.1']);
  });

  test('has three labels where there are decades and rows for them', () => {
    assert.deepEqual(labels(logAxis([8.8, 2e6], 6)), ['1e1', '1e3', '1e5']);
    for (let count = 4; count <= 20; count++) {
      for (let decades = 3; decades <= 30; decades++) {
        const { length } = logAxis([10, 10 ** (1 + decades)], count).ticks;
        assert.ok(length >= 3, `${decades} decades on ${count} rows: ${length}`);
      }
    }
  });

  test('has one notation, like that of iterations', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), count, (values, count) => {
        const all = labels(logAxis(values, count));
        assert.equal(
          new Set(all.map((label) => label.includes('e'))).size,
          Math.min(1, all.length),
        );
      }),
    );
    assert.deepEqual(labels(iterationAxis(0, 2e4, 4)), ['0', '5k', '10k', '15k', '20k']);
    assert.deepEqual(labels(iterationAxis(0, 2e4, 4, true)), ['0', '1', '10', '100', '1k', '10k']);
  });

  test('wastes nothing below the least value, and ends at a round number or after a decade', () => {
    for (let power = -300; power < 300; power += 25) {
      const [least, next, last] = [`1.3e${power}`, `1.9e${power + 1}`, `2e${power + 1}`].map(
        Number,
      );
      const { start, end } = logAxis([next!, least!], 5);
      assert.deepEqual([start, end], [least, last]);
      assert.ok(Math.abs(logAxis([least!], 5).end / least! - 10) < 1e-12);
    }
  });

  test('shows every value there is, from the least double to the greatest', () => {
    const values = [Number.MIN_VALUE, 1e-320, 1, 1e308, Number.MAX_VALUE];
    for (const some of [values, values.slice(0, 1), values.slice(-1), values.slice(0, 2)]) {
      for (let count = 3; count <= 30; count++) {
        const axis = logAxis(some, count);
        assertMonotone(axis, some);
        assertTicks(axis, 6);
        assert.ok(axis.ticks.length > 0);
      }
    }
  });

  test('is not moved by values that it cannot show', () => {
    const { start, end, position } = logAxis([Number.NaN, 0, -5, Number.POSITIVE_INFINITY, 3], 5);
    assert.deepEqual([start, end], [3, 30]);
    for (const value of [Number.NaN, 0, -5, Number.POSITIVE_INFINITY, 2.9, 31]) {
      assert.equal(position(value), null);
    }
    assert.deepEqual(labels(logAxis([], 5)), ['1', '2', '5', '10']);
  });

  test('is logarithmic', () => {
    const { position } = logAxis([1e-3, 1e5], 5);
    for (const [value, place] of [
      [1e-3, 0],
      [1, 3 / 8],
      [20, (4 + Math.log10(2)) / 8],
      [1e5, 1],
    ] as const) {
      assert.ok(Math.abs(position(value)! - place) < 1e-12);
    }
  });

  test('holds all the values it was made for, in their order', () => {
    fc.assert(
      fc.property(fc.array(any), count, (values, count) => {
        assertMonotone(logAxis(values, count), values.filter(isShown));
      }),
    );
  });

  test('has short, different labels on rows of their own', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), count, (values, count) => {
        const axis = logAxis(values, count);
        const far = values.some((value) => isShown(value) && (value < 1e-99 || value > 1e99));
        assertTicks(axis, far ? 6 : 5);
        for (const { value, label } of axis.ticks) {
          assert.equal(Number(label), value);
        }
        if (count >= 2) {
          const rows = axis.ticks.map(({ value }) =>
            Math.round(axis.position(value)! * (count - 1)),
          );
          assert.equal(new Set(rows).size, rows.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Values that are as near to round numbers, and to each other, as doubles can be. */
const nearRound = fc
  .tuple(
    fc.integer({ min: 1, max: 200 }),
    fc.constantFrom(1e-9, 0.01, 0.1, 1, 1e6),
    fc.integer({ min: -2, max: 2 }),
  )
  .map(([whole, unit, ulps]) => whole * unit * (1 + ulps * 2 ** -52));
const values = fc.array(fc.oneof(any, nearRound), { maxLength: 5 });
const near = fc
  .tuple(positive, fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { maxLength: 4 }))
  .map(([least, factors]) => [least, ...factors.map((factor) => least * factor)]);

/** At least two ticks, evenly spaced but for rounding. */
function assertEven({ ticks }: Axis): void {
  assert.ok(ticks.length >= 2);
  const step = ticks[1]!.value - ticks[0]!.value;
  ticks.slice(1).forEach(({ value }, i) => {
    const size = Math.max(Math.abs(value), step);
    assert.ok(Math.abs(value - ticks[i]!.value - step) <= 1e-6 * step + 1e-15 * size);
  });
}

/** A label says its value but for the last digit. */
function assertTrue({ ticks }: Axis): void {
  for (const { value, label } of ticks) {
    const greatest = Math.max(...ticks.map(({ value }) => Math.abs(value)));
    assert.ok(Math.abs(Number(label) - value) <= 1e-9 * greatest, `${label} is ${value}`);
  }
}

describe('the linear axis', () => {
  test('has ticks in steps of 1, 2 or 5, all in the same notation', () => {
    assert.deepEqual(labels(linearAxis([0, 3], 4)), ['0', '1', '2', '3']);
    assert.deepEqual(labels(linearAxis([0.1, 0.9], 5)), ['0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    assert.deepEqual(labels(linearAxis([-1.2, 1.2], 4)), ['-2', '-1', '0', '1', '2']);
    assert.deepEqual(labels(linearAxis([0, 2e300], 2)), ['0', '1e300', '2e300']);
    assert.deepEqual(labels(linearAxis([-1e308, 1e308], 2)), ['-1e308', '0', '1e308']);
    assert.deepEqual(labels(linearAxis([0, 15e5], 3)), ['0', '5.0e5', '1.0e6', '1.5e6']);
  });

  test('is linear', () => {
    const { position } = linearAxis([0, 10], 5);
    assert.deepEqual([0, 2.5, 10].map(position), [0, 0.25, 1]);
    assert.deepEqual([-0.1, 10.1, Number.NaN, Number.POSITIVE_INFINITY].map(position), [
      null,
      null,
      null,
      null,
    ]);
  });

  test('is not moved by values that it cannot show', () => {
    const bounds = ({ start, end }: Axis) => [start, end];
    const { NaN: nan, POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;
    assert.deepEqual(
      bounds(linearAxis([nan, 1, POSITIVE_INFINITY, 4, NEGATIVE_INFINITY], 3)),
      bounds(linearAxis([1, 4], 3)),
    );
    assert.deepEqual(bounds(linearAxis([], 3)), [0, 1]);
  });

  test('has room around values that are all the same', () => {
    for (const value of [0, 1, 8.817165410007, -3, 1e-300, 1e300]) {
      const axis = linearAxis([value, value], 5);
      const place = axis.position(value);
      assert.ok(place !== null && place > 0.1 && place < 0.9, `${value} at ${place}`);
      assertTicks(axis, 20);
    }
  });

  test('holds all the values it was made for, in their order', () => {
    fc.assert(
      fc.property(values, count, (values, count) => {
        assertMonotone(linearAxis(values, count), values.filter(Number.isFinite));
      }),
      { numRuns: 2000 },
    );
  });

  test('has different labels that say the values of its ticks', () => {
    fc.assert(
      fc.property(fc.oneof(values, near), count, (values, count) => {
        const axis = linearAxis(values, count);
        assertTicks(axis, 20);
        assertTrue(axis);
        assertEven(axis);
      }),
      { numRuns: 2000, examples: [[[-1.0000000000000002e308, 1], 1]] },
    );
  });
});

describe('the close logarithmic axis', () => {
  test('has the ticks of a linear one at logarithmic places', () => {
    const axis = closeLogAxis([11, 29], 4);
    assert.deepEqual(labels(axis), ['10', '15', '20', '25', '30']);
    assert.ok(Math.abs(axis.position(Math.sqrt(300))! - 0.5) < 1e-12);
  });

  test('is the logarithmic axis from a decade on', () => {
    assert.deepEqual(labels(closeLogAxis([2, 30], 5)), labels(logAxis([2, 30], 5)));
  });

  test('holds all the positive values it was made for, in their order', () => {
    fc.assert(
      fc.property(fc.oneof(values, near), count, (values, count) => {
        const axis = closeLogAxis(values, count);
        const shown = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY);
        assertMonotone(axis, shown);
        assertTicks(axis, 20);
        assert.equal(axis.position(0), null);
        assert.equal(axis.position(-1), null);
      }),
      {
        numRuns: 2000,
        examples: [
          [[Number.MIN_VALUE], 5],
          [[Number.MAX_VALUE], 5],
        ],
      },
    );
  });
});
