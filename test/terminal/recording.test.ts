/** Recording from the compiled dashboard, saving, and replaying, in a real pseudo-terminal. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { validLines } from '../recording/schema.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { until } from './memory.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { betweenSettings, readSettings } from './settings.js';
import { CLI, iteration } from './sinfit.js';

function start(test: TestContext, cwd: string, ...args: readonly string[]): Program {
  return startProgram(process.execPath, [CLI, ...args], { test, cwd });
}

const END = '\x1b[F';

let recording: Promise<Buffer> | undefined;

/** A complete recording of seed 42, and of what was done to it, which is made once. */
async function recordedFile(test: TestContext, folder: string): Promise<string> {
  const file = join(folder, 'run.ndjson');
  recording ??= record(test, temporaryFolder(test));
  writeFileSync(file, await recording);
  return file;
}

async function record(test: TestContext, folder: string): Promise<Buffer> {
  const program = start(test, folder, '--seed', '42', '--pace', '2000', '--out', 'run.ndjson');
  await program.waitFor((screen) => iteration(screen) >= 499);
  program.press('r');
  // The first run may have finished before the key arrives.
  const file = join(folder, 'run.ndjson');
  await until(() => readFileSync(file, 'utf8').includes('"outcome","run":1'), 'the second outcome');
  program.press('q');
  assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  return readFileSync(file);
}

describe('--out', SEVERAL_AT_ONCE, () => {
  it('has every record while the dashboard runs, and the ends of its runs', async (test) => {
    const folder = temporaryFolder(test);
    const program = start(
      test,
      folder,
      '--seed',
      '42',
      '--lr',
      '1e-6',
      '2e-6',
      '--out',
      'a.ndjson',
    );
    await program.waitFor((screen) => iteration(screen) >= 299);
    const soFar = validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8'));
    assert.ok(soFar.filter(({ run }) => run === 0).length >= 3);
    program.press('q');
    await program.exited;
    const lines = validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8'));
    for (const run of [0, 1]) {
      const iterations = lines.flatMap((line) =>
        line.type === 'record' && line.run === run ? [line.iteration] : [],
      );
      assert.deepEqual(
        iterations,
        iterations.map((_, i) => 100 * i + 99),
      );
      const outcome = lines.find((line) => line.type === 'outcome' && line.run === run);
      assert.equal(outcome?.status, 'interrupted');
    }
  });

  it('is complete up to the last line when the program is killed', async (test) => {
    const folder = temporaryFolder(test);
    const program = start(test, folder, '--seed', '42', '--pace', 'max', '--out', 'a.ndjson');
    await program.waitFor('FINISHED');
    program.kill('SIGKILL');
    await program.exited;
    const lines = validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8'));
    assert.equal(lines.at(-1)!.type, 'outcome');
    assert.equal(lines.length, 22);
  });

  it('that exists, or cannot be made, is refused before anything is drawn', async (test) => {
    const folder = temporaryFolder(test);
    writeFileSync(join(folder, 'a.ndjson'), 'precious');
    for (const [file, message] of [
      ['a.ndjson', 'sinfit-tui: a.ndjson: the file already exists; --force overwrites it'],
      ['no/a.ndjson', 'sinfit-tui: no/a.ndjson: no such file or directory'],
    ] as const) {
      const program = start(test, folder, '--out', file);
      assert.equal((await program.exited).exitCode, 1);
      assert.equal(program.emulator.text().trim(), message);
      assert.doesNotMatch(program.output, /\x1b/);
    }
    assert.equal(readFileSync(join(folder, 'a.ndjson'), 'utf8'), 'precious');
    const program = start(test, folder, '--out', 'a.ndjson', '--force');
    await program.waitFor('RUNNING');
    validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8'));
  });

  it('that cannot grow any more causes a warning, and training continues', async (test) => {
    const folder = temporaryFolder(test);
    // Blocks of 1024 bytes.
    const limited = `ulimit -f 2; exec "$0" "${CLI}" --seed 42 --pace 1000 --out a.ndjson`;
    const program = startProgram('/bin/bash', ['-c', limited, process.execPath], {
      test,
      cwd: folder,
      // What it would write for the coverage would be cut off too, and none could be reported.
      env: { NODE_V8_COVERAGE: undefined },
    });
    await program.waitFor('Recording has stopped');
    await program.waitFor('FINISHED');
    program.press('q');
    assert.equal((await program.exited).exitCode, 1);
    assert.match(program.emulator.text(), /sinfit-tui: a.ndjson: file size limit reached/);
    assert.match(program.emulator.text(), /Result: y = /);
    // What could not be written whole is not there at all.
    assert.ok(validLines(readFileSync(join(folder, 'a.ndjson'), 'utf8')).length >= 3);
    assert.ok(statSync(join(folder, 'a.ndjson')).size <= 2048);
  });
});

