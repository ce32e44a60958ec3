/** What programs without types may hand over. */

/** For a number. */
export const NO_NUMBERS: readonly unknown[] = [
  ...[null, '5', 5n, Symbol('5'), true, {}, [], [5], () => 5, Number.NaN, '', new Date(5)],
];

/** For an array of numbers: two or four of them would do, or none. */
export const NO_ARRAYS: readonly unknown[] = [
  ...[
    null,
    '1234',
    '09',
    5,
    5n,
    Symbol('5'),
    {},
    { length: 4 },
    { 0: 1, 1: 2 },
    new Map(),
    new Set([1, 2]),
  ],
  // biome-ignore lint/suspicious/noSparseArray: holes are what is to be refused.
  ...[[1, , 3, 4], [-1, ,], new Array(4), new Array(2), [1, undefined, 3, 4]],
  ...[
    ['1', '2', '3', '4'],
    ['-1', '1'],
    [-1, '1'],
    [-1n, 1n],
    [1n, 2n, 3n, 4n],
    [null, 1],
  ],
  ...[BigInt64Array.of(1n, 2n), BigInt64Array.of(1n, 2n, 3n, 4n), [Number.NaN, 1], [[1], [2]]],
];
