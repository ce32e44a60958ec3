import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import test from 'node:test';
import { sineDataset } from '../../src/fit/dataset.js';
import { Descent } from '../../src/fit/descent.js';
import { pointwiseObjective } from '../../src/fit/objective.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { formatPolynomial } from '../../src/fit/polynomial.js';
import { pythonFloat } from '../../src/fit/pythonFloat.js';
import type { RunSettings } from '../../src/options/start.js';
import { trainHeadless } from '../../src/output/headless.js';
import type { EventFormat, Outcome } from '../../src/runs/events.js';
import { assertClose } from '../fit/close.js';
import { numpyData } from '../fit/numpyRuns.js';
import { PUBLISHED, TUTORIAL } from '../fit/tutorial.js';
import { plainFormat } from './records.js';
import { fullDisk, Sink } from './sink.js';

const SETTINGS: RunSettings = {
  ...TUTORIAL,
  engine: 'pointwise',
  optimizer: OPTIMIZERS.sgd,
  schedule: [],
  initial: PUBLISHED.initial,
  iterations: 2000,
  every: 100,
};

const NEVER = new AbortController().signal;

interface Printed {
  readonly status: Outcome;
  readonly out: Sink;
  readonly err: Sink;
}

async function print(settings: RunSettings, ...learningRates: number[]): Promise<Printed> {
  const stdout = new Sink();
  const stderr = new Sink();
  const rates = learningRates.length === 0 ? [settings.learningRate] : learningRates;
  const runs = rates.map((learningRate) => ({ ...settings, learningRate }));
  const world = { stdout, stderr, interruption: NEVER };
  const status = await trainHeadless(runs, plainFormat(...rates), world);
  return { status, out: stdout, err: stderr };
}

/** The numbers of `t loss` lines and of a result line, whose form is checked. */
function readLines(text: string): { records: [number, number][]; result: number[] } {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '', 'the text ends with a line end');
  const last = lines.pop() ?? '';
  assert.match(last, /^Result: y = \S+( \+ \S+ x( \+ \S+ x\^\d)*)?$/);
  const result = last.replace('Result: y = ', '').split(' + ').map(Number.parseFloat);
  const records = lines.map((line): [number, number] => {
    const [t, loss] = line.split(' ').map(Number) as [number, number];
    assert.equal(line, `${t} ${pythonFloat(loss)}`, 'shortest round-trip form');
    return [t, loss];
  });
  return { records, result };
}

for (const engine of ['pointwise', 'moments'] as const) {
  test(`the tutorial's published output comes out, ${engine}`, async () => {
    const { status, out, err } = await print({ ...SETTINGS, engine });
    assert.equal(status, 'finished');
    assert.equal(err.text, '');
    const { records, result } = readLines(out.text);
    assert.deepEqual(
      records.map(([t]) => t),
      PUBLISHED.records.map(({ t }) => t),
    );
    PUBLISHED.records.forEach(({ t, loss }, i) => {
      assertClose(records[i]![1], loss, 1e-12, `loss at ${t}`);
    });
    PUBLISHED.result.forEach((value, i) => {
      assertClose(result[i]!, value, 1e-11, `coefficient ${i}`);
    });
  });
}

test('other degrees, sizes and lengths agree with NumPy', async () => {
  for (const run of numpyData.otherRuns) {
    const { status, out } = await print({ ...SETTINGS, ...run });
    assert.equal(status, 'finished');
    const { records, result } = readLines(out.text);
    assert.equal(records.length, run.losses.length);
    run.losses.forEach((loss, i) => {
      assertClose(records[i]![1], loss, 1e-10, `degree ${run.degree}, record ${i}`);
    });
    assert.equal(result.length, run.degree + 1);
    const scale = Math.max(...run.result.map(Math.abs));
    run.result.forEach((value, i) => {
      assertClose(result[i]!, value, 1e-10, `degree ${run.degree}, coefficient ${i}`, scale);
    });
  }
});

test('a long run in many slices has the very numbers of a plain loop', async () => {
  const settings = { ...SETTINGS, samples: 50, iterations: 200_000, every: 7 };
  const objective = pointwiseObjective(sineDataset(50, settings.interval), settings.degree);
  const descent = new Descent(objective, settings.initial, settings.learningRate);
  let expected = '';
  for (let t = 0; t < settings.iterations; t++) {
    if (t % 7 === 6) {
      expected += `${t} ${pythonFloat(descent.snapshot().loss)}\n`;
    }
    descent.step();
  }
  expected += `Result: ${formatPolynomial(descent.snapshot().coefficients)}\n`;

  const { out } = await print(settings);
  assert.ok(out.text === expected, 'the two texts differ');
  assert.ok(out.mostWaiting < expected.length / 2, 'the output was collected instead of written');
});

test('every run follows the schedule', async () => {
  const schedule = [{ iteration: 250, learningRate: 2e-6 }];
  const { out } = await print({ ...SETTINGS, schedule, iterations: 600 }, 1e-7, 1e-6);
  for (const rate of [1e-7, 1e-6]) {
    const plain = new Descent(
      pointwiseObjective(sineDataset(TUTORIAL.samples, TUTORIAL.interval), 3),
      PUBLISHED.initial,
      rate,
    );
    for (let t = 0; t < 499; t++) {
      plain.learningRate = t < 250 ? rate : 2e-6;
      plain.step();
    }
    assert.ok(
      out.text.includes(`lr=${pythonFloat(rate)} 499 ${pythonFloat(plain.snapshot().loss)}\n`),
      out.text,
    );
  }
});

