import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ExpressionError, evaluate, holds, type Lookup } from '../../src/lessons/expression.js';

/** Knows x, and a function of anything that says what it was given. */
const lookup: Lookup = (name, args, settings) => {
  if (name === 'x') {
    return 7;
  }
  if (name === 'sum') {
    const numbers = [...args.map(Number), ...Object.values(settings).map(Number)];
    return numbers.reduce((total, number) => total + number, 0);
  }
  throw new ExpressionError(`unknown ${name}`);
};

test('products and quotients are computed from left to right', () => {
  assert.equal(evaluate('x', lookup), 7);
  assert.equal(evaluate(' 2*x / 4 ', lookup), 3.5);
  assert.equal(evaluate('8 / 4 / 2', lookup), 1);
  assert.equal(evaluate('sum(1, 2, learning-rate: 1e-1) * 10', lookup), 31);
  assert.equal(evaluate('-1.5e2', lookup), -150);
});

test('a comparison may have several parts, all of which must hold', () => {
  assert.equal(holds('6 < x < 8', lookup), true);
  assert.equal(holds('6 < x < 7', lookup), false);
  assert.equal(holds('x >= 7', lookup), true);
  assert.equal(holds('8 < x < 9', lookup), false);
});

test('the order of a chain of comparisons is that of its numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2 }), (numbers) => {
      const isIncreasing = numbers.every((number, i) => i === 0 || numbers[i - 1]! < number);
      assert.equal(holds(numbers.join(' < '), lookup), isIncreasing);
    }),
  );
});

for (const [text, problem] of [
  ['', 'expected a number or a quantity, found the end'],
  ['x +', '+ is not allowed; only * and / are, between numbers and quantities'],
  ['x - 1', '- is not allowed; only * and / are, between numbers and quantities'],
  ['x^2', '^ is not allowed; only * and / are, between numbers and quantities'],
  ['x x', 'x is not expected here; only * and / are, between numbers and quantities'],
  ['x -2', '-2 is not expected here; only * and / are, between numbers and quantities'],
  [
    '1,5',
    ', is not expected here; only arguments have commas between them, and 1.5 is written with a point',
  ],
  ['2 * (x / 2)', 'expected a number or a quantity, found (; parentheses only follow a quantity'],
  ['sum[1]', '[ is not allowed; arguments are in parentheses, as in loss(10)'],
  ['x < 8', '< is not expected here; here one number is wanted, not a comparison'],
  ['x *', 'expected a number or a quantity, found the end'],
  ['sum(1', 'expected ), found the end'],
  ['sum(1,)', 'expected an argument, found )'],
  ['sum(lr: )', 'expected a number or a word, found )'],
  ['y', 'unknown y'],
] as const) {
  test(`${JSON.stringify(text)}: ${problem}`, () => {
    assert.throws(() => evaluate(text, lookup), new ExpressionError(problem));
  });
}

for (const sign of ['=', '==', '!=']) {
  test(`what to compare with instead of ${sign} is said`, () => {
    const problem = `${sign[0]} is not allowed; to compare, use <=, >=, < or >`;
    assert.throws(
      () => holds(`x ${sign} 7`, lookup),
      (error) => error instanceof ExpressionError && error.message.startsWith(problem),
    );
  });
}

test('a number alone is no comparison', () => {
  assert.throws(() => holds('x', lookup), /must compare two numbers, as in limit < 4e-6/);
  assert.throws(() => holds('x x', lookup), /^Error: x is not expected here/);
});

test('any text is a number or an error of its own kind', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'x1(),:*/<>= -e.'), maxLength: 12 }),
      (text) => {
        try {
          assert.equal(typeof evaluate(text, lookup), 'number');
        } catch (error) {
          assert.ok(error instanceof ExpressionError, String(error));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
