/**
 * The program reads, computes and draws: it starts no process, asks no network, and writes no file
 * but one that was asked for.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../temporaryFolder.js';
import { startProgram } from '../terminal/program.js';
import { CLI } from '../terminal/sinfit.js';

/** Node's permission model under its name in this version; no files to write, no processes. */
const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
const readOnly = [permission, '--allow-fs-read=*', '--allow-worker', '--no-warnings'];

const offline = ['--import', new URL('./fixtures/offline.js', import.meta.url).href];

async function run(
  node: readonly string[],
  args: readonly string[],
  place: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...node, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...place,
  });
  const texts = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

for (const [limits, node] of [
  ['without permission to write or to start a process', readOnly],
  ['without network or other processes', offline],
] as const) {
  describe(limits, () => {
    for (const args of [
      ['--headless', '--seed', '1'],
      ['--format', 'ndjson', '--seed', '1', '--engine', 'moments'],
      ['--announce', '--seed', '1', '--pace', 'max'],
      ['--help'],
      ['--print-config'],
    ]) {
      it(args.join(' '), async () => {
        const { code, out, err } = await run(node, [CLI, ...args]);
        assert.deepEqual({ code, err }, { code: 0, err: '' });
        assert.notEqual(out, '');
      });
    }

    it('the dashboard', async (test) => {
      const args = [...node, CLI, '--seed', '1', '--pace', 'max'];
      const program = startProgram(process.execPath, args, { test });
      await program.waitFor('FINISHED');
      for (const key of 'rnvvoyz?') {
        program.press(key);
      }
      // The last of these keys opens the help; the run that they began may still be short of it.
      await program.waitFor((screen) => screen.includes('─ Help') && screen.includes('FINISHED'));
      program.press('qq');
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
      assert.match(program.output, /Result: y = /);
      assert.doesNotMatch(program.output, /offline|ERR_ACCESS_DENIED/);
    });
  });
}

describe('with permission to write one file', () => {
  it('--out writes that one, and replay none', async (test) => {
    const folder = temporaryFolder(test);
    const file = join(folder, 'run.ndjson');
    const oneFile = [...readOnly, `--allow-fs-write=${file}`];
    const args = ['--seed', '1', '--headless'];
    const recorded = await run(oneFile, [CLI, ...args, '--out', file]);
    assert.deepEqual([recorded.code, recorded.err], [0, '']);
    assert.deepEqual(readdirSync(folder), ['run.ndjson']);
    assert.deepEqual(await run(readOnly, [CLI, 'replay', file]), recorded);
    const other = await run(oneFile, [CLI, ...args, '--out', join(folder, 'other')]);
    assert.equal(other.code, 1);
    assert.match(other.err, /^sinfit-tui: [^\n]+\n$/);
  });
});