test('records come at t = every − 1, 2 every − 1, … and only there', async () => {
  const times = async (iterations: number, every: number) => {
    const { out } = await print({ ...SETTINGS, iterations, every });
    return readLines(out.text).records.map(([t]) => t);
  };
  assert.deepEqual(await times(3, 1), [0, 1, 2]);
  assert.deepEqual(await times(10, 3), [2, 5, 8]);
  assert.deepEqual(await times(9, 3), [2, 5, 8]);
  assert.deepEqual(await times(99, 100), []);
});

test('a diverged run says where and has no result', async () => {
  for (const { seed, learningRate, iteration } of numpyData.divergences) {
    const start = numpyData.draws.find((draw) => draw.seed === seed)!;
    const initial = start.first.slice(0, 4);
    const settings = { ...SETTINGS, initial, learningRate, iterations: 1e9 };
    const { status, out, err } = await print(settings);
    assert.equal(status, 'diverged');
    assert.doesNotMatch(out.text, /Result|NaN|Infinity/);
    assert.equal(err.text.split('\n').length, 2, 'one line');
    assert.match(
      err.text,
      new RegExp(`^sinfit-tui: diverged at iteration ${iteration}: learning rate `),
    );
  }
});

test('several learning rates: one after the other, each with the numbers it has alone', async () => {
  const settings = { ...SETTINGS, every: 500 };
  const names = ['1e-07', '5e-06', '1e-06'];
  const { status, out, err } = await print(settings, ...names.map(Number));
  assert.equal(status, 'diverged');
  assert.match(err.text, /^sinfit-tui: diverged at iteration \d+: learning rate 5e-6 [^\n]*\n$/);
  let expected = '';
  for (const name of names) {
    const alone = await print({ ...settings, learningRate: Number(name) });
    expected += alone.out.text.replace(/^(?=.)/gm, `lr=${name} `);
  }
  assert.equal(out.text, expected);
  assert.match(out.text, /^lr=1e-07 499 \S+\n(lr=1e-07 .*\n){4}lr=5e-06 499 \S+\nlr=1e-06 499 /);
});

test('an interruption ends the run where it is, and later ones where they start', async () => {
  const controller = new AbortController();
  const seen: string[] = [];
  const format: EventFormat = {
    head: 'head\n',
    text(event) {
      assert.ok(event.type !== 'started');
      const { run, state } = event;
      if (event.type !== 'ended') {
        seen.push(`${run} ${state.iteration}`);
        controller.abort();
        return '';
      }
      seen.push(`${run} ${event.status}`);
      assert.ok(run === 1 ? state.iteration === 0 : state.iteration >= 99);
      return 'end\n';
    },
  };
  const stdout = new Sink();
  const world = { stdout, stderr: new Sink(), interruption: controller.signal };
  const runs = [
    { ...SETTINGS, iterations: 1e9, every: 100 },
    { ...SETTINGS, learningRate: 1e-7 },
  ];
  assert.equal(await trainHeadless(runs, format, world), 'interrupted');
  assert.deepEqual([seen[0], ...seen.slice(-2)], ['0 99', '0 interrupted', '1 interrupted']);
  assert.equal(stdout.text, 'head\nend\nend\n');
});

test('an output that fails ends the run', async () => {
  const world = { stdout: fullDisk(), stderr: new Sink(), interruption: NEVER };
  const run = { ...SETTINGS, iterations: 100_000 };
  await assert.rejects(trainHeadless([run], plainFormat(1e-6), world), {
    message: 'stdout: the disk is full',
  });
});

test('the event loop runs while it trains', async () => {
  let turns = 0;
  let turnsBeforeOutput: number | undefined;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      turnsBeforeOutput ??= turns;
      done();
    },
  });
  const world = { stdout, stderr: new Sink(), interruption: NEVER };
  const run = { ...SETTINGS, engine: 'pointwise' as const, iterations: 100_000, every: 1e9 };
  await trainHeadless([run], plainFormat(1e-6), world);
  clearInterval(timer);
  assert.ok(turnsBeforeOutput !== undefined && turnsBeforeOutput > 0);
});

test('a run that cannot converge is finished, says so in one line, and counts as diverged', async () => {
  const { status, out, err } = await print({ ...SETTINGS, learningRate: 3.6e-6 });
  assert.equal(status, 'diverged');
  assert.match(out.text, /\nResult: y = .*\n$/);
  assert.match(
    err.text,
    /^sinfit-tui: cannot converge: loss \S+ at the start, \d\.\d{3}e\+16 after 2000 iterations; learning rate 3\.6e-6 is above the limit 3\.557e-6; try 1\.7e-6\n$/,
  );
  // The rates that the line names converge.
  for (const learningRate of [3.557e-6, 1.7e-6]) {
    const named = await print({ ...SETTINGS, learningRate });
    assert.deepEqual([named.status, named.err.text], ['finished', '']);
  }
});

test('of several rates, only those that cannot converge are reported', async () => {
  const { status, err } = await print({ ...SETTINGS, every: 1000 }, 1e-6, 3.6e-6, 1e-3);
  assert.equal(status, 'diverged');
  assert.match(
    err.text,
    /^sinfit-tui: cannot [^\n]*3\.6e-6 is[^\n]*\nsinfit-tui: div[^\n]*1e-3 is[^\n]*\n$/,
  );
});

test('both engines agree even if only rounding errors decide what diverges', async () => {
  const start = { degree: 0, samples: 22, initial: [0], learningRate: 0.0459091 };
  for (const engine of ['pointwise', 'moments'] as const) {
    const { status, err } = await print({ ...SETTINGS, ...start, engine, iterations: 30_000 });
    assert.equal(status, 'diverged');
    assert.match(err.text, /learning rate 0\.0459091 is above the limit 0\.04545; try 0\.022\n$/);
  }
});
