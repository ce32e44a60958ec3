import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { startProgram } from './program.js';

const BIN = fileURLToPath(new URL('../../../bin/sinfit-tui', import.meta.url));

test('the help is no wider than the terminal', async (t) => {
  for (const columns of [30, 50, 80, 120]) {
    const program = startProgram(process.execPath, [BIN, '--help'], { test: t, columns });
    assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
    const widths = program.output.split('\r\n').map(({ length }) => length);
    assert.ok(Math.max(...widths) <= columns, `${Math.max(...widths)} of ${columns}`);
    assert.ok(Math.max(...widths) > Math.min(columns, 80) - 10);
  }
});
