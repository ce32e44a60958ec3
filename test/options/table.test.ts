import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { OBJECTIVE_ENGINES } from '../../src/fit/createObjective.js';
import {
  allowedValues,
  exampleValue,
  OPTION_TABLE,
  type OptionDefinition,
  type OptionKind,
  optionDefinition,
  readCoefficients,
  readNumber,
  readRateChange,
  readSwitch,
  readValue,
  SETTINGS,
  typedNames,
} from '../../src/options/table.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

test('every option of the command line has a row', () => {
  assert.deepEqual(
    TABLE.map(({ name }) => name),
    [
      'iterations',
      'learning-rate',
      'schedule',
      'samples',
      'degree',
      'every',
      'engine',
      'seed',
      'init',
      'pace',
      'ascii',
      'color',
      'headless',
      'format',
      'announce',
      'out',
      'force',
      'config',
      'print-config',
      'help',
      'version',
    ],
  );
});

test('names, aliases and negated names are unique', () => {
  const names = TABLE.flatMap((option) => typedNames(option));
  assert.ok(names.includes('--lr') && names.includes('--no-color') && names.includes('-h'));
  assert.equal(new Set(names).size, names.length);
});

test('defaults and examples are values that the option takes', () => {
  for (const option of TABLE) {
    if (option.kind.type === 'flag') {
      assert.equal(option.default, null, option.name);
      continue;
    }
    const texts = [option.default, exampleValue(option)].filter((text) => text !== null);
    for (const text of texts) {
      assert.notEqual(read(option.kind, text), null, `--${option.name} ${text}`);
    }
  }
});

function read(kind: OptionKind, text: string): unknown {
  switch (kind.type) {
    case 'coefficients':
      return readCoefficients(text);
    case 'switch':
      return readSwitch(text);
    case 'choice':
      return kind.values.includes(text) ? text : null;
    case 'path':
      return text;
    case 'schedule':
      return text === 'none' || text.split(',').every((word) => readRateChange(word) !== null)
        ? text
        : null;
    default:
      return readValue(kind, text);
  }
}

test('the engines are those of the objective', () => {
  const { kind } = optionDefinition('engine');
  assert.deepEqual(kind, { type: 'choice', values: OBJECTIVE_ENGINES });
});

test('settings are the options that say how to train and show', () => {
  const others = TABLE.filter((option) => !SETTINGS.includes(option));
  assert.deepEqual(
    others.map(({ name }) => name),
    ['out', 'force', 'config', 'print-config', 'help', 'version'],
  );
});

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

test('an example of coefficients has one for each power of x', () => {
  const init = TABLE.find(({ name }) => name === 'init')!;
  for (let degree = 0; degree <= 9; degree++) {
    assert.equal(readCoefficients(exampleValue(init, degree))?.length, degree + 1);
    assert.match(allowedValues(init.kind, degree), new RegExp(`^${degree + 1} finite number`));
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
    assert.equal(readNumber(text), value, text);
  }
  const bad = ['', ' ', ' 5', '5 ', '0x10', '0b1', 'Infinity', '-Infinity', 'NaN', '1_000', '1,5'];
  for (const text of [...bad, '1e', 'e5', '.', '-', '--5', '1e999', '5n', '５', '1e5.5', '5\n']) {
    assert.equal(readNumber(text), null, JSON.stringify(text));
  }
});

test('a number that JavaScript prints is read as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(readNumber(Object.is(value, -0) ? '-0' : String(value)), value);
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
    assert.equal(readValue(kind, text), value, text);
  }
  for (const text of ['-1', '10', '1.5', '1e1', 'max', '']) {
    assert.equal(readValue(kind, text), null, text);
  }
});

test('a pace is a number above 0 or max', () => {
  assert.equal(readValue({ type: 'pace' }, 'max'), Number.POSITIVE_INFINITY);
  assert.equal(readValue({ type: 'pace' }, '0.5'), 0.5);
  for (const text of ['0', '-0', '-1', 'MAX', 'maximum', 'Infinity', '1e-400']) {
    assert.equal(readValue({ type: 'pace' }, text), null, text);
  }
  assert.equal(readValue({ type: 'positives', most: 6 }, 'max'), null);
});

test('coefficients are numbers with commas between', () => {
  assert.deepEqual(readCoefficients('-1,2.5,3e-2'), [-1, 2.5, 0.03]);
  assert.deepEqual(readCoefficients('1, 2 ,3'), [1, 2, 3]);
  assert.ok(Object.is(readCoefficients('-0')?.[0], 0));
  for (const text of ['', ',', '1,', ',1', '1,,2', '1;2', '1 2', '1,x', '[1,2]', '1,Infinity']) {
    assert.equal(readCoefficients(text), null, text);
  }
});