describe('e', SEVERAL_AT_ONCE, () => {
  it('saves the records and the screen as new files, and says where', async (test) => {
    const folder = temporaryFolder(test);
    const program = start(test, folder, '--seed', '42', '--pace', 'max');
    await program.waitFor('FINISHED');
    const shown = await program.quiet(200);
    program.press('e');
    await program.waitFor('Saved in the current directory');
    const files = readdirSync(folder).sort();
    assert.equal(files.length, 3);
    for (const [i, extension] of ['ndjson', 'svg', 'txt'].entries()) {
      assert.match(files[i]!, new RegExp(`^sinfit-tui-seed42-\\d{8}T\\d{9}Z\\.${extension}$`));
    }
    const [records, svg, text] = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    assert.equal(validLines(records!).length, 22);
    assert.equal(text, `${shown}\n`);
    assert.match(svg!, /^<svg [^>]*>\n<title>sinfit-tui at iteration 2000<\/title>/);
    assert.ok(svg!.includes('>= FINISHED</text>'));
    program.press('y');
    await program.waitFor((screen) => !screen.includes('Saved'));
    program.press('e');
    await program.waitFor('Saved in the current directory');
    assert.equal(readdirSync(folder).length, 6);
  });

  it('that cannot save says so, and the dashboard goes on', async (test) => {
    const folder = temporaryFolder(test);
    const program = start(test, folder, '--seed', '42', '--pace', 'max');
    await program.waitFor('FINISHED');
    rmSync(folder, { recursive: true });
    program.press('e');
    await program.waitFor('could not be saved');
    program.press(' ');
    await program.waitFor((screen) => iteration(screen) === 4000);
    // For the cleaning up after the test.
    writeFileSync(folder, '');
  });
});

