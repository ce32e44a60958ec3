import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { optimizerText, optimizerTitle, readOptimizer } from '../../src/options/optimizers.js';
import type { Options } from '../../src/options/options.js';
import { optimizerArbitrary } from '../cli/arbitraries.js';

function options(...argv: string[]): Options {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, 'run', JSON.stringify(parsed));
  return parsed.options;
}

function message(...argv: string[]): string {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, 'error', argv.join(' '));
  return parsed.message;
}

test('every optimizer is read as it is written', () => {
  fc.assert(
    fc.property(optimizerArbitrary, (optimizer) => {
      assert.deepEqual(readOptimizer(optimizerText(optimizer)), optimizer);
    }),
  );
});

test('parameters follow colons; those left out are PyTorch’s', () => {
  for (const [text, optimizer] of [
    ['sgd', { name: 'sgd' }],
    ['momentum', { name: 'momentum', beta: 0.9 }],
    ['momentum:0', { name: 'momentum', beta: 0 }],
    ['nesterov:.5', { name: 'nesterov', beta: 0.5 }],
    ['rmsprop:0.9', { name: 'rmsprop', alpha: 0.9, epsilon: 1e-8 }],
    ['adam:0.8:0.99:1e-6', { name: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }],
  ] as const) {
    assert.deepEqual(readOptimizer(text), optimizer);
  }
  assert.equal(optimizerText(OPTIMIZERS.adam), 'adam');
  assert.equal(optimizerText({ ...OPTIMIZERS.adam, beta2: 0.99 }), 'adam:0.9:0.99');
  assert.deepEqual(Object.values(OPTIMIZERS).map(optimizerTitle), [
    'gradient descent',
    'momentum 0.9',
    'Nesterov 0.9',
    'RMSprop',
    'Adam',
  ]);
  const beta = (beta: number) => optimizerTitle({ name: 'momentum', beta });
  assert.deepEqual(
    [0, 0.5, 0.8009373315015597, 0.99999, 1 - 1e-9].map(beta),
    ['0', '0.5', '0.8009', '0.99999', '0.999999999'].map((text) => `momentum ${text}`),
  );
});

test('anything else is refused, with what is allowed', () => {
  const wrong = [
    '',
    'Adam',
    'adma',
    'sgd:0.9',
    'momentum:',
    'momentum:1',
    'momentum:-0.1',
    'toString',
  ];
  for (const text of [...wrong, 'momentum:0.9:1', 'momentum:x', 'rmsprop:0.9:0', 'adam:0.9:1']) {
    const given = text === '' ? '""' : text;
    assert.equal(
      message('--optimizer', text),
      `--optimizer ${given}: must be sgd, momentum[:BETA], nesterov[:BETA], rmsprop[:ALPHA[:EPSILON]] ` +
        'or adam[:BETA1[:BETA2[:EPSILON]]], EPSILON above 0 and the other parameters from 0 to ' +
        'below 1, for example --optimizer momentum:0.9',
    );
  }
  assert.match(message('--optimiser', 'adam'), /did you mean --optimizer\?$/);
  assert.match(message('--optimizer'), /^--optimizer: needs a value, sgd, /);
});

test('one rate is for all optimizers, one optimizer for all rates; otherwise there is one each', () => {
  const runs = (...argv: string[]) => {
    const { optimizers, learningRates } = options(...argv);
    return optimizers.map((optimizer, i) => `${optimizerText(optimizer)} ${learningRates[i]}`);
  };
  assert.deepEqual(runs('--optimizer', 'sgd', 'momentum,nesterov', 'rmsprop', 'adam'), [
    'sgd 0.000001',
    'momentum 0.000001',
    'nesterov 0.000001',
    'rmsprop 0.001',
    'adam 0.001',
  ]);
  assert.deepEqual(runs('--optimizer', 'sgd', 'adam', '--lr', '.5'), ['sgd 0.5', 'adam 0.5']);
  assert.deepEqual(runs('--optimizer', 'sgd', 'adam', '--lr', '1', '2'), ['sgd 1', 'adam 2']);
  assert.deepEqual(runs('--optimizer', 'adam', '--lr', '1', '2'), ['adam 1', 'adam 2']);
  assert.deepEqual(runs('--optimizer=momentum:0.5', 'momentum'), [
    'momentum:0.5 0.000001',
    'momentum 0.000001',
  ]);
  assert.deepEqual(runs('--optimizer', 'sgd', 'sgd', '--lr', '1', '2'), ['sgd 1', 'sgd 2']);
});

test('no two runs are the same, at most six train, and the numbers of values match', () => {
  for (const [argv, expected] of [
    [
      ['--optimizer', 'momentum', 'sgd', 'momentum:0.9'],
      '--optimizer momentum:0.9: duplicate value',
    ],
    [['--optimizer', 'adam', '--lr', '1', '1'], '--lr 1: duplicate value'],
    [
      ['--optimizer', 'adam', 'sgd', '--lr', '1', '2', '3'],
      '--lr 1,2,3: 3 values, but --optimizer has 2: give one learning rate for all optimizers, ',
    ],
    [
      [
        '--optimizer',
        'sgd',
        'adam',
        'rmsprop',
        ...['1', '2', '3', '4'].map((n) => `momentum:.${n}`),
      ],
      '--optimizer: 7 values; at most 6 are allowed',
    ],
  ] as const) {
    assert.ok(message(...argv).startsWith(expected), message(...argv));
  }
});
