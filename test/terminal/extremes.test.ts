/** Extreme numbers in the real program: every view shows them, and it ends when it is told to. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../temporaryFolder.js';
import { type Program, SEVERAL_AT_ONCE, startProgram } from './program.js';
import { CLI } from './sinfit.js';

const GARBAGE = /NaN|Infinity|undefined|Invalid/;

/** Looks at every view on both axes, and quits. */
async function lookAround(program: Program, first: RegExp): Promise<void> {
  await program.waitFor(first);
  for (const [key, title] of [
    ['v', 'cubic - sin'],
    ['v', '* path'],
    ['y', '─ Loss by iteration'],
    ['z', 'latest part'],
    ['y', '─ Loss above the best'],
    ['x', '(log)'],
    ['y', '─ Loss (log)'],
    ['c', '* path'],
    ['v', /Speed +@ now/],
    ['v', /─ (A: )?\. sin/],
  ] as const) {
    program.press(key);
    assert.doesNotMatch(await program.waitFor(title), GARBAGE);
  }
  program.press('q');
  assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
}

describe('extreme numbers', SEVERAL_AT_ONCE, () => {
  for (const args of [
    ['--init', '0,0,0,1e308'],
    ['--init', '0,-1.7e308,0,1.7e308', '--lr', '1e-300', '5e-324'],
    ['--init', '0,5e-324,0,1e-320', '--samples', '2'],
    ['--init', '1e150,0,0,0', '--lr', '1e300'],
  ]) {
    it(`are shown in every view: ${args.join(' ')}`, async (test) => {
      const program = startProgram(process.execPath, [CLI, ...args], { test, columns: 100 });
      await lookAround(program, /RUNNING|FINISHED|DIVERGED/);
    });
  }

  it('are shown of a recording, however far its iterations go', async (test) => {
    const file = join(temporaryFolder(test), 'far.ndjson');
    const options = { iterations: 1, every: 1 };
    const interval = [-Math.PI, Math.PI];
    const head = {
      type: 'problem',
      program: 'sinfit-tui',
      schema: 1,
      options,
      interval,
      seed: null,
    };
    const state = { type: 'record', run: 0, gradient: [null, -1e308, 5e-324, 0] };
    const records = [
      { iteration: 0, loss: 1e308, coefficients: [0, 0, 0, 1e308], learningRate: 1e308 },
      { iteration: 1, loss: 5e-324, coefficients: [0, -1e308, 5e-324, 0], learningRate: 5e-324 },
      {
        iteration: Number.MAX_SAFE_INTEGER,
        loss: 0,
        coefficients: [1, 0, 0, 0],
        learningRate: 5e-324,
      },
    ];
    const lines = [
      { ...head, initial: [0, 0, 0, 1e308] },
      ...records.map((record) => ({ ...state, status: 'running', ...record })),
    ];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const program = startProgram(process.execPath, [CLI, 'replay', '--pace', 'max', file], {
      test,
      columns: 100,
    });
    await lookAround(program, /iteration +9007199254740991 of/);
  });
});

describe('extreme sizes', SEVERAL_AT_ONCE, () => {
  for (const [columns, rows] of [
    [1, 1],
    [3000, 1],
    [1, 1000],
  ] as const) {
    it(`${columns}x${rows} are drawn and left`, async (test) => {
      const args = [CLI, '--pace', 'max'];
      const program = startProgram(process.execPath, args, { test, columns, rows });
      await program.waitFor(() => program.emulator.alternate);
      await program.quiet(200);
      program.press('q');
      assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
      assert.equal(program.emulator.alternate, false);
    });
  }
});
