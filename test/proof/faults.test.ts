/** Faults at random moments: the promised exit code and a restored terminal, or it goes on. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { trainHeadless } from '../../src/output/headless.js';
import type { Progress } from '../../src/training/protocol.js';
import { Trainer } from '../../src/training/trainer.js';
import { plainFormat } from '../output/records.js';
import { startProgram } from '../terminal/program.js';
import { betweenSettings, readSettings } from '../terminal/settings.js';
import { CLI, ENDLESS } from '../terminal/sinfit.js';
import { settings, trainPlainly } from '../training/model.js';
import { SEED, scaled } from './scale.js';

const FAILING = new URL('./fixtures/failingTerminal.js', import.meta.url).href;
const DYING = new URL('./fixtures/dyingWorker.js', import.meta.url).href;

/** Milliseconds from before the first frame to well after it. */
const lifetimes = fc.integer({ min: 0, max: 600 });

/** Times at which a fault happens. */
function moments(test: TestContext, count: number): number[] {
  test.diagnostic(`seed ${SEED}`);
  return fc.sample(lifetimes, { numRuns: count, seed: SEED });
}

describe('a worker that dies at any moment', () => {
  it('leaves one line, exit code 1 and the terminal as it was', async (test) => {
    for (const lifetime of moments(test, scaled(4, 60))) {
      const { command, args } = betweenSettings(process.execPath, [CLI, ...ENDLESS]);
      const env = { WORKER_LIVES: String(lifetime), NODE_OPTIONS: `--import ${DYING}` };
      const program = startProgram(command, args, { test, env, columns: 130 });
      assert.deepEqual(await program.exited, { exitCode: 1, signal: null }, `${lifetime} ms`);
      const { before, after } = readSettings(program.output);
      assert.ok(before);
      assert.equal(after, before);
      assert.equal(program.emulator.alternate, false);
      assert.equal(program.emulator.cursorVisible, true);
      const messages = program.emulator.text().match(/^sinfit-tui: .*$/gm);
      assert.deepEqual(messages, [
        'sinfit-tui: the training worker stopped: it exited with code 9',
      ]);
    }
  });
});

describe('a terminal that vanishes at any moment', () => {
  it('ends the program as a hangup does', async (test) => {
    for (const lifetime of moments(test, scaled(4, 60))) {
      // Before it says so, no program has been started that could be hung up on.
      const script = 'echo started; exec "$@"';
      const args = ['-c', script, 'sh', process.execPath, CLI, ...ENDLESS];
      const program = startProgram('sh', args, { test });
      // The dashboard may have replaced it on the screen already.
      await program.waitFor(() => program.output.includes('started'));
      await wait(lifetime);
      program.hangUp();
      const { exitCode, signal } = await program.exited;
      assert.ok(signal === 'SIGHUP' || exitCode === 129, `${lifetime} ms: ${exitCode} ${signal}`);
    }
  });
});

describe('a terminal that cannot be written to from some moment on', () => {
  for (const code of ['EIO', 'EPIPE', 'EAGAIN']) {
    it(`${code}: ends the program as a hangup does, with the keys as they were`, async (test) => {
      test.diagnostic(`seed ${SEED}`);
      const counts = fc.integer({ min: 0, max: 40 });
      for (const writes of fc.sample(counts, { numRuns: scaled(1, 20), seed: SEED })) {
        const { command, args } = betweenSettings(process.execPath, [CLI, ...ENDLESS]);
        const env = {
          WRITES: String(writes),
          FAILS_WITH: code,
          NODE_OPTIONS: `--import ${FAILING}`,
        };
        const program = startProgram(command, args, { test, env, columns: 130 });
        const what = `after ${writes} writes`;
        assert.deepEqual(await program.exited, { exitCode: 129, signal: null }, what);
        const { before, after } = readSettings(program.output);
        assert.ok(before);
        assert.equal(after, before, what);
        assert.doesNotMatch(program.output, /^\s*at .*:\d+:\d+|Error:/m, what);
      }
    });
  }
});

/** A stream that takes so many writes and then fails. */
function failing(after: number, code: string): Writable {
  let writes = 0;
  return new Writable({
    write(_chunk, _encoding, done) {
      writes += 1;
      done(writes > after ? Object.assign(new Error(`${code}: on purpose`), { code }) : null);
    },
  });
}