describe('replay', SEVERAL_AT_ONCE, () => {
  it('plays from the start, with pause and step, looking back and comparing', async (test) => {
    const folder = temporaryFolder(test);
    const file = await recordedFile(test, folder);
    const { command, args } = betweenSettings(process.execPath, [CLI, 'replay', file]);
    const program = startProgram(command, [...args, '--paused'], { test, cwd: folder });
    assert.equal(iteration(await program.waitFor('PAUSED')), 0);
    program.press('s');
    await program.waitFor((screen) => iteration(screen) === 99);
    program.press('-------');
    program.press(' ');
    await program.waitFor('PLAYING');
    program.press('++++++++++++');
    await program.waitFor(/FINISHED[\s\S]*iteration +2000 of 2000/);
    program.press('------------ ');
    await program.waitFor('PLAYING');
    program.press(END);
    await program.waitFor('FINISHED');
    program.press('d');
    await program.waitFor(/seed +42/);
    await program.waitFor('run 2');
    program.press('r');
    await program.waitFor('This is a recording');
    program.press('\x1b[D');
    await program.waitFor('REWOUND');
    // The last digits are those of rounding errors.
    const rewound = await program.waitFor(/loss +9\.3305862421996[\s\S]*Esc newest/);
    assert.equal(iteration(rewound), 1999);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    const { before, after } = readSettings(program.output);
    assert.equal(after, before);
    assert.equal(program.emulator.alternate, false);
  });

  it('compares recordings of the same problem on one chart', async (test) => {
    const folder = temporaryFolder(test);
    const record = (name: string, ...args: readonly string[]): void => {
      const run = ['--headless', '--seed', '7', '--out', name, ...args];
      execFileSync(process.execPath, [CLI, ...run], { cwd: folder, stdio: 'ignore' });
    };
    record('a', '--iterations', '300');
    record('b', '--lr', '2e-6', '3e-6', '--schedule', '150:1e-6', '--every', '50');
    const program = start(test, folder, 'replay', 'a', 'b', '--pace', 'max');
    await program.waitFor('A a, B C b.');
    await program.waitFor(/iteration +300 of 300/);
    program.press('\t');
    await program.waitFor(/iteration +2000 of 2000/);
    program.press('e');
    await program.waitFor('.svg .txt');
    // Both go on being followed; what is written in the place of one is left alone.
    record('a', '--degree', '5', '--lr', '1e-9', '--force');
    await program.waitFor('a: The file is being rewritten.');
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  });

  it('says what keeps recordings from being compared', async (test) => {
    const folder = temporaryFolder(test);
    const record = (name: string, ...args: readonly string[]): void => {
      const run = ['--headless', '--iterations', '9', '--out', name, ...args];
      execFileSync(process.execPath, [CLI, ...run], { cwd: folder, stdio: 'ignore' });
    };
    record('a');
    record('quintic', '--degree', '5', '--lr', '1e-9');
    record('coarse', '--samples', '500');
    record('four', '--lr', '1e-6', '2e-6', '3e-6', '1e-7');
    const allowed = 'recordings that are compared must have the same --degree and --samples';
    for (const [files, message] of [
      [['a', 'quintic'], `quintic: has --degree 5, and a has 3; ${allowed}`],
      [['a', 'coarse'], `coarse: has --samples 500, and a has 2000; ${allowed}`],
      [
        ['a', 'four', 'four'],
        '9 runs in 3 recordings (1 + 4 + 4): at most 6 can be compared; leave some out',
      ],
      [['a', 'nothing'], 'nothing: no such file or directory'],
    ] as const) {
      const program = start(test, folder, 'replay', ...files);
      assert.equal((await program.exited).exitCode, 1);
      assert.equal(program.output.trim(), `sinfit-tui: ${message}`);
    }
    const program = start(test, folder, 'replay', '--headless', 'a', 'four');
    assert.equal((await program.exited).exitCode, 2);
    assert.match(program.output, /because of --headless; print them one at a time\s*$/);
  });

  it('follows a recording that is still written', async (test) => {
    const folder = temporaryFolder(test);
    const training = start(test, folder, '--seed', '42', '--pace', '200', '--out', 'a.ndjson');
    await training.waitFor('RUNNING');
    const replay = start(test, folder, 'replay', 'a.ndjson');
    await replay.waitFor((screen) => iteration(screen) >= 99 && screen.includes('PLAYING'));
    replay.press(END);
    training.press('++++++');
    await training.waitFor('FINISHED');
    await replay.waitFor('FINISHED');
    training.press('---------n');
    await replay.waitFor(/\b1,? seed 42/);
    training.press('q');
    await replay.waitFor('PAUSED');
  });

  it('reads stdin, and the keys from the terminal', async (test) => {
    const folder = temporaryFolder(test);
    const file = await recordedFile(test, folder);
    // The pipe stays open: nothing but the key ends the program.
    const piped = `(cat "${file}"; sleep 60) | "$0" "${CLI}" replay -`;
    const program = startProgram('/bin/bash', ['-c', piped, process.execPath], { test });
    await program.waitFor('FINISHED');
    program.press('\x1b[D');
    await program.waitFor('REWOUND');
    program.press('q');
    await program.waitFor(() => !program.emulator.alternate);
  });

  it('warns of a truncated last line until the rest arrives', async (test) => {
    const folder = temporaryFolder(test);
    const file = await recordedFile(test, folder);
    const whole = readFileSync(file);
    truncateSync(file, whole.length - 100);
    const program = start(test, folder, 'replay', file);
    await program.waitFor('up to iteration 1999.');
    program.press(END);
    await program.waitFor((screen) => iteration(screen) === 1999);
    appendFileSync(file, whole.subarray(whole.length - 100));
    await program.waitFor('FINISHED');
    await program.waitFor((screen) => !screen.includes('cut off'));
  });

  it('shows what comes before a line that is wrong, and names that', async (test) => {
    const folder = temporaryFolder(test);
    const file = await recordedFile(test, folder);
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[4] = '\x1b[2Jgarbage\x07';
    writeFileSync(file, lines.join('\n'));
    const program = start(test, folder, 'replay', 'run.ndjson');
    const screen = await program.waitFor(/Recorded\W+up to iteration 299\./);
    assert.match(screen, /! line 5: not a JSON object\./);
    program.press(END);
    await program.waitFor((screen) => iteration(screen) === 299 && screen.includes('PAUSED'));
    program.press('q');
    assert.equal((await program.exited).exitCode, 1);
    assert.match(program.emulator.text(), /^sinfit-tui: run\.ndjson: line 5: not a JSON object/m);
    assert.ok(!program.output.includes('garbage'));
  });

  it('refuses a file that is not a recording before drawing anything', async (test) => {
    const folder = temporaryFolder(test);
    for (const [name, message] of [
      [CLI, 'line 1: not a sinfit-tui recording'],
      ['nothing', 'sinfit-tui: nothing: no such file or directory'],
      ['.', 'sinfit-tui: .: is a directory, not a file'],
    ] as const) {
      const program = start(test, folder, 'replay', name);
      assert.equal((await program.exited).exitCode, 1);
      // Not of the screen, which has lost a blank where a row ends in one.
      assert.ok(program.output.includes(message), program.output);
      assert.doesNotMatch(program.output, /\x1b|\x07/);
    }
  });

  it('keeps what it has if the stream fails, and says so at the end', async (test) => {
    const folder = temporaryFolder(test);
    const file = await recordedFile(test, folder);
    const program = start(test, folder, 'replay', file);
    await program.waitFor('FINISHED');
    appendFileSync(file, '\x1b]0;owned\x07\n');
    await program.waitFor(/line \d+: not a JSON object/);
    program.press('q');
    assert.equal((await program.exited).exitCode, 1);
    assert.match(program.emulator.text(), /sinfit-tui: .*: line \d+: not a JSON object/);
    assert.ok(!program.output.includes('owned'));
  });

  it('starts again with a recording that replaces the one shown', async (test) => {
    const folder = temporaryFolder(test);
    const record = (...args: readonly string[]): void => {
      const run = ['--headless', '--seed', '7', ...args];
      execFileSync(process.execPath, [CLI, ...run], { cwd: folder, stdio: 'ignore' });
    };
    record('--out', 'a');
    const program = start(test, folder, 'replay', 'a', '--pace', 'max');
    await program.waitFor(/iteration +2000 of 2000/);
    program.press('y');
    // Written anew, and of another problem.
    record('--degree', '5', '--lr', '1e-9', '--iterations', '900', '--out', 'a', '--force');
    await program.waitFor(/iteration +900 of 900/);
    await program.waitFor('The file was rewritten.');
    // Replaced by what is no recording, then by one again.
    writeFileSync(join(folder, 'b'), 'garbage\n');
    renameSync(join(folder, 'b'), join(folder, 'a'));
    const other = await program.waitFor('line 1: not a sinfit-tui recording');
    assert.ok(!other.includes('what it contains now'));
    record('--iterations', '700', '--out', 'c');
    renameSync(join(folder, 'c'), join(folder, 'a'));
    await program.waitFor(/iteration +700 of 700/);
    await program.waitFor((screen) => !screen.includes('line 1'));
    // Removed, and made again.
    rmSync(join(folder, 'a'));
    await program.waitFor('The file is gone');
    record('--iterations', '800', '--out', 'a');
    await program.waitFor(/iteration +800 of 800/);
    // Emptied, and gone on with from there.
    truncateSync(join(folder, 'a'), 0);
    await program.waitFor(/The file is being rewritten/);
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  });
});
