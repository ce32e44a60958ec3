/** The same run has the same records, whatever reports it, and a replay prints what it printed. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { presentRecords } from '../../src/dashboard/export/save.js';
import { interruptions } from '../../src/dashboard/model/update/restart.js';
import { type ResolvedRun, runSettings } from '../../src/options/start.js';
import { csvFormat } from '../../src/output/csv.js';
import { printRecording } from '../../src/output/recorded.js';
import { tutorialFormat } from '../../src/output/text.js';
import { createRecordingReader } from '../../src/recording/byteReader.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import { openRecording } from '../../src/recording/open.js';
import { Simulation } from '../dashboard/states.js';
import { printed, resolvedRun } from '../output/records.js';
import { Sink } from '../output/sink.js';
import { CLI, library } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { recordsOf, trainPlainly } from '../training/model.js';
import { SEED, scaled } from './scale.js';

const { train } = await library();

/** `run iteration` of every record, by run. */
type Records = readonly string[];

function recorded(text: string): Records {
  const reader = createRecordingReader();
  const events = reader.write(Buffer.from(text));
  assert.equal(reader.error(), null);
  return events
    .flatMap((event) => (event.type === 'record' ? [`${event.run} ${event.state.iteration}`] : []))
    .sort(byRun);
}

function tabled(csv: string): Records {
  const rows = csv.split('\n').filter((row) => row.includes(',running,'));
  return rows.map((row) => row.replace(/^(\d+),running,(\d+),.*$/, '$1 $2')).sort(byRun);
}

function byRun(one: string, other: string): number {
  return Number.parseInt(one, 10) - Number.parseInt(other, 10);
}

/** The lines of runs that take turns, in an order that does not depend on that. */
function inOrder(text: string): string[] {
  return text.split('\n').sort();
}

/** Those of gradient descent written down plainly. */
function expected(run: ResolvedRun): Records {
  const { iterations, every } = run.options;
  return runSettings(run).flatMap((settings, number) => {
    const all = trainPlainly(settings, iterations);
    return recordsOf(all, every, iterations).map(({ iteration }) => `${number} ${iteration}`);
  });
}

/** What a replay of a recording prints, and what it says is missing. */
async function replayed(text: string): Promise<{ out: string; missing: string | null }> {
  async function* pieces() {
    yield Buffer.from(text);
    yield null;
  }
  const stdout = new Sink();
  const { missing, error } = await printRecording(await openRecording(pieces()), stdout);
  assert.equal(error, null);
  return { out: stdout.text, missing };
}

/** What a dashboard records with --out, and what its key e saves, when it is left that late. */
function watched(run: ResolvedRun, milliseconds: number): { out: string; saved: string } {
  const { pace } = run.options;
  const simulation = new Simulation({ columns: 80, rows: 24 }, { runs: runSettings(run), pace });
  simulation.pass(milliseconds);
  const { state, events } = simulation;
  const format = ndjsonFormat(run);
  const lines = [...events, ...interruptions(state.live)].map(format.text);
  return { out: format.head + lines.join(''), saved: presentRecords(state, run) };
}

const arbitraryRun = fc
  .record({
    iterations: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(99, 100, 199, 200)),
    every: fc.oneof(fc.integer({ min: 1, max: 35 }), fc.constantFrom(99, 100, 1e9)),
    // 0.02 diverges slowly, 1e80 at once, 1e300 before the first record.
    rates: fc.uniqueArray(fc.constantFrom('1e-4', '0.001', '0.02', '1e80', '1e300'), {
      minLength: 1,
      maxLength: 3,
    }),
    engine: fc.constantFrom('pointwise', 'moments'),
    optimizers: fc.uniqueArray(fc.constantFrom('sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ iterations, every, rates, engine, optimizers }) => [
    ...['--optimizer', ...(rates.length === 1 ? optimizers : optimizers.slice(0, 1))],
    ...['--seed', '42', '--samples', '20', '--pace', '1000', '--engine', engine],
    ...['--iterations', String(iterations), '--every', String(every), '--lr', ...rates],
  ]);

describe('the same run', () => {
  it('has the same records in every format, in the dashboard and in what it saves', async (t) => {
    t.diagnostic(`seed ${SEED}`);
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (args) => {
        const run = resolvedRun(...args);
        const plain = expected(run);
        const text = await printed(run, tutorialFormat(run.options));
        const ndjson = await printed(run, ndjsonFormat(run));
        const dashboard = watched(run, 1000);
        assert.deepEqual(recorded(ndjson), plain);
        assert.deepEqual(tabled(await printed(run, csvFormat(run.options))), plain);
        assert.deepEqual(recorded(dashboard.out), plain);
        assert.deepEqual(recorded(dashboard.saved), plain);
        assert.equal(text.match(/^(\w+ )?(lr=\S+ )?\d+ /gm)?.length ?? 0, plain.length);
        assert.deepEqual(await replayed(ndjson), { out: text, missing: null });
        for (const recording of [dashboard.out, dashboard.saved]) {
          const { out, missing } = await replayed(recording);
          assert.deepEqual(inOrder(out), inOrder(text));
          assert.equal(missing, null);
        }
      }),
      { numRuns: scaled(75, 5000), seed: SEED },
    );
  });

  it('interrupted in the dashboard lacks no record up to there', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun, fc.nat({ max: 40 }), async (args, milliseconds) => {
        const run = resolvedRun(...args);
        const { out, saved } = watched(run, milliseconds);
        assert.deepEqual(recorded(saved), recorded(out));
        assert.equal((await replayed(out)).missing, null);
        assert.equal((await replayed(saved)).missing, null);
      }),
      { numRuns: scaled(50, 2000), seed: SEED },
    );
  });
});

