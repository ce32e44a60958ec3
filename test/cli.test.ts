import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { assertClose } from './fit/close.js';
import { numpyData } from './fit/numpyRuns.js';
import { PUBLISHED } from './fit/tutorial.js';
import { CLI } from './packed.js';
import { temporaryFolder } from './temporaryFolder.js';

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Given the output so far, whether the reader has had enough and closes the pipe. */
  readonly enough?: (out: string) => boolean;
  /** Given the output so far, a signal to send. */
  readonly signalAt?: (out: string) => NodeJS.Signals | null;
  /** A file to write to in place of a pipe. */
  readonly outFile?: string;
}

const noSignals = process.platform === 'win32' && 'Windows has no signals';

/** The caller's own settings must not decide a test. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries({ ...process.env, XDG_CONFIG_HOME: '/nowhere', APPDATA: '' }).filter(
    ([name]) => !name.startsWith('SINFIT_'),
  ),
);

async function cli(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { env, enough, signalAt, outFile } = options;
  const child = spawn(process.execPath, [CLI, ...argv], {
    stdio: ['ignore', outFile === undefined ? 'pipe' : openSync(outFile, 'w'), 'pipe'],
    env: { ...ENVIRONMENT, ...env },
  });
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (enough?.(out)) {
      child.stdout?.destroy();
    }
    const signal = signalAt?.(out);
    if (signal) {
      child.kill(signal);
    }
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, out, err };
}

const PUBLISHED_INIT = `--init=${PUBLISHED.initial.join(',')}`;

test("the tutorial's published output, line by line", async () => {
  const { code, out, err } = await cli([PUBLISHED_INIT, '--headless']);
  assert.equal(code, 0);
  assert.equal(err, '');
  const lines = out.split('\n');
  assert.equal(lines.length, PUBLISHED.records.length + 2);
  assert.equal(lines.at(-1), '');
  PUBLISHED.records.forEach(({ t, loss }, i) => {
    const printed = Number(lines[i]!.split(' ')[1]);
    assert.equal(lines[i], `${t} ${printed}`);
    assertClose(printed, loss, 1e-12, `loss at ${t}`);
  });
  const numbers = (line: string) => (line.match(/-?\d+\.\d+/g) ?? []).map(Number);
  const shape = (line: string) => line.replace(/-?\d+\.\d+/g, '#');
  const result = lines.at(-2)!;
  assert.equal(shape(result), shape(PUBLISHED.resultLine));
  numbers(PUBLISHED.resultLine).forEach((value, i) => {
    assertClose(numbers(result)[i]!, value, 1e-11, `coefficient ${i}`);
  });
});

for (const format of ['text', 'csv']) {
  test(`${format}: a random seed is printed on stderr and repeats the run`, async () => {
    const short = ['--format', format, '--iterations', '200'];
    const { out, err } = await cli(short);
    const line = /^sinfit-tui: random seed; --seed (\d+) repeats this run\n$/;
    const seed = line.exec(err)?.[1];
    assert.ok(seed, err);
    assert.deepEqual(await cli([...short, '--seed', seed]), {
      code: 0,
      signal: null,
      out,
      err: '',
    });
  });
}

test('NDJSON contains the random seed itself', async () => {
  const { out, err } = await cli(['--format', 'ndjson', '--iterations', '200']);
  assert.equal(err, '');
  assert.equal(typeof JSON.parse(out.split('\n')[0]!).seed, 'number');
});

test("a seed prints what NumPy's run with that seed prints", async () => {
  const run = numpyData.tutorialRuns[0]!;
  const { code, out } = await cli(['--seed', String(run.seed)]);
  assert.equal(code, 0);
  const losses = out
    .split('\n')
    .slice(0, -2)
    .map((line) => Number(line.split(' ')[1]));
  assert.equal(losses.length, run.losses.length);
  run.losses.forEach((loss, i) => {
    assertClose(losses[i]!, loss, 1e-11, `record ${i}`);
  });
});

test('other degrees in the same pattern', async () => {
  const constant = await cli(['--degree', '0', '--init', '-1', '--iterations', '1']);
  assert.match(constant.out, /^Result: y = -\S+\n$/);
  // Over points symmetric about 0 the gradient of Σ (a − sin x)² is 2 n a.
  assertClose(Number(constant.out.slice('Result: y = '.length)), -1 + 1e-6 * 2 * 2000, 1e-12, 'a');

  const quintic = await cli([
    '--degree',
    '5',
    '--lr',
    '1e-9',
    '--iterations',
    '100',
    '--seed',
    '1',
  ]);
  const number = String.raw`-?\d\S*`;
  const terms = [2, 3, 4, 5].map((power) => ` \\+ ${number} x\\^${power}`).join('');
  assert.match(
    quintic.out,
    new RegExp(`^99 ${number}\nResult: y = ${number} \\+ ${number} x${terms}\n$`),
  );
});

test('without a seed two runs differ, with one they are the same', async () => {
  const short = ['--iterations', '1'];
  const [one, other] = await Promise.all([cli(short), cli(short)]);
  assert.notEqual(one.out, other.out);
  const seeded = [...short, '--seed', '5'];
  const [first, again] = await Promise.all([cli(seeded), cli(seeded)]);
  assert.equal(first.out, again.out);
});

test('wrong usage: one line on stderr, nothing on stdout, exit code 2', async () => {
  for (const argv of [
    ['--samples', '1'],
    ['--sampels', '5'],
    ['--lr'],
    ['--seed'],
    ['\u001b[31m\n'],
  ]) {
    const { code, out, err } = await cli(argv);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /^sinfit-tui: [^\p{Cc}]+\n$/u);
  }
});

test('a diverged run: its records, one line on stderr, exit code 3', async () => {
  const { code, out, err } = await cli(['--seed', '0', '--lr', '1e-5', '--every', '10']);
  assert.equal(code, 3);
  assert.match(out, /^(\d+9 \S+\n|9 \S+\n)+$/);
  assert.match(
    err,
    /^sinfit-tui: diverged at iteration \d+: learning rate 1e-5 is above the limit 3\.557e-6; try 1\.7e-6\n$/,
  );
});

test('--help and --version go to stdout', async () => {
  const help = await cli(['--help'], { env: { COLUMNS: '20', LANG: 'de_DE.UTF-8' } });
  assert.equal(help.code, 0);
  assert.equal(help.err, '');
  assert.match(help.out, /^Usage: sinfit-tui\s+\[options\]\n/);
  const replay = await cli(['replay', '--help']);
  assert.deepEqual([replay.code, replay.err], [0, '']);
  assert.match(replay.out, /^sinfit-tui replay FILE\.\.\n/);
  const version = await cli(['--version']);
  assert.deepEqual([version.code, version.err], [0, '']);
  assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
});

test('no escape code goes into a pipe', async () => {
  const env = { FORCE_COLOR: '1', TERM: 'xterm-256color' };
  for (const argv of [['--color', '--seed', '1'], ['--help'], ['--nonsense']]) {
    const { out, err } = await cli(argv, { env });
    assert.doesNotMatch(out + err, /[^\n\P{Cc}]/u);
  }
});

test('a reader that closes the pipe ends it quietly', async () => {
  const endless = ['--seed', '1', '--iterations', '1e9', '--every', '1', '--samples', '2'];
  const { code, signal, err } = await cli(endless, { enough: (out) => out.includes('\n') });
  assert.deepEqual({ code, signal, err }, { code: 0, signal: null, err: '' });
});

test('a full disk is one line on stderr and exit code 1', {
  skip: !existsSync('/dev/full') && 'there is no /dev/full',
}, async () => {
  for (const argv of [['--seed', '1'], ['--help']]) {
    const { code, err } = await cli(argv, { outFile: '/dev/full' });
    assert.deepEqual({ code, err }, { code: 1, err: 'sinfit-tui: stdout: the disk is full\n' });
  }
});

const ENDLESS = ['--seed', '1', '--iterations', '1e9', '--every', '1000', '--samples', '2'];

test('a signal ends the text as signals do', { skip: noSignals }, async () => {
  // At SIGUSR1 Node.js itself would open a debugger's port.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'] as const) {
    const { signal, err } = await cli(ENDLESS, { signalAt: () => name });
    assert.deepEqual({ signal, err }, { signal: name, err: '' });
  }
});

test('a signal ends records with the outcome and 128 + its number', {
  skip: noSignals,
}, async () => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const) {
    const expected = 128 + constants.signals[name];
    let sent = false;
    const signalAt = (out: string) => {
      if (sent || !out.includes('running')) {
        return null;
      }
      sent = true;
      return name;
    };
    for (const format of name === 'SIGINT' ? ['ndjson', 'csv'] : ['ndjson']) {
      sent = false;
      const { code, out, err } = await cli([...ENDLESS, '--format', format], { signalAt });
      assert.deepEqual({ code, err }, { code: expected, err: '' });
      const last = out.slice(0, -1).split('\n').at(-1)!;
      assert.ok(out.endsWith('\n'));
      assert.match(
        last,
        format === 'csv' ? /^0,interrupted,\d+,/ : /^\{"type":"outcome",.*"interrupted",/,
      );
    }
  }
});

test('a profiler, which signals the program all the time, does not end it', (context) => {
  const profiler = ['--cpu-prof', '--cpu-prof-interval', '100', '--cpu-prof-dir'];
  const sinfit = [CLI, '--format', 'csv', '--iterations', '50000'];
  const argv = [...profiler, temporaryFolder(context), ...sinfit];
  const out = execFileSync(process.execPath, argv, { env: ENVIRONMENT, encoding: 'utf8' });
  assert.match(out, /\n0,finished,/);
});

test('a signal ends --announce with a sentence', { skip: noSignals }, async () => {
  let sent = false;
  const signalAt = (out: string) => {
    const signal = !sent && out.includes('Iteration') ? 'SIGINT' : null;
    sent ||= signal !== null;
    return signal;
  };
  const { code, out } = await cli(['--announce', '--every', '10', '--iterations', '1e9'], {
    signalAt,
  });
  assert.equal(code, 130);
  assert.match(out, /\nInterrupted at iteration \d+: loss \S+\.\n$/);
});

test('several learning rates: every line says which, and the code is 3 if any diverged', async () => {
  const argv = ['--seed', '0', '--lr', '5e-6', '1e-6', '--every', '1000'];
  const { code, out, err } = await cli(argv);
  assert.equal(code, 3);
  assert.match(out, /^lr=1e-06 999 \S+\nlr=1e-06 1999 \S+\nlr=1e-06 Result: y = .*\n$/);
  assert.match(err, /^sinfit-tui: diverged at iteration \d+: learning rate 5e-6 [^\n]*\n$/);
  const alone = await cli(['--seed', '0', '--every', '1000']);
  assert.equal(alone.out, out.replaceAll('lr=1e-06 ', ''));
});

test('both engines print the same numbers to 9 digits', async () => {
  const numbers = async (engine: string) => {
    const { code, out } = await cli([PUBLISHED_INIT, '--engine', engine]);
    assert.equal(code, 0);
    return out.match(/-?\d+(\.\d+)?/g)!.map(Number);
  };
  const [pointwise, moments] = await Promise.all([numbers('pointwise'), numbers('moments')]);
  pointwise.forEach((value, i) => {
    assertClose(moments[i]!, value, 1e-9, `number ${i}`);
  });
});

test('settings come from the environment, and flags override them', async () => {
  const env = { SINFIT_SEED: '0', SINFIT_EVERY: '1000', SINFIT_FORMAT: 'csv' };
  const { out } = await cli(['--format', 'text'], { env });
  const typed = await cli(['--seed', '0', '--every', '1000']);
  assert.equal(out, typed.out);
  const bad = await cli([], { env: { SINFIT_LR: 'abc' } });
  assert.deepEqual([bad.code, bad.out], [2, '']);
  assert.match(bad.err, /^sinfit-tui: SINFIT_LR=abc: must be a number above 0, [^\n]*\n$/);
});

test('a config file is read, and named when it is wrong', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'sinfit-tui', 'config.json');
  mkdirSync(dirname(file));
  const env = { XDG_CONFIG_HOME: folder, APPDATA: folder };
  const printed = await cli(['--print-config', '--seed', '0', '--lr', '1e-6', '5e-6']);
  writeFileSync(file, printed.out);
  const [own, given, typed] = await Promise.all([
    cli([], { env }),
    cli(['--config', file]),
    cli(['--seed', '0', '--lr', '1e-6', '5e-6']),
  ]);
  assert.equal(own.out, typed.out);
  assert.equal(given.out, typed.out);
  writeFileSync(file, '{"sampels": 5}');
  const { code, err } = await cli([], { env });
  assert.equal(code, 2);
  assert.equal(
    err,
    `sinfit-tui: "sampels" in ${file}, line 1, column 2: unknown setting; did you mean "samples"?\n`,
  );
});