describe('with permission to do anything', () => {
  // An attempt that is refused without a message would be a file without a limit.
  it('nothing is left but what the key e saves in the current directory', async (test) => {
    const home = temporaryFolder(test);
    const cwd = temporaryFolder(test);
    const env = { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
    const place = { cwd, env: { PATH: process.env.PATH, ...env } };
    for (const args of [['--headless', '--seed', '1'], ['--help'], ['completion', 'bash']]) {
      assert.equal((await run([], [CLI, ...args], place)).code, 0);
    }
    const args = [CLI, '--seed', '1', '--pace', 'max'];
    const program = startProgram(process.execPath, args, { test, cwd, env });
    await program.waitFor('FINISHED');
    assert.deepEqual(readdirSync(cwd), []);
    program.press('e');
    await program.waitFor('Saved in the current directory');
    program.press('q');
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    assert.equal(readdirSync(cwd).length, 3);
    assert.deepEqual(readdirSync(home), []);
  });
});

describe('the limits of these tests', () => {
  it('hold', async () => {
    const write = `require('node:fs').writeFileSync('x', '')`;
    const connect = `import('node:net').then((net) => net.connect(9))`;
    const start = `import('node:child_process').then(({ spawn }) => spawn('true'))`;
    assert.match((await run(readOnly, ['-e', write])).err, /ERR_ACCESS_DENIED/);
    assert.match((await run(readOnly, ['-e', start])).err, /ERR_ACCESS_DENIED/);
    assert.equal((await run(offline, ['-e', connect])).code, 99);
    assert.equal((await run(offline, ['-e', start])).code, 99);
  });
});

describe('control characters from outside', () => {
  const nasty = '\x1b]0;owned\x07\x1b[2J\x9b31m\u202e';
  const harmless = /^[^\p{Cc}\u202e]*\n$/u;
  const places: Readonly<Record<string, readonly string[]>> = {
    'an unknown option': [`--${nasty}`],
    'a stray argument': [nasty],
    'a value': ['--lr', nasty],
    'a value after =': [`--lr=${nasty}`],
    'a file name': ['--config', `/nonexistent/${nasty}`],
    'a choice': ['--format', nasty],
    'the name of a recording': ['replay', `/nonexistent/${nasty}`],
    'the name of a file to write': ['--out', `/nonexistent/${nasty}`],
  };
  for (const [place, args] of Object.entries(places)) {
    it(`are shown, not obeyed, in ${place}`, async () => {
      const { code, out, err } = await run([], [CLI, ...args]);
      assert.deepEqual({ code, out }, { code: place.startsWith('the name') ? 1 : 2, out: '' });
      assert.match(err, harmless);
    });
  }

  const problem = {
    ...{ type: 'problem', schema: 1, program: 'sinfit-tui', seed: 1, initial: [0, 0] },
    ...{ interval: [-Math.PI, Math.PI], options: { degree: 1 } },
  };
  // A rate that converges: there is nothing else to say.
  const state = { run: 0, iteration: 0, loss: 1, gradient: [0, 0], learningRate: 1e-6 };
  const outcome = { type: 'outcome', status: 'finished', ...state, result: [0, 0] };
  const recordings: Readonly<Record<string, readonly unknown[]>> = {
    'its program': [{ ...problem, program: nasty }],
    'its version': [{ ...problem, schema: nasty }],
    'its options': [{ ...problem, options: { [nasty]: nasty, engine: nasty } }],
    'a number': [{ ...problem, initial: [nasty, nasty] }],
    'a type': [problem, { ...outcome, type: nasty }],
    'a status': [problem, { ...outcome, status: nasty }],
    'a check': [problem, { ...outcome, check: nasty }],
    'what nobody reads': [
      { ...problem, [nasty]: nasty, options: { degree: 1, [nasty]: nasty } },
      { ...outcome, [nasty]: nasty },
      { [nasty]: nasty },
    ],
  };
  for (const [place, lines] of Object.entries(recordings)) {
    it(`are shown, not obeyed, in a recording: ${place}`, async (test) => {
      const file = join(temporaryFolder(test), nasty);
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const { code, out, err } = await run([], [CLI, 'replay', file]);
      assert.equal(code, 1);
      assert.match(out, /^[^\p{Cc}\u202e]*\n?$/u);
      assert.match(err, harmless);
    });
  }

  it('are not obeyed in the dashboard of a file of that name', async (test) => {
    const file = join(temporaryFolder(test), nasty);
    const recording = startProgram(
      process.execPath,
      [CLI, '--seed', '1', '--pace', 'max', '--out', file],
      { test },
    );
    await recording.waitFor('FINISHED');
    recording.press('q');
    assert.equal((await recording.exited).exitCode, 0);
    const replay = startProgram(process.execPath, [CLI, 'replay', file], { test });
    await replay.waitFor('FINISHED');
    appendFileSync(file, `${nasty}\n`);
    await replay.waitFor(/line \d+: not a JSON object/);
    replay.press('q');
    assert.equal((await replay.exited).exitCode, 1);
    for (const { output } of [recording, replay]) {
      assert.doesNotMatch(output, /\x1b\]0;owned|\x9b|\u202e/);
    }
  });
});
