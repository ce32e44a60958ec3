/** Where memory is short, what is optional gives way: WebAssembly, workers. The numbers stay. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CLI } from '../packed.js';
import { startProgram } from '../terminal/program.js';

const noWorker = ['--import', new URL('./fixtures/noWorker.js', import.meta.url).href];
const example = fileURLToPath(new URL('../../../docs/examples/train.mjs', import.meta.url));

/** What is started, and whether its lines come in the order in which threads happen to run. */
const short = [CLI, '--seed', '42', '--iterations', '300'];
const spoken = [...short, '--announce', '--pace', 'max'];
const frontEnds = {
  'the text': [...short, '--headless'],
  'NDJSON of several rates': [...short, '--format', 'ndjson', '--lr', '1e-7', '1e-6'],
  'the engine moments': [...short, '--headless', '--engine', 'moments'],
  'a spoken run': spoken,
  'six of them at once': [...spoken, '--lr', '1e-8', '1e-7', '5e-7', '1e-6', '2e-6', '3e-6'],
  'the library': [example],
};

interface Ended {
  readonly status: number | null;
  /** Those of several runs come in no certain order. */
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** @param kilobytes of addresses that the program may take. */
function run(args: readonly string[], kilobytes: number | 'unlimited' = 'unlimited'): Ended {
  const { status, stdout, stderr } = spawnSync('sh', limited(args, kilobytes), {
    encoding: 'utf8',
  });
  return { status, lines: stdout.split('\n').sort(), stderr };
}

const plainRuns = new Map<readonly string[], Ended>();

/** The result with all the memory there is; run once. */
function runPlainly(args: readonly string[]): Ended {
  const ended = plainRuns.get(args) ?? run(args);
  plainRuns.set(args, ended);
  return ended;
}

function limited(args: readonly string[], kilobytes: number | 'unlimited'): string[] {
  return ['-c', `ulimit -v ${kilobytes}; exec "$@"`, 'sh', process.execPath, ...args];
}

/** The addresses that Node.js itself takes, in kilobytes. */
function addressesOfNode(): number {
  const print = 'console.log(fs.readFileSync("/proc/self/status", "utf8"))';
  const status = execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' });
  return Number(/^VmSize:\s+(\d+) kB/m.exec(status)![1]);
}

async function assertDashboard(test: TestContext, args: readonly string[]): Promise<void> {
  const program = startProgram('sh', args as string[], { test });
  await program.waitFor(/FINISHED/);
  // The keys reach the trainer, wherever that works.
  program.press('r');
  await program.waitFor(/FINISHED[\s\S]* A2: /);
  program.press('q');
  assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  assert.match(program.output, /Result: y = /);
}

const dashboard = [CLI, '--seed', '42', '--pace', '20000', '--lr', '1e-7', '1e-6', '3e-6'];

describe('with few addresses', {
  skip: process.platform !== 'linux' && 'only Linux has such a limit',
}, () => {
  // Little more than Node.js; the limit of the report; room for one worker of several.
  const limits = [addressesOfNode() + 150_000, 4_000_000, 15_000_000];
  for (const [name, args] of Object.entries(frontEnds)) {
    it(`the same comes of ${name}`, () => {
      const expected = runPlainly(args);
      assert.deepEqual([expected.status, expected.stderr], [0, '']);
      // With room for one worker, only those that want several have fewer than they want.
      for (const limit of args.includes('3e-6') ? limits : limits.slice(0, 2)) {
        assert.deepEqual(run(args, limit), expected, `${limit} kB`);
      }
    });
  }

  for (const limit of limits) {
    it(`the dashboard trains several rates: ${limit} kB`, async (test) => {
      await assertDashboard(test, limited(dashboard, limit));
    });
  }

  it('points that do not fit are reported in one line', () => {
    const many = [
      CLI,
      '--samples',
      '10000000',
      '--seed',
      '42',
      '--lr',
      '1e-10',
      '--iterations',
      '1',
    ];
    const text =
      'not enough memory for 10000000 samples: use fewer, or the engine moments, which stores none\n';
    for (const [frontEnd, prefix] of [
      ['--headless', 'sinfit-tui: '],
      ['--announce', 'sinfit-tui: the training worker stopped: '],
    ] as const) {
      const { status, stderr } = run([...many, frontEnd], limits[0]);
      assert.deepEqual({ status, stderr }, { status: 1, stderr: `${prefix}${text}` });
    }
    assert.equal(run([...many, '--headless', '--engine', 'moments'], limits[0]).status, 0);
  });
});

describe('without workers', () => {
  // Others have none anyway.
  for (const name of ['a spoken run', 'six of them at once', 'the library'] as const) {
    const args = frontEnds[name];
    it(`the same comes of ${name}`, () => {
      assert.deepEqual(run([...noWorker, ...args]), runPlainly(args));
    });
  }

  it('the dashboard trains several rates', async (test) => {
    await assertDashboard(test, limited([...noWorker, ...dashboard], 'unlimited'));
  });
});

it('without permission for workers it trains all the same', () => {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const args = [permission, '--allow-fs-read=*', '--no-warnings', ...frontEnds['a spoken run']];
  assert.deepEqual(run(args), runPlainly(frontEnds['a spoken run']));
});
