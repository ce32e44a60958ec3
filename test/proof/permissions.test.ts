/**
 * The program reads, computes and draws: it starts no process, asks no network, and writes no file
 * but one that was asked for.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
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
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...node, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
      program.press('q');
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
      assert.match(program.output, /Result: y = /);
      assert.doesNotMatch(program.output, /offline|ERR_ACCESS_DENIED/);
    });
  });
}

describe('with permission to write one file', () => {
  it('--out writes that one, and replay none', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'sinfit-permissions-'));
    test.after(() => rmSync(folder, { recursive: true }));
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
});
