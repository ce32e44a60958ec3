import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { readEnvironment, variableName } from '../../src/cli/environment.js';
import { SETTINGS } from '../../src/options/table.js';
import { textItems } from '../../src/options/values.js';
import { exampleValue } from '../../src/options/words.js';
import { environmentOf, optionsArbitrary } from './arbitraries.js';

function message(environment: NodeJS.ProcessEnv): string {
  const parsed = parseArguments([], environment);
  assert.equal(parsed.kind, 'error', JSON.stringify([environment, parsed]));
  return parsed.message;
}

test('every setting has a variable, also by its short name', () => {
  for (const option of SETTINGS) {
    const value = exampleValue(option);
    const source = readEnvironment({ [variableName(option.name)]: value });
    assert.deepEqual(
      [...source].map(([name, { items }]) => [name, items]),
      [[option.name, textItems(option.kind, value)]],
    );
  }
  assert.equal(variableName('learning-rate'), 'SINFIT_LEARNING_RATE');
  assert.deepEqual([...readEnvironment({ SINFIT_LR: '1' }).keys()], ['learning-rate']);
});

test('any options can be given in the environment', () => {
  fc.assert(
    fc.property(optionsArbitrary, (expected) => {
      const parsed = parseArguments([], environmentOf(expected));
      assert.equal(parsed.kind, 'run');
      assert.deepEqual({ ...parsed.options, configured: [] }, expected);
    }),
  );
});

test('items of lists are separated by commas or spaces', () => {
  for (const SINFIT_LR of [' 1e-7  1e-6\t2e-6 ', '1e-7,1e-6,2e-6', '1e-7, 1e-6 2e-6']) {
    for (const SINFIT_INIT of ['-1,0.5,0,0.1', '-1 0.5 0 0.1', ' -1 , 0.5 0,0.1']) {
      const parsed = parseArguments([], { SINFIT_LR, SINFIT_INIT });
      assert.equal(parsed.kind, 'run');
      assert.deepEqual(parsed.options.learningRates, [1e-7, 1e-6, 2e-6]);
      assert.deepEqual(parsed.options.initial, [-1, 0.5, 0, 0.1]);
    }
  }
});

test('a long value is quoted shortened', () => {
  for (const name of [...SETTINGS.map(({ name }) => variableName(name)), 'SINFIT_CONFIG']) {
    const told = message({ [name]: 'x'.repeat(100_000) });
    assert.ok(told.length < 300 && told.includes(name), told);
  }
  assert.ok(message({ [`SINFIT_${'X'.repeat(100_000)}`]: '1' }).length < 300);
  assert.ok(message({ SINFIT_INIT: '1 '.repeat(100_000) }).length < 300);
});

test('other, reserved and empty variables are ignored', () => {
  const environment = {
    PATH: '/bin',
    SINFITTER: '1',
    SINFIT_DEBUG: '1',
    SINFIT_LR: '',
    NO_COLOR: '1',
  };
  assert.equal(readEnvironment(environment).size, 0);
});

test('a bad value is refused by a message with the variable', () => {
  const cases: readonly [string, string, string][] = [
    ['SINFIT_LR', 'abc', 'a number above 0, for example SINFIT_LR=1e-6'],
    ['SINFIT_LEARNING_RATE', '0', 'a number above 0, for example SINFIT_LR=1e-6'],
    [
      'SINFIT_SCHEDULE',
      '5',
      'ITERATION:RATE, iterations from 1 to 1000000000 and rates above 0, or none, for example ' +
        'SINFIT_SCHEDULE=500:2e-6,1200:1e-6',
    ],
    ['SINFIT_SAMPLES', '1', 'a whole number from 2 to 10000000, for example SINFIT_SAMPLES=2000'],
    ['SINFIT_ASCII', 'yes', 'true or false, for example SINFIT_ASCII=true'],
    ['SINFIT_FORMAT', 'xml', 'text, ndjson or csv, for example SINFIT_FORMAT=text'],
    ['SINFIT_PACE', 'fast', 'a number above 0 or max, for example SINFIT_PACE=500'],
    ['SINFIT_INIT', '1;2', '4 finite numbers, a,b,c,d, for example SINFIT_INIT=0,0.5,0,-0.1'],
  ];
  for (const [variable, value, allowed] of cases) {
    assert.equal(message({ [variable]: value }), `${variable}=${value}: must be ${allowed}`);
  }
  assert.match(
    message({ SINFIT_INIT: '1,2' }),
    /^SINFIT_INIT=1,2: 2 numbers, but degree 3 needs 4/,
  );
  assert.match(message({ SINFIT_LR: '1 1' }), /^SINFIT_LR=1: duplicate value/);
  assert.match(message({ SINFIT_LR: '1 2 3 4 5 6 7' }), /^SINFIT_LR: 7 values; at most 6/);
});

test('an unknown variable is refused with the nearest one', () => {
  const see = 'see sinfit-tui --help';
  assert.equal(
    message({ SINFIT_SAMPELS: '5' }),
    'SINFIT_SAMPELS: unknown variable; did you mean SINFIT_SAMPLES?',
  );
  assert.equal(
    message({ SINFIT_NO_COLOR: '1' }),
    'SINFIT_NO_COLOR: unknown variable; did you mean SINFIT_COLOR?',
  );
  for (const name of ['SINFIT_', 'SINFIT_HELP', 'SINFIT_PRINT_CONFIG', 'SINFIT_MOMENTUM']) {
    assert.equal(message({ [name]: '1' }), `${name}: unknown variable; ${see}`);
  }
  assert.equal(message({ 'SINFIT_\u001b': '1' }), `"SINFIT_\\u001b": unknown variable; ${see}`);
});

test('two variables of one setting are refused', () => {
  assert.equal(
    message({ SINFIT_LR: '1', SINFIT_LEARNING_RATE: '1' }),
    'SINFIT_LR and SINFIT_LEARNING_RATE are the same setting: use only one of them',
  );
});
