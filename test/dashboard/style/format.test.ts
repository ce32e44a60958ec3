import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  aligned,
  belowOne,
  duration,
  pace,
  percent,
  scientific,
  significant,
} from '../../../src/dashboard/style/format.js';

/** The smallest denormal, the greatest double, and numbers at which notations change. */
const edges = [
  0,
  -0,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  1e-300,
  1e-99,
  1e-100,
  9.9999999e-5,
  1e-4,
  0.99995,
  9.9999995,
  9999.9999999,
  99999.9999,
  1e5,
  999999.5,
  1e6,
  1e20,
  1e21,
  9.99e99,
  1e100,
  1e300,
  Number.MAX_VALUE,
].flatMap((value) => [value, -value]);
const finite = fc.oneof(
  fc.constantFrom(...edges),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const columns = fc.integer({ min: 8, max: 20 });
const notFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** At most half a unit in the last place off, and what the doubles compared here are rounded by. */
function assertRounded(shown: string, value: number): void {
  const [mantissa = '', power = '0'] = shown.trim().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  // A tenth of both, as the greatest doubles rounded up are beyond the range of doubles.
  const scale = Math.abs(value) > 1 ? 1 : 0;
  const unit = Number(`1e${Number(power) - decimals - scale}`);
  const exact = value / 10 ** scale;
  const error = Math.abs(Number(`${mantissa}e${Number(power) - scale}`) - exact);
  assert.ok(error <= 0.5 * unit + Math.abs(exact) * 2 ** -51, `${shown}: ${value}`);
}

describe('aligned', () => {
  test('puts the point into one column', () => {
    assert.deepEqual(
      [0.8567408, -12.5, 987.654321, -99.99999, 0, -0].map((value) => aligned(value, 12)),
      [
        '  0.85674080',
        '-12.50000000',
        '987.65432100',
        '-99.99999000',
        '  0         ',
        '  0         ',
      ],
    );
  });

  test('writes small values with an exponent where that has more digits', () => {
    assert.deepEqual(
      [2.17275e-6, -1.9318e-4, 0.0083123].map((value) => aligned(value, 11)),
      [' 2.17275e-6', ' -0.0001932', '  0.0083123'],
    );
    // The Taylor column's width, where neither has more digits.
    assert.deepEqual(
      [1 / 120, -1 / 5040].map((value) => aligned(value, 7, 1)),
      [' 0.0083', '-2.0e-4'],
    );
  });

  test('writes a value like its goal, however small it is', () => {
    assert.equal(aligned(-1e-20, 12, 2, 1), '  0.00000000');
    assert.equal(aligned(-0.5, 12, 2, 2e-6), '-5.000000e-1');
  });

  test('writes values that need more room with an exponent', () => {
    assert.equal(aligned(-123456.789, 12), '-1.234568e+5');
    assert.equal(aligned(1e21, 12), ' 1.00000e+21');
    assert.equal(aligned(-1e300, 8), ' -1e+300');
    assert.deepEqual(
      notFinite.map((value) => aligned(value, 10)),
      Array(3).fill('  overflow'),
    );
  });

  test('always takes exactly the columns, and shows the value rounded', () => {
    fc.assert(
      fc.property(finite, columns, (value, columns) => {
        const shown = aligned(value, columns);
        assert.equal(shown.length, columns, shown);
        assertRounded(shown, value);
        if (value !== 0 && !shown.includes('e')) {
          assert.equal(shown.indexOf('.'), 3);
        }
      }),
      { examples: edges.map((value) => [value, 15]) },
    );
  });
});

describe('scientific', () => {
  test('shows as many digits as there is room for, with room for a sign', () => {
    assert.equal(scientific(-0.0123456789, 12), '-1.234568e-2');
    assert.equal(scientific(0.0123456789, 12), ' 1.234568e-2');
    assert.equal(scientific(0, 12), ' 0          ');
    assert.equal(scientific(5e-324, 8), '  5e-324');
    assert.deepEqual(
      notFinite.map((value) => scientific(value, 10)),
      Array(3).fill('  overflow'),
    );
  });

  test('always takes exactly the columns, and shows the value rounded', () => {
    fc.assert(
      fc.property(finite, columns, (value, columns) => {
        const shown = scientific(value, columns);
        assert.equal(shown.length, columns, shown);
        assertRounded(shown, value);
      }),
      { examples: edges.map((value) => [value, 13]) },
    );
  });
});

describe('significant', () => {
  test('uses plain notation if that is short', () => {
    const shown: [number, string][] = [
      [0, '0'],
      [117.38724, '117.387'],
      [0.000123456789, '0.000123457'],
      [0.0000123456789, '1.23457e-5'],
      [123456.7, '123457'],
      [1234567, '1.23457e+6'],
      [-8.81716541, '-8.81717'],
      [Number.MAX_VALUE, '1.79769e+308'],
      [5e-324, '4.94066e-324'],
    ];
    for (const [value, text] of shown) {
      assert.equal(significant(value, 6), text);
    }
    assert.deepEqual(
      notFinite.map((value) => significant(value, 6)),
      Array(3).fill('overflow'),
    );
  });

  test('has just the digits wanted, rounded, in at most eight columns more', () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: 2, max: 10 }), (value, digits) => {
        const shown = significant(value, digits);
        const written = shown.split('e')[0]!.replace(/^-?0?\.?0*|\./g, '');
        if (value !== 0) {
          assert.equal(written.length, digits, shown);
        }
        assert.ok(shown.length <= digits + 8, shown);
        assertRounded(shown, value);
      }),
      { examples: edges.map((value) => [value, 6]) },
    );
  });
});

