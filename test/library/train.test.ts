import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Optimizer, TrainingRecord, TrainOptions } from '../../src/index.js';
import { assertClose } from '../fit/close.js';
import { numpyData } from '../fit/numpyRuns.js';
import { PUBLISHED } from '../fit/tutorial.js';
import { library } from '../packed.js';
import { NO_ARRAYS, NO_NUMBERS } from './wrong.js';

const { train } = await library();

async function recordsOf(options: TrainOptions): Promise<TrainingRecord[]> {
  const records: TrainingRecord[] = [];
  for await (const record of train(options)) {
    records.push(record);
  }
  return records;
}

describe('training', () => {
  test("gives the tutorial's records, then the result", async () => {
    const records = await recordsOf({ initial: PUBLISHED.initial });
    const end = records.pop()!;
    assert.deepEqual(
      records.map(({ iteration }) => iteration),
      PUBLISHED.records.map(({ t }) => t),
    );
    records.forEach(({ loss, status }, i) => {
      assertClose(loss, PUBLISHED.records[i]!.loss, 1e-12, `record ${i}`);
      assert.equal(status, 'running');
    });
    assert.deepEqual([end.status, end.iteration], ['finished', 2000]);
  });

  test("starts where NumPy's seed does", async () => {
    const { seed, first } = numpyData.draws[0]!;
    const [start] = await recordsOf({ seed, every: 1, iterations: 1 });
    start!.coefficients.forEach((value, k) => {
      assertClose(value, first[k]!, 1e-14, `coefficient ${k}`);
    });
  });

  test('returns the end once, even if a longer run would have a record there', async () => {
    const records = await recordsOf({ seed: 1, iterations: 299 });
    assert.deepEqual(
      records.map(({ iteration, status }) => [iteration, status]),
      [
        [99, 'running'],
        [199, 'running'],
        [299, 'finished'],
      ],
    );
  });

  test('changes the learning rate as the schedule says', async () => {
    const schedule = [{ iteration: 250, learningRate: 2e-6 }];
    const records = await recordsOf({ seed: 1, iterations: 400, schedule });
    assert.deepEqual(
      records.map(({ learningRate }) => learningRate),
      [1e-6, 1e-6, 2e-6, 2e-6, 2e-6],
    );
    const plain = await recordsOf({ seed: 1, iterations: 400 });
    assert.deepEqual(records.slice(0, 2), plain.slice(0, 2));
    assert.notEqual(records[2]!.loss, plain[2]!.loss);
  });

  test('trains with any optimizer, and continues with the memory of a record', async () => {
    for (const optimizer of ['sgd', 'momentum:0.5', 'nesterov', 'rmsprop', 'adam']) {
      const records = await recordsOf({ seed: 1, iterations: 300, optimizer });
      const { coefficients: initial, ...middle } = records[1]!;
      const rate = optimizer === 'rmsprop' || optimizer === 'adam' ? 1e-3 : 1e-6;
      assert.equal(middle.learningRate, rate);
      const remembered = middle.optimizer ?? optimizer;
      const rest = await recordsOf({ initial, iterations: 101, optimizer: remembered });
      const { iteration: _, ...end } = rest.at(-1)!;
      const { iteration: __, ...expected } = records.at(-1)!;
      assert.deepEqual(end, expected);
    }
  });

  test('ends with what diverged', async () => {
    const { status, loss, coefficients } = (await recordsOf({ seed: 1, learningRate: 1e-5 })).at(
      -1,
    )!;
    assert.equal(status, 'diverged');
    assert.ok(!Number.isFinite(loss));
    assert.ok(coefficients.every(Number.isFinite));
  });

  test('waits for a slow consumer, and loses nothing', async () => {
    let expected = 0;
    for await (const { iteration } of train({ seed: 1, every: 1, iterations: 20_000 })) {
      assert.equal(iteration, expected);
      expected += 1;
      if (iteration % 1000 === 0) {
        await nextTurn();
      }
    }
    assert.equal(expected, 20_001);
  });

  test('may be ended at any time', async () => {
    for await (const { iteration } of train({ seed: 1, iterations: 1e9 })) {
      if (iteration > 1000) {
        break;
      }
    }
    // The worker is gone: otherwise this file would never end.
  });
});

