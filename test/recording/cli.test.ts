/** The compiled program: recording without a dashboard, and printing recordings. */

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CLI } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { validLines } from './schema.js';

function cli(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: '/nowhere' },
  });
  return { status, out: stdout, err: stderr };
}

const RUN = ['--seed', '42', '--iterations', '500'];

const ENDLESS = ['--seed', '42', '--iterations', '1e9', '--every', '1000'];

const noPipes = process.platform === 'win32' && 'Windows has no such files';

test('a recording of version 1.0.0 is replayed', (t) => {
  const recorded = new URL('../../../test/recording/data/1.0.0.ndjson', import.meta.url);
  const { status, out } = cli(temporaryFolder(t), ['replay', fileURLToPath(recorded)]);
  assert.equal(status, 0);
  const records = validLines(readFileSync(recorded, 'utf8')).slice(1, -1);
  const lines = records.map(({ iteration, loss }) => `${iteration} ${loss}`);
  assert.deepEqual(out.split('\n').slice(0, -2), lines);
});

describe('--out without a dashboard', () => {
  for (const how of [['--headless'], ['--format', 'csv'], ['--announce', '--pace', 'max']]) {
    test(`${how[0]} prints as usual, and the file is what --format ndjson prints`, (t) => {
      const folder = temporaryFolder(t);
      const printed = cli(folder, [...RUN, ...how]);
      assert.deepEqual(cli(folder, [...RUN, ...how, '--out', 'a.ndjson']), printed);
      const [problem, ...lines] = validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8'));
      const ndjson = validLines(cli(folder, [...RUN, '--format', 'ndjson']).out);
      assert.equal(problem!.type, 'problem');
      assert.deepEqual(lines, ndjson.slice(1));
    });
  }

  test('a full disk ends the run with a one-line message', {
    skip: !existsSync('/dev/full'),
  }, (t) => {
    for (const how of ['--headless', '--announce']) {
      const { status, err } = cli(temporaryFolder(t), [
        ...RUN,
        how,
        '--force',
        '--out',
        '/dev/full',
      ]);
      assert.deepEqual([status, err], [1, 'sinfit-tui: /dev/full: the disk is full\n']);
    }
  });

  test('a file that somebody is writing to is refused, by whatever name', {
    skip: !existsSync('/proc/self/fdinfo') && 'only Linux tells',
  }, async (t) => {
    const folder = temporaryFolder(t);
    for (const [name, endless] of [
      ['a', [...ENDLESS, '--headless', '--out', 'a']],
      ['b', [...ENDLESS, '--format', 'ndjson']],
    ] as const) {
      const stdout = name === 'b' ? openSync(join(folder, 'b'), 'w') : 'ignore';
      const writer = spawn(process.execPath, [CLI, ...endless], {
        cwd: folder,
        stdio: ['ignore', stdout, 'ignore'],
      });
      if (stdout !== 'ignore') {
        closeSync(stdout);
      }
      t.after(() => writer.kill('SIGKILL'));
      const ended = once(writer, 'exit');
      const file = join(folder, name);
      while (!existsSync(file) || !readFileSync(file, 'utf8').includes('"record"')) {
        await wait(10);
      }
      // It keeps the file, but no longer the processor.
      writer.kill('SIGSTOP');
      symlinkSync(name, join(folder, `${name}-symbolic`));
      linkSync(join(folder, name), join(folder, `${name}-hard`));
      for (const alias of [name, `./${name}`, `${name}-symbolic`, `${name}-hard`]) {
        for (const force of [[], ['--force']]) {
          const { status, out, err } = cli(folder, [
            ...RUN,
            '--headless',
            '--out',
            alias,
            ...force,
          ]);
          assert.deepEqual([status, out], [1, '']);
          const writing = `process ${writer.pid} is writing to it; use another file`;
          assert.equal(err, `sinfit-tui: ${alias}: ${writing}\n`);
        }
      }
      const written = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(0, -1);
      assert.ok(written.length > 0);
      // A writer that was killed leaves nothing behind.
      writer.kill('SIGKILL');
      await ended;
      assert.equal(cli(folder, [...RUN, '--headless', '--out', name, '--force']).err, '');
      assert.equal(cli(folder, ['replay', name]).err, '');
    }
  });

  test('the file that the program prints to is refused as well', {
    skip: !existsSync('/proc/self/fdinfo') && 'only Linux tells',
  }, (t) => {
    const folder = temporaryFolder(t);
    for (const force of [[], ['--force']]) {
      const { stderr } = spawnSync(process.execPath, [CLI, ...RUN, '--out', 'a', ...force], {
        cwd: folder,
        stdio: ['ignore', openSync(join(folder, 'a'), 'w'), 'pipe'],
        encoding: 'utf8',
      });
      assert.match(stderr, /^sinfit-tui: a: this program prints to it; use another file\n$/);
    }
  });

  test('something other than a file is refused in one line, without waiting', {
    skip: noPipes,
  }, async (t) => {
    const folder = temporaryFolder(t);
    const nasty = '\x1b]0;owned\x07\n\u202e';
    const socket = createServer().listen(join(folder, `socket${nasty}`));
    await once(socket, 'listening');
    t.after(() => socket.close());
    execFileSync('mkfifo', ['pipe'], { cwd: folder });
    const escaped = '\\u001b]0;owned\\u0007\\u000a\\u202e';
    for (const [name, shown] of [
      [`socket${nasty}`, `socket${escaped}`],
      ['pipe', 'pipe'],
    ] as const) {
      const problem = `sinfit-tui: ${shown}: a socket, or a pipe without a reader\n`;
      const { err } = cli(folder, [...RUN, '--headless', '--out', name, '--force']);
      assert.equal(err, problem);
      if (name !== 'pipe') {
        assert.equal(cli(folder, ['replay', name]).err, problem);
      }
    }
  });

  test('a pipe that somebody reads takes it', { skip: noPipes }, async (t) => {
    const folder = temporaryFolder(t);
    execFileSync('mkfifo', ['pipe'], { cwd: folder });
    const replay = spawn(process.execPath, [CLI, 'replay', 'pipe'], { cwd: folder });
    let out = '';
    replay.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    // Waits for the reader as long as that takes to open the pipe.
    let printed = cli(folder, [...RUN, '--headless', '--out', 'pipe', '--force']);
    while (printed.err.includes('pipe without a reader')) {
      printed = cli(folder, [...RUN, '--headless', '--out', 'pipe', '--force']);
    }
    await once(replay, 'close');
    assert.equal(out, printed.out);
  });

  test('a file that exists is refused before anything is printed', (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'a'), 'precious');
    assert.deepEqual(cli(folder, [...RUN, '--headless', '--out', 'a']), {
      status: 1,
      out: '',
      err: 'sinfit-tui: a: the file already exists; --force overwrites it\n',
    });
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'precious');
  });
});