describe('an output that fails at any moment', () => {
  for (const code of ['EPIPE', 'EIO', 'ENOSPC', 'EAGAIN', 'EBADF']) {
    it(`${code}: ends the run with that error, and nothing is trained for nobody`, async () => {
      const run = { ...settings, iterations: 1e9, every: 1 };
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 5 }), async (after) => {
          const world = {
            stdout: failing(after, code),
            stderr: failing(0, code),
            interruption: new AbortController().signal,
          };
          const training = trainHeadless([run], plainFormat(run.learningRate), world);
          const error = await training.then(assert.fail, (reason: Error) => reason);
          assert.equal(((error.cause ?? error) as NodeJS.ErrnoException).code, code);
        }),
        { numRuns: scaled(3, 10) },
      );
    });
  }

  it('a message that cannot be written is not a failure', async () => {
    const run = { ...settings, learningRate: 1 };
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
    const world = {
      stdout,
      stderr: failing(0, 'EIO'),
      interruption: new AbortController().signal,
    };
    assert.equal(await trainHeadless([run], plainFormat(1), world), 'diverged');
  });

  it('stdout closed from the start: exit code 0 or 1, one line at most', async () => {
    for (const redirection of ['>&-', '2>&-', '>&- 2>&-', '<&-']) {
      const script = `exec "$@" ${redirection}`;
      const command = [process.execPath, CLI, '--headless', '--seed', '42', '--iterations', '100'];
      const args = ['-c', script, 'sh', ...command];
      const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let err = '';
      child.stdout!.resume();
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      const [code] = (await once(child, 'close')) as [number | null];
      assert.ok(code === 0 || code === 1, `${redirection}: ${code} ${err}`);
      assert.match(err, /^(sinfit-tui: [^\n]*\n)?$/);
    }
  });

  it('a full disk under every kind of output: exit code 1 and one line', {
    skip: !existsSync('/dev/full') && 'there is no /dev/full',
  }, async () => {
    for (const format of ['text', 'csv', 'ndjson']) {
      const args = [CLI, '--seed', '42', '--format', format, '--iterations', '1e9', '--every', '1'];
      const child = spawn(process.execPath, args, {
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      let err = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      const [code] = (await once(child, 'close')) as [number | null];
      assert.deepEqual([code, err], [1, 'sinfit-tui: stdout: the disk is full\n']);
    }
  });
});

describe('a reader that is slow', () => {
  /** Sets its end of the pipe to fail with EAGAIN in place of waiting, reads late, then counts. */
  const reader = `
    const { setTimeout: wait } = require('node:timers/promises');
    (async () => {
      await wait(300);
      let lines = 0;
      let last = '';
      for await (const line of require('node:readline').createInterface({ input: process.stdin })) {
        lines += 1;
        last = line;
        if (lines % 6000 === 0) await wait(20);
      }
      console.log(lines, last.slice(0, 7));
    })();
  `;
  it('gets every line', async () => {
    const iterations = 30_000;
    const script = `"$0" "$1" --seed 1 --samples 2 --every 1 --iterations ${iterations} | "$0" -e "$2"`;
    const child = spawn('sh', ['-c', script, process.execPath, CLI, reader], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([code, out], [0, `${iterations + 1} Result:\n`]);
  });
});

describe('a clock that jumps', () => {
  it('changes neither the numbers nor the pace', () => {
    const jumps = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }) },
        { weight: 1, arbitrary: fc.constantFrom(1e3, 3.6e6, 1e9, 2 ** 40) },
      ),
      { minLength: 1, maxLength: 60 },
    );
    const paces = fc.constantFrom(1, 500, 1e5, Number.POSITIVE_INFINITY);
    const plain = trainPlainly(settings, settings.iterations);
    fc.assert(
      fc.property(jumps, paces, (jumps, pace) => {
        let now = 0;
        const sent: Progress[] = [];
        const trainer: Trainer = new Trainer(
          { run: 0, settings, pace, paused: false, watched: true },
          {
            now: () => now,
            send: (progress) => {
              sent.push(progress);
            },
          },
        );
        trainer.handle({ type: 'acknowledge' });
        let awake = 0;
        for (const jump of jumps) {
          const asked = trainer.slice() ?? 0;
          const passed = Math.max(asked, jump);
          now += passed;
          // Time beyond what was asked for is lost, except for a grace of 100 ms.
          awake += Math.min(passed, asked + 100);
          trainer.handle({ type: 'pause' });
          trainer.handle({ type: 'acknowledge' });
          trainer.handle({ type: 'resume' });
          trainer.handle({ type: 'acknowledge' });
          const { present, elapsed } = sent.at(-1)!;
          const due = pace === Number.POSITIVE_INFINITY ? pace : Math.floor((awake * pace) / 1000);
          assert.ok(present.iteration <= due + 1);
          assert.ok(elapsed <= awake, `${elapsed} ms of ${awake}`);
          assert.deepEqual(present, plain[present.iteration]);
        }
      }),
      { numRuns: scaled(100, 5000) },
    );
  });

  it('nothing but the names of files asks a clock that can be set', async () => {
    const source = new URL('../../src/', import.meta.url);
    // The names of saved files are of the day.
    const isMeant = (name: string): boolean => name.endsWith('.js') && !name.endsWith('save.js');
    const files = (await readdir(source, { recursive: true })).filter(isMeant);
    assert.ok(files.length > 50);
    for (const file of files) {
      const text = await readFile(new URL(file, source), 'utf8');
      assert.doesNotMatch(text, /\bDate\b/, file);
    }
  });
});
