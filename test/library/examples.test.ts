/** The examples in docs/examples, as they stand, with the package that this is. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CLI } from '../packed.js';

const folder = fileURLToPath(new URL('../../../docs/examples/', import.meta.url));
function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return stdout;
}

test('CommonJS modules get the library with require', () => {
  const { leastSquares } = createRequire(import.meta.url)('sinfit-tui');
  assert.equal(typeof leastSquares, 'function');
});

describe('the example', () => {
  test('train.mjs prints what the program prints', () => {
    assert.equal(run(`${folder}train.mjs`), run(CLI, '--headless', '--seed', '42'));
  });

  test('rates.mjs reaches the goal when it was foreseen', () => {
    const lines = run(`${folder}rates.mjs`).trim().split('\n');
    assert.equal(lines[0], 'least loss 8.817');
    const found = lines.slice(1).map((line) => /: (\w+) foreseen, (\w+) trained$/.exec(line)!);
    assert.deepEqual(
      found.map(([, foreseen]) => foreseen),
      found.map(([, , trained]) => trained),
    );
    assert.equal(found.at(-1)![2], 'never');
  });

  test('is one of these', () => {
    assert.deepEqual(readdirSync(folder).sort(), ['rates.mjs', 'train.mjs']);
  });
});
