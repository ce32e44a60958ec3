import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { OptionKind } from '../../src/options/table.js';
import {
  jsonItems,
  readNumber,
  readRateChange,
  readSwitch,
  textItems,
} from '../../src/options/values.js';

const COEFFICIENTS: OptionKind = { type: 'coefficients' };

const decimal = (text: string) => readNumber(text, COEFFICIENTS);

const coefficients = (text: string) => textItems(COEFFICIENTS, text).map(decimal);

test('a switch is on or off', () => {
  for (const [text, value] of [
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
    ['yes', null],
    ['', null],
    ['TRUE', null],
    ['01', null],
  ] as const) {
    assert.equal(readSwitch(text), value, text);
  }
});

test('numbers are read in decimal notation only', () => {
  const good = {
    '2000': 2000,
    '-0.5': -0.5,
    '+3': 3,
    '.5': 0.5,
    '5.': 5,
    '1e-6': 1e-6,
    '2E3': 2000,
  };
  for (const [text, value] of Object.entries(good)) {
    assert.equal(decimal(text), value, text);
  }
  const bad = ['', ' ', ' 5', '5 ', '0x10', '0b1', 'Infinity', '-Infinity', 'NaN', '1_000', '1,5'];
  for (const text of [...bad, '1e', 'e5', '.', '-', '--5', '1e999', '5n', '５', '1e5.5', '5\n']) {
    assert.equal(decimal(text), null, JSON.stringify(text));
  }
});

test('a number that JavaScript prints is read as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      // Of -0 it makes 0.
      assert.equal(decimal(Object.is(value, -0) ? '-0' : String(value)), value + 0);
    }),
  );
});

test('whole numbers keep to their bounds', () => {
  const kind = { type: 'whole', min: 0, max: 9 } as const;
  for (const [text, value] of [
    ['0', 0],
    ['-0', 0],
    ['9', 9],
    ['9.0', 9],
    ['0.5e1', 5],
  ] as const) {
    assert.equal(readNumber(text, kind), value, text);
  }
  for (const text of ['-1', '10', '1.5', '1e1', 'max', '']) {
    assert.equal(readNumber(text, kind), null, text);
  }
});

test('a pace is a number above 0 or max', () => {
  assert.equal(readNumber('max', { type: 'pace' }), Number.POSITIVE_INFINITY);
  assert.equal(readNumber('0.5', { type: 'pace' }), 0.5);
  for (const text of ['0', '-0', '-1', 'MAX', 'maximum', 'Infinity', '1e-400']) {
    assert.equal(readNumber(text, { type: 'pace' }), null, text);
  }
  assert.equal(readNumber('max', { type: 'positives', most: 6 }), null);
});

test('coefficients are numbers separated by commas', () => {
  assert.deepEqual(coefficients('-1,2.5,3e-2'), [-1, 2.5, 0.03]);
  assert.deepEqual(coefficients('1, 2 ,3'), [1, 2, 3]);
  assert.deepEqual(coefficients('1 2'), [1, 2]);
  assert.ok(Object.is(coefficients('-0')[0], 0));
  for (const text of ['', ',', '1,', ',1', '1,,2', '1;2', '1,x', '[1,2]', '1,Infinity']) {
    assert.ok(coefficients(text).includes(null), text);
  }
});

test('a change of the rate is read from text and from JSON', () => {
  for (const item of ['5:2e-6', [5, 2e-6]]) {
    assert.deepEqual(readRateChange(item), { iteration: 5, learningRate: 2e-6 });
  }
  for (const item of ['', '5', '5:', ':1', '0:1', '5:0', '5:1:1', 5, [0, 1], [5, 0], [5]]) {
    assert.equal(readRateChange(item), null, String(item));
  }
});

test('a JSON value is of the type that the option takes', () => {
  const whole: OptionKind = { type: 'whole', min: 0, max: 9 };
  const rates: OptionKind = { type: 'positives', most: 6 };
  const schedule: OptionKind = { type: 'schedule', most: 9 };
  const optimizers: OptionKind = { type: 'optimizers', most: 6 };
  const choice: OptionKind = { type: 'choice', values: ['a', 'b'] };
  for (const [kind, value, items] of [
    [whole, 5, [5]],
    [whole, '5', null],
    [whole, [5], null],
    [rates, 1, [1]],
    [rates, [1, 2], [1, 2]],
    [rates, '1, 2', ['1', '2']],
    [rates, [], null],
    [rates, ['1'], null],
    [COEFFICIENTS, 1, null],
    [optimizers, 'sgd, adam', ['sgd', 'adam']],
    [optimizers, ['sgd', 'momentum:0.5'], ['sgd', 'momentum:0.5']],
    [optimizers, [], null],
    [optimizers, [1], null],
    [optimizers, 1, null],
    [schedule, [], []],
    [schedule, 'none', []],
    [schedule, [[1, 2]], [[1, 2]]],
    [schedule, [[1]], null],
    [schedule, [1, 2], null],
    [{ type: 'pace' }, 'max', ['max']],
    [{ type: 'pace' }, '5', null],
    [{ type: 'switch' }, false, [false]],
    [{ type: 'switch' }, 'false', null],
    [choice, 'a', ['a']],
    [choice, true, null],
    [choice, null, null],
    [choice, undefined, null],
    [choice, {}, null],
  ] as const) {
    assert.deepEqual(jsonItems(kind, value), items, JSON.stringify([kind, value]));
  }
  assert.equal(readNumber(Number.POSITIVE_INFINITY, { type: 'pace' }), null);
});
