import assert from 'node:assert/strict';
import test from 'node:test';
import { parseArguments } from '../../src/cli/arguments.js';
import { type ResolvedRun, resolveStart, runSettings } from '../../src/options/start.js';
import { assertClose } from '../fit/close.js';
import { numpyData } from '../fit/numpyRuns.js';

function resolve(argv: readonly string[], drawSeed: () => number): ResolvedRun {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, 'run');
  return resolveStart(parsed.options, drawSeed);
}

function neverDraw(): number {
  throw new Error('a seed was drawn that is not needed');
}

test('a seed that is given starts where NumPy does', () => {
  for (const { seed, initial } of numpyData.tutorialRuns) {
    const run = resolve(['--seed', String(seed)], neverDraw);
    assert.equal(run.seed, seed);
    assert.equal(run.initial.length, 4);
    initial.forEach((value, i) => {
      assertClose(run.initial[i]!, value, 1e-14, `seed ${seed}, coefficient ${i}`);
    });
  }
});

test('without a seed one is drawn, and repeats the start', () => {
  const drawn = resolve(['--degree', '9'], () => 1234);
  assert.equal(drawn.seed, 1234);
  const again = resolve(['--degree', '9', '--seed', '1234'], neverDraw);
  assert.equal(drawn.initial.length, 10);
  assert.deepEqual(again.initial, drawn.initial);
});

test('given initial coefficients are used', () => {
  const run = resolve(['--init', '-1,2,3,4'], neverDraw);
  assert.equal(run.seed, null);
  assert.deepEqual(run.initial, [-1, 2, 3, 4]);
});

test('a trainer gets the problem', () => {
  const argv = ['--init', '1,2', '--degree', '1', '--samples', '5', '--lr', '0.1', '0.2'];
  const optimizer = ['--optimizer', 'momentum:0.5'];
  const more = ['--schedule', '5:1', '--iterations', '7', '--every', '3', '--engine', 'moments'];
  const run = resolve([...argv, ...optimizer, ...more], neverDraw);
  assert.equal(runSettings(run).length, 2);
  assert.deepEqual(runSettings(run)[1], {
    degree: 1,
    samples: 5,
    interval: [-Math.PI, Math.PI],
    engine: 'moments',
    initial: [1, 2],
    learningRate: 0.2,
    optimizer: { name: 'momentum', beta: 0.5 },
    schedule: [{ iteration: 5, learningRate: 1 }],
    iterations: 7,
    every: 3,
  });
});
