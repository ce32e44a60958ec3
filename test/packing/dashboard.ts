/** Looks at the dashboard of an installed program: `node dist/test/packing/dashboard.js PROGRAM`. */

import assert from 'node:assert/strict';
import { startProgram } from '../terminal/program.js';

const program = startProgram(process.argv[2]!, ['--seed', '42', '--pace', 'max']);
try {
  const screen = await program.waitFor('FINISHED');
  for (const panel of [
    'Loss',
    'Coefficients',
    'cubic',
    'iteration 2000 of 2000',
    'Learning rate',
  ]) {
    assert.ok(screen.includes(panel), panel);
  }
  program.press('q');
  assert.deepEqual(await program.exited, { exitCode: 0, signal: null });
  console.log('packing: the installed dashboard trains to its end');
} finally {
  await program.close();
}
