import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent, type Snapshot } from '../../src/fit/descent.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { SETTINGS } from '../../src/options/table.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import { assertClose } from '../fit/close.js';
import { numpyData } from '../fit/numpyRuns.js';
import { OPTIMUM, PUBLISHED } from '../fit/tutorial.js';
import { printed, resolvedRun, snapshotArbitrary } from '../output/records.js';
import { type Line, schema, validate, validLines } from './schema.js';

async function lines(...argv: string[]): Promise<Line[]> {
  const run = resolvedRun(...argv);
  return validLines(await printed(run, ndjsonFormat(run)));
}

test('the first line is the problem', async () => {
  const [problem] = await lines(
    '--seed',
    '0',
    '--lr',
    '1e-7',
    '2e-6',
    '--schedule',
    '5:1e-6',
    '--pace',
    'max',
    '--no-color',
  );
  const draws = numpyData.draws.find(({ seed }) => seed === 0)!;
  const { initial, check: _, ...rest } = problem as Line & { initial: number[] };
  initial.forEach((value, i) => {
    assertClose(value, draws.first[i]!, 1e-14, `coefficient ${i}`);
  });
  assert.deepEqual(rest, {
    type: 'problem',
    program: 'sinfit-tui',
    schema: 1,
    options: {
      iterations: 2000,
      'learning-rate': [1e-7, 2e-6],
      schedule: [[5, 1e-6]],
      samples: 2000,
      degree: 3,
      every: 100,
      engine: 'pointwise',
      seed: 0,
      pace: 'max',
      paused: false,
      color: false,
      headless: false,
      format: 'text',
      announce: false,
    },
    interval: [-Math.PI, Math.PI],
    seed: 0,
  });
});

test("the tutorial's run: its records, and its outcome in the last line", async () => {
  const all = await lines(`--init=${PUBLISHED.initial.join(',')}`);
  const [problem, ...records] = all;
  const outcome = records.pop()! as Line & { result: number[]; optimum: number[] };
  assert.deepEqual([problem!.seed, problem!.initial], [null, PUBLISHED.initial]);
  assert.equal(records.length, PUBLISHED.records.length);
  PUBLISHED.records.forEach(({ t, loss }, i) => {
    const record = records[i]!;
    assert.deepEqual(
      [record.type, record.run, record.status, record.iteration, record.learningRate],
      ['record', 0, 'running', t, 1e-6],
    );
    assertClose(record.loss as number, loss, 1e-12, `loss at ${t}`);
  });
  assert.deepEqual(
    [outcome.type, outcome.run, outcome.status, outcome.iteration],
    ['outcome', 0, 'finished', 2000],
  );
  PUBLISHED.result.forEach((value, k) => {
    assertClose(outcome.result[k]!, value, 1e-11, `coefficient ${k}`);
  });
  OPTIMUM.coefficients.forEach((value, k) => {
    assertClose(outcome.optimum[k]!, value, 1e-12, `optimum ${k}`, 1);
  });
  assertClose(outcome.leastLoss as number, OPTIMUM.loss, 1e-12, 'least loss');
});

test('records hold coefficients and the gradient that the next one follows from', async () => {
  const [, first, second] = (await lines(
    '--seed',
    '1',
    '--every',
    '1',
    '--iterations',
    '2',
  )) as (Line & {
    coefficients: number[];
    gradient: number[];
  })[];
  second!.coefficients.forEach((value, k) => {
    assert.equal(value, first!.coefficients[k]! - 1e-6 * first!.gradient[k]!);
  });
});

test('several learning rates: every line says its run, every run has its outcome', async () => {
  const all = await lines('--seed', '0', '--lr', '1e-6', '5e-6', '1e-7', '--every', '1000');
  assert.deepEqual(
    all.slice(1).map(({ type, run, status, learningRate }) => [type, run, status, learningRate]),
    [
      ['record', 0, 'running', 1e-6],
      ['record', 0, 'running', 1e-6],
      ['outcome', 0, 'finished', 1e-6],
      ['outcome', 1, 'diverged', 5e-6],
      ['record', 2, 'running', 1e-7],
      ['record', 2, 'running', 1e-7],
      ['outcome', 2, 'finished', 1e-7],
    ],
  );
  assert.equal(all[4]!.loss, null);
});

test('a record has what an optimizer remembers, so that the run can be continued', async () => {
  const names = ['momentum:0.8', 'nesterov', 'rmsprop', 'adam:0.8'];
  const argv = ['--seed', '3', '--optimizer', 'sgd', ...names, '--iterations', '300'];
  const run = resolvedRun(...argv);
  const text = await printed(run, ndjsonFormat(run));
  const [problem, ...all] = validLines(text) as (Line & Snapshot & { result: number[] })[];
  assert.deepEqual((problem!.options as Line).optimizer, ['sgd', ...names]);
  const objective = createObjective('pointwise', 2000, [-Math.PI, Math.PI], 3);
  for (const lane of [0, 1, 2, 3, 4]) {
    const [record, , , outcome] = all.filter((line) => line.run === lane);
    assert.equal('optimizer' in record!, lane > 0);
    const { coefficients, learningRate, iteration, optimizer } = record!;
    const descent = new Descent(objective, coefficients, learningRate, iteration, [], optimizer);
    while (descent.iteration < 300) {
      descent.step();
    }
    assert.deepEqual(descent.snapshot().coefficients, outcome!.result);
    assert.deepEqual(descent.snapshot().optimizer, outcome!.optimizer);
  }
});