/** Runs the program; is interrupted, if at all, as soon as it has printed that much. */
async function cli(
  cwd: string,
  args: readonly string[],
  interruptAfter = Number.POSITIVE_INFINITY,
) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: '/nowhere' },
  });
  let out = '';
  let err = '';
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.length > interruptAfter && !interrupted) {
      interrupted = true;
      child.kill('SIGINT');
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

const FRONT_ENDS: readonly (readonly string[])[] = [
  ['--headless'],
  ['--format', 'ndjson'],
  ['--format', 'csv'],
  ['--announce', '--pace', 'max'],
];

/** The records in what a front end printed. */
function told([option, format]: readonly string[], out: string): Records | string {
  if (format === 'ndjson') {
    return recorded(out);
  }
  if (format === 'csv') {
    return tabled(out);
  }
  return option === '--announce' ? (out.match(/(?<=Iteration )\d+/g) ?? []).join(' ') : out;
}

describe('the program', () => {
  for (const [what, args] of [
    ['every iteration', ['--iterations', '10', '--every', '1']],
    [
      'several rates, one of which diverges',
      ['--iterations', '40', '--every', '8', '--lr', '1e-7', '5', '1e-6'],
    ],
    ['none', ['--iterations', '10', '--every', '11']],
  ] as const) {
    it(`records and replays the records that it prints: ${what}`, async (t) => {
      const folder = temporaryFolder(t);
      const common = ['--seed', '42', ...args];
      const plains = await Promise.all(
        FRONT_ENDS.map((frontEnd) => cli(folder, [...common, ...frontEnd])),
      );
      const [text, ndjson] = plains.map(({ out }) => out);
      for (const [i, frontEnd] of FRONT_ENDS.entries()) {
        const plain = plains[i]!;
        const observed = await cli(folder, [...common, ...frontEnd, '--out', `${i}`]);
        // Learning rates side by side take turns.
        assert.deepEqual(inOrder(observed.out), inOrder(plain.out));
        assert.deepEqual([observed.code, observed.err], [plain.code, plain.err]);
        const recording = readFileSync(join(folder, `${i}`), 'utf8');
        assert.deepEqual(recorded(recording), recorded(ndjson!), `${frontEnd}`);
        const replay = await replayed(recording);
        assert.deepEqual(inOrder(replay.out), inOrder(text!));
        assert.equal(replay.missing, null);
      }
    });
  }

  it('has a library that gives the same ones', async () => {
    for (const [iterations, every] of [
      ...[
        [10, 1],
        [10, 5],
        [11, 4],
        [3, 100],
      ],
    ] as const) {
      const told: number[] = [];
      for await (const { status, iteration } of train({ seed: 1, iterations, every })) {
        if (status === 'running') {
          told.push(iteration);
        }
      }
      const args = ['--seed', '1', '--iterations', String(iterations), '--every', String(every)];
      assert.deepEqual(
        told.map((iteration) => `0 ${iteration}`),
        expected(resolvedRun(...args)),
      );
    }
  });

  for (const rates of ['1e-6', '1e-6,2e-6']) {
    for (const frontEnd of FRONT_ENDS) {
      it(`records what ${frontEnd.join(' ')} prints until it is interrupted, ${rates}`, async (t) => {
        const folder = temporaryFolder(t);
        const args = ['--seed', '42', '--iterations', '1e9', '--every', '1', '--samples', '1000'];
        const run = [...args, '--lr', ...rates.split(','), ...frontEnd, '--out', 'a'];
        const { code, out } = await cli(folder, run, 5000);
        assert.equal(code, 130);
        const recording = readFileSync(join(folder, 'a'), 'utf8');
        const { out: replay, missing } = await replayed(recording);
        assert.equal(missing, null);
        if (frontEnd[0] === '--headless') {
          assert.deepEqual(out, replay);
        } else if (frontEnd[0] === '--announce') {
          assert.equal(
            told(frontEnd, out),
            (replay.match(/(?<=^(lr=\S+ )?)\d+(?= )/gm) ?? []).join(' '),
          );
        } else {
          assert.deepEqual(told(frontEnd, out), recorded(recording));
        }
      });
    }
  }
});
