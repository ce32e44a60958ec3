/** Builds the program, and says so, unless it is built already: `npm start` begins with it. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStale } from './stale.mjs';

if (isStale(fileURLToPath(new URL('../..', import.meta.url)))) {
  console.error('Building sinfit-tui …');
  const { status } = spawnSync('npm run --silent build', {
    shell: true,
    // The program's own output starts after it.
    stdio: ['ignore', 2, 2],
  });
  process.exitCode = status ?? 1;
}