describe('a signal', () => {
  test('ends the training with its reason', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    await assert.rejects(
      async () => {
        for await (const { iteration } of train({
          ...{ seed: 1, iterations: 1e9, signal: stop.signal },
        })) {
          seen.push(iteration);
          stop.abort(new Error('enough'));
        }
      },
      { message: 'enough' },
    );
    assert.deepEqual(seen, [99]);
  });

  test('is handled while there are no records', async () => {
    const stop = new AbortController();
    const next = train({ seed: 1, iterations: 1e9, every: 1e9, signal: stop.signal }).next();
    await nextTurn();
    stop.abort();
    await assert.rejects(next, { name: 'AbortError' });
  });

  test('that came before prevents training', async () => {
    await assert.rejects(train({ signal: AbortSignal.abort() }).next(), { name: 'AbortError' });
  });
});

describe('options out of range are refused', () => {
  const wrong: readonly (readonly [options: TrainOptions, message: RegExp])[] = [
    [{ degree: 10 }, /^degree must be a whole number from 0 to 9, not 10$/],
    [{ samples: 1 }, /^samples must be a whole number from 2 /],
    [{ iterations: 0.5 }, /^iterations must be a whole number from 1 /],
    [{ every: 0 }, /^every must be/],
    [{ seed: -1 }, /^seed must be/],
    [{ learningRate: Number.NaN }, /^learningRate must be a finite number above 0, not NaN$/],
    [
      { schedule: [{ iteration: 0, learningRate: 1 }] },
      /^schedule\[0\]\.iteration must be a whole number from 1 to 1000000000, not 0$/,
    ],
    [
      {
        schedule: [
          { iteration: 5, learningRate: 1 },
          { iteration: 5, learningRate: 1 },
        ],
      },
      /^schedule\[1\]\.iteration must be a whole number from 6 to 1000000000, not 5$/,
    ],
    [
      { schedule: [{ iteration: 5, learningRate: 0 }] },
      /^schedule\[0\]\.learningRate must be a finite number above 0, not 0$/,
    ],
    [{ initial: [1, 2] }, /^initial must be 4 finite numbers$/],
    [{ initial: [1, 2, 3, Number.POSITIVE_INFINITY] }, /^initial must be/],
    [{ interval: [1, 0] }, /interval/],
    [{ optimizer: 'lion' }, /^optimizer must be sgd, momentum\[:BETA\], .* not "lion"$/],
    [{ optimizer: {} as Optimizer }, /^optimizer must be sgd, .* not a value of type object$/],
    [
      { optimizer: { name: 'momentum:0.5' as never, beta: 0.9 } },
      /^optimizer must be sgd, .* object$/,
    ],
    [
      { optimizer: { name: 'rmsprop', alpha: 0.9, epsilon: 1e-8, secondMoment: [1, 1, 1, -1] } },
      /^secondMoment must be numbers of at least 0$/,
    ],
    [{ optimizer: { name: 'momentum', beta: 1 } }, /^beta must be at least 0 and below 1, not 1$/],
    [
      { optimizer: { name: 'momentum', beta: '0.5' as never } },
      /^beta must be a finite number, not "0.5"$/,
    ],
    [
      { optimizer: { name: 'momentum', beta: 0.5, velocity: [1] } },
      /^velocity must be 4 finite numbers$/,
    ],
    [
      { optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, updates: -1 } },
      /^updates must be a whole number from 0 to 9007199254740991, not -1$/,
    ],
    [{ engine: 'magic' as 'moments' }, /^engine must be pointwise or moments, not "magic"$/],
  ];
  for (const [options, message] of wrong) {
    test(JSON.stringify(options), async () => {
      await assert.rejects(train(options).next(), { name: 'RangeError', message });
    });
  }

  const numbers = [
    'degree',
    'samples',
    'iterations',
    'every',
    'seed',
    'learningRate',
    'engine',
    'optimizer',
  ];
  const arrays = ['initial', 'interval', 'schedule'];
  for (const name of [...numbers, ...arrays]) {
    test(`${name} of another type`, async () => {
      for (const value of arrays.includes(name) ? NO_ARRAYS : NO_NUMBERS) {
        await assert.rejects(train({ [name]: value }).next(), {
          name: 'RangeError',
          message: new RegExp(`^${name}\\b`),
        });
      }
    });
  }
});

test('coefficients and ends may come in typed arrays', async () => {
  const options = { initial: PUBLISHED.initial, interval: [-1, 2] as const, iterations: 200 };
  const typed = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Float64Array.from(value),
    ]),
  );
  assert.deepEqual(await recordsOf(typed as TrainOptions), await recordsOf(options));
});