test('every line ends with the CRC-32 of what is before it', async () => {
  const run = resolvedRun('--seed', '1', '--lr', '1e-6', '1e-5');
  const all = (await printed(run, ndjsonFormat(run))).trim().split('\n');
  assert.ok(all.length > 20);
  for (const text of all) {
    const [before, check] = text.split(',"check":');
    assert.equal(Number.parseInt(JSON.parse(check!.slice(0, -1)), 16), crc32(before!), text);
  }
});

test('other degrees fit the schema too, and so does a start that has diverged', async () => {
  for (const degree of [0, 9]) {
    const all = await lines('--degree', String(degree), '--lr', '1e-12', '--iterations', '5');
    assert.equal((all.at(-1)!.result as number[]).length, degree + 1);
  }
  const [, outcome] = await lines('--init', '1e200,0,0,0');
  assert.deepEqual([outcome!.status, outcome!.iteration, outcome!.loss], ['diverged', 0, null]);
});

test('every value of any state is read back as it was, or is null with a status', () => {
  const format = ndjsonFormat(resolvedRun());
  const plain = (value: number) => (Number.isFinite(value) ? value : null);
  const same = (actual: unknown, expected: readonly (number | null)[]) => {
    assert.ok(Array.isArray(actual) && actual.length === expected.length);
    assert.ok(actual.every((value, i) => Object.is(value, expected[i])));
  };
  fc.assert(
    fc.property(snapshotArbitrary, fc.nat({ max: 99 }), (state, run) => {
      const [record] = validLines(format.text({ type: 'record', run, state }));
      const { iteration, loss, coefficients, gradient, learningRate } = state;
      assert.deepEqual([record!.type, record!.run], ['record', run]);
      assert.equal(record!.status, Number.isFinite(loss) ? 'running' : 'diverged');
      same(
        [record!.iteration, record!.loss, record!.learningRate],
        [iteration, plain(loss), learningRate],
      );
      same(record!.coefficients, coefficients);
      same(record!.gradient, gradient.map(plain));
    }),
  );
});

test('the schema refuses what is no line of this format', async () => {
  const [problem, record, outcome] = await lines('--iterations', '1', '--every', '1');
  const damaged = [
    {},
    { ...problem, schema: 2 },
    { ...problem, program: 'other' },
    { ...problem, options: { ...(problem!.options as object), degree: 10 } },
    { ...record, type: 'recrod' },
    { ...record, loss: null },
    { ...record, run: -1 },
    { ...record, coefficients: [null] },
    { ...record, gradient: undefined },
    { ...outcome, status: 'running' },
    { ...outcome, loss: null },
    { ...outcome, leastLoss: null },
    { ...record, optimizer: { name: 'lion' } },
    { ...record, optimizer: { ...OPTIMIZERS.momentum } },
    { ...record, optimizer: { ...OPTIMIZERS.momentum, beta: 1, velocity: [1, 1, 1, 1] } },
    { ...record, optimizer: { ...OPTIMIZERS.adam, firstMoment: [1], secondMoment: [1] } },
    { ...record, optimizer: { ...OPTIMIZERS.rmsprop, epsilon: 0, secondMoment: [1] } },
  ];
  for (const value of damaged) {
    assert.equal(validate(JSON.parse(JSON.stringify(value))), false, JSON.stringify(value));
  }
});

test('the schema has room for the later runs of a dashboard', () => {
  const reset = {
    type: 'run',
    run: 2,
    lane: 0,
    seed: 7,
    initial: [1],
    learningRate: 1,
    branch: null,
  };
  assert.ok(validate(reset));
  assert.ok(validate({ ...reset, seed: null, branch: { run: 0, iteration: 500 } }));
  assert.equal(validate({ ...reset, branch: 0 }), false);
});

test('the schema knows every setting', () => {
  assert.deepEqual(
    Object.keys(schema.$defs.options.properties),
    SETTINGS.map(({ name }) => name),
  );
});

test('an outcome says whether the run converges', async () => {
  const outcomes = async (...argv: string[]) =>
    (await lines(...argv))
      .filter(({ type }) => type === 'outcome')
      .map(({ status, diverging }) => [status, diverging]);
  assert.deepEqual(await outcomes('--seed', '42', '--lr', '1e-6', '3.6e-6', '1e-3'), [
    ['finished', false],
    ['finished', true],
    ['diverged', true],
  ]);
  // The update leaves the range of numbers, while the loss before it is within it.
  const start = ['--degree', '0', '--samples', '7', '--init', '1e145', '--lr', '1.4e199'];
  assert.deepEqual(await outcomes(...start), [['diverged', true]]);
});

test('the least loss of a perfect fit is 0, and so are coefficients that only rounding makes', async () => {
  const argv = ['--samples', '5', '--degree', '3', '--seed', '3', '--lr', '1e-4'];
  const outcome = (await lines(...argv)).at(-1)!;
  assert.equal(outcome.leastLoss, 0);
  const [a, b, c, d] = outcome.optimum as number[];
  assert.deepEqual([a, c], [0, 0]);
  assert.ok(b! > 0.5 && d! < -0.05);
});
