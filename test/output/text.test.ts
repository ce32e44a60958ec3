/** The text is NumPy's: the tutorial's script and the program print the same notation. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertClose } from '../fit/close.js';
import { CLI } from '../terminal/sinfit.js';
import { plainFormat, snapshotArbitrary } from './records.js';

/** What numpy-text.py wrote. */
const numpyText = readFileSync(
  new URL('../../../test/output/data/numpy-text.txt', import.meta.url),
  'utf8',
);

const LONG = ['--seed', '42', '--iterations', '5000'];

function sinfit(args: readonly string[], input = ''): string {
  const { stdout } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: '/nowhere' },
  });
  return stdout;
}

const FLOAT = /-?\d+\.\d+(e[+-]\d+)?/g;

/** A text without the digits after the points, which rounding may change. */
function notation(text: string): string {
  return text.replace(/(?<=\.)\d+/g, '#');
}

test("a diff with NumPy's output shows no notation", () => {
  const text = sinfit(['--headless', ...LONG]);
  assert.match(text, /e-05 /, 'there are numbers with an exponent');
  assert.equal(notation(text), notation(numpyText));
  const expected = numpyText.match(FLOAT)!.map(Number);
  for (const [i, value] of text.match(FLOAT)!.map(Number).entries()) {
    assertClose(value, expected[i]!, 1e-10, `number ${i}`, 1);
  }
});

test('a replay uses the notation of the run', () => {
  const recording = sinfit(['--format', 'ndjson', ...LONG]);
  assert.equal(sinfit(['replay', '-'], recording), sinfit(['--headless', ...LONG]));
});

test('numbers small, great and whole are as Python prints them, and so is the prefix', () => {
  const start = ['--degree', '0', '--iterations', '2', '--every', '1'];
  const text = sinfit([...start, '--samples', '2', '--init', '1e12', '--lr', '1e-6', '0.25']);
  // By Python's arithmetic: two points, loss 2 a² and gradient 4 a but for sin(π) = 1.2246e-16.
  assert.equal(
    text,
    'lr=1e-06 0 2e+24\nlr=1e-06 1 1.999984000032e+24\nlr=1e-06 Result: y = 999992000016.0\n' +
      'lr=0.25 0 2e+24\nlr=0.25 1 2.999519565323715e-32\nlr=0.25 Result: y = 0.0\n',
  );
});

test('several optimizers: every line has its own before its learning rate', () => {
  const start = ['--degree', '0', '--iterations', '1', '--every', '1', '--samples', '2'];
  const text = sinfit([...start, '--init', '1e12', '--optimizer', 'sgd', 'momentum:0.5', 'adam']);
  assert.deepEqual(text.match(/^.*(?= 0 )/gm), [
    'sgd lr=1e-06',
    'momentum:0.5 lr=1e-06',
    'adam lr=0.001',
  ]);
  const one = sinfit([...start, '--init', '1e12', '--optimizer', 'momentum', '--lr', '1', '2']);
  assert.deepEqual(one.match(/^.*(?= 0 )/gm), ['lr=1.0', 'lr=2.0']);
});

test('no line has a float in any other notation', () => {
  const format = plainFormat(1e-6, 1e-7);
  const float = String.raw`(-?(\d+\.\d+|\d(\.\d+)?e[+-]\d\d\d?|inf)|nan)`;
  fc.assert(
    fc.property(snapshotArbitrary, (state) => {
      assert.match(
        format.text({ type: 'record', run: 0, state }),
        new RegExp(`^lr=1e-06 \\d+ ${float}\n$`),
      );
      assert.match(
        format.text({ type: 'ended', run: 1, status: 'finished', state }),
        new RegExp(
          `^lr=1e-07 Result: y = ${float} \\+ ${float} x \\+ ${float} x\\^2 \\+ ${float} x\\^3\n$`,
        ),
      );
    }),
  );
});