test('the pace has about three digits', () => {
  const shown: [number, string][] = [
    [Number.POSITIVE_INFINITY, 'max'],
    [500, '500/s'],
    [0, '0/s'],
    [1, '1/s'],
    [0.5, '0.500/s'],
    [33.3333, '33.3/s'],
    [99.99, '100/s'],
    [499.7, '500/s'],
    [3456789.2, '3456789/s'],
    [1e20, '1.00e+20/s'],
    [1e-300, '1.00e-300/s'],
  ];
  for (const [value, text] of shown) {
    assert.equal(pace(value), text);
  }
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true }), (value) => {
      assert.ok(pace(value).length <= 11, pace(value));
    }),
  );
});

test('durations have two units at most and never 60 of one', () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const shown: [number, string][] = [
    [0, '0.0 s'],
    [4249, '4.2 s'],
    [59.94 * second, '59.9 s'],
    [59.96 * second, '1 min 00 s'],
    [3 * minute + 20.4 * second, '3 min 20 s'],
    [hour - 501, '59 min 59 s'],
    [hour - 499, '1 h 00 min'],
    [2 * hour + 5 * minute, '2 h 05 min'],
    [1e5 * hour, '100000 h 00 min'],
    [1e300, 'over a century'],
    [Number.POSITIVE_INFINITY, 'over a century'],
  ];
  for (const [milliseconds, text] of shown) {
    assert.equal(duration(milliseconds), text);
  }
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (milliseconds) => {
      assert.match(
        duration(milliseconds),
        /^(\d|[1-5]\d)\.\d s$|^([1-9]|[1-5]\d) min [0-5]\d s$|^\d+ h [0-5]\d min$/,
      );
    }),
  );
});

test('shares are in per cent, with three digits or whole, and 100 % only if they are', () => {
  const shown: [number, string][] = [
    [0, '0 %'],
    [1e-6 / 3.557947e-6, '28.1 %'],
    [0.000123, '0.0123 %'],
    [0.9994, '99.9 %'],
    [0.9996, '99.96 %'],
    [3.557e-6 / 3.557947e-6, '99.97 %'],
    [0.9999999, '99.99999 %'],
    [1, '100 %'],
    [3.56e-6 / 3.557947e-6, '100.1 %'],
    [1.006, '101 %'],
    [12.3149, '1231 %'],
    [1.2e7, '1.20e+9 %'],
    [Number.POSITIVE_INFINITY, 'overflow'],
    [Number.MAX_VALUE, 'overflow'],
  ];
  for (const [share, text] of shown) {
    assert.equal(percent(share), text);
  }
});

test('a share below 1 is never shown as 1', () => {
  assert.deepEqual([0, 0.8009, 0.88, 0.9, 0.99, 0.99661, 1 - 1.5e-7].map(belowOne), [
    '0.00',
    '0.80',
    '0.88',
    '0.90',
    '0.990',
    '0.9966',
    '0.99999985',
  ]);
});
