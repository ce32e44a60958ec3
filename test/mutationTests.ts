/**
 * The command that Stryker runs for every mutant: the compiled test files that the environment
 * variable MUTATION_TESTS names, until the first one fails. See mutation.ts.
 */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

for (const file of (process.env.MUTATION_TESTS ?? '').split(' ')) {
  const path = fileURLToPath(new URL(`${file}.test.js`, import.meta.url));
  const { status } = spawnSync(process.execPath, [path], { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(1);
  }
}