describe('replay in a pipe', () => {
  test('does not blame the recording if the disk of stdout is full', {
    skip: !existsSync('/dev/full'),
  }, (t) => {
    const folder = temporaryFolder(t);
    cli(folder, [...RUN, '--headless', '--out', 'a']);
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'replay', 'a'], {
      cwd: folder,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [1, 'sinfit-tui: stdout: the disk is full\n']);
  });

  test('says why several recordings cannot be compared', (t) => {
    const folder = temporaryFolder(t);
    for (const [args, why] of [
      [[], 'stdout is not a terminal'],
      [['--headless'], 'of --headless'],
    ] as const) {
      const { status, err } = cli(folder, ['replay', 'a', 'b', ...args]);
      assert.equal(status, 2);
      assert.match(
        err,
        new RegExp(`^sinfit-tui: only the dashboard .* because ${why}; print them`),
      );
    }
  });

  for (const rates of [['1e-6'], ['1e-7', '1e-6']]) {
    test(`prints the lines of the run, ${rates.length} side by side`, (t) => {
      const folder = temporaryFolder(t);
      const args = [...RUN, '--lr', ...rates];
      const recording = cli(folder, [...args, '--format', 'ndjson']).out;
      const printed = cli(folder, [...args, '--headless']);
      assert.deepEqual(cli(folder, ['replay', '-'], recording), printed);
      writeFileSync(join(folder, 'a'), recording);
      assert.deepEqual(cli(folder, ['replay', 'a']), printed);
    });
  }

  test('says with its exit code that a run diverged', (t) => {
    const folder = temporaryFolder(t);
    const recording = cli(folder, [...RUN, '--lr', '1e-5', '--format', 'ndjson']).out;
    const { status, out, err } = cli(folder, ['replay', '-'], recording);
    assert.equal(status, 3);
    assert.match(err, /^sinfit-tui: diverged at iteration \d+: [^\n]*\n$/);
    assert.match(out, /^99 /);
  });

  test('says that a run cannot converge, as the run did', (t) => {
    const folder = temporaryFolder(t);
    const rates = ['--lr', '3.6e-6', '1e-6', '1e-3'];
    const run = cli(folder, [...RUN, ...rates, '--headless', '--out', 'a']);
    assert.equal(run.status, 3);
    assert.match(run.err, /^sinfit-tui: cannot converge: .*\nsinfit-tui: diverged at .*\n$/);
    assert.deepEqual(cli(folder, ['replay', 'a']), run);
  });

  test('prints a learning rate that was changed, and a branch, once', (t) => {
    const folder = temporaryFolder(t);
    const [problem, , ...lines] = cli(folder, [...RUN, '--every', '1', '--format', 'ndjson'])
      .out.trim()
      .split('\n');
    // Made by hand, without checks.
    const { check: _, ...record } = JSON.parse(lines[0]!);
    const { check: __, ...run } = JSON.parse(problem!);
    const recording = [
      run,
      record,
      { ...record, learningRate: 2e-6 },
      {
        ...{ type: 'run', run: 1, lane: 0, seed: 42, initial: run.initial, learningRate: 1e-6 },
        branch: { run: 0, iteration: record.iteration },
      },
      { ...record, run: 1 },
    ];
    const text = recording.map((line) => `${JSON.stringify(line)}\n`).join('');
    validLines(text);
    assert.equal(cli(folder, ['replay', '-'], text).out, `${record.iteration} ${record.loss}\n`);
  });

  test('skips a truncated last line, with a warning', (t) => {
    const folder = temporaryFolder(t);
    const recording = cli(folder, [...RUN, '--format', 'ndjson']).out;
    const { status, out, err } = cli(folder, ['replay', '-'], recording.slice(0, -30));
    assert.equal(status, 0);
    assert.equal(out.trim().split('\n').length, 5);
    assert.equal(
      err,
      'sinfit-tui: stdin: the last line is cut off; recorded up to iteration 499\n',
    );
  });

  test('says what is missing between whole lines', (t) => {
    const folder = temporaryFolder(t);
    const lines = cli(folder, [...RUN, '--format', 'ndjson']).out.split('\n');
    for (const [from, count, missing] of [
      [3, 1, '1 record is missing; recorded up to iteration 500'],
      [1, 5, '5 records are missing; recorded up to iteration 500'],
      [6, 1, 'the end of the run is missing; recorded up to iteration 499'],
      [1, 6, 'the end of the run is missing; recorded up to iteration 0'],
    ] as const) {
      const rest = lines.toSpliced(from, count).join('\n');
      const { status, err } = cli(folder, ['replay', '-'], rest);
      assert.deepEqual([status, err], [0, `sinfit-tui: stdin: ${missing}\n`]);
    }
    const { err } = cli(folder, ['replay', '-'], lines.toSpliced(2, 5, '').join('\n'));
    assert.match(err, /: the end of the run is missing; recorded up to iteration 99\n$/);
  });

  test('prints what comes before a line that is wrong, and names that', (t) => {
    const folder = temporaryFolder(t);
    const lines = cli(folder, [...RUN, '--format', 'ndjson']).out.split('\n');
    lines[2] = '{}';
    const { status, out, err } = cli(folder, ['replay', '-'], lines.join('\n'));
    assert.equal(status, 1);
    assert.match(out, /^99 \S+\n$/);
    assert.match(
      err,
      /^sinfit-tui: stdin: line 3: "type": must be run, .*, not missing; recorded up to iteration 99\n$/,
    );
    assert.equal(cli(folder, ['replay', '-']).err, 'sinfit-tui: stdin: empty recording\n');
  });
});
