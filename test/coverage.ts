/**
 * Line and branch coverage of the modules of src that tests import: `node dist/test/coverage.js
 * [word…]`, with words as run.ts takes them. What tests start is the packed program, in which
 * Node.js finds no more than roughly the lines that were run; it does not count.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const files = readdirSync(folder, { encoding: 'utf8', recursive: true })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.test.js'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort()
  .map((path) => folder + path);

const reporter = new URL('coverageReporter.js', import.meta.url).href;
const { status } = spawnSync(
  process.execPath,
  [
    ...['--test', '--test-concurrency=2', '--experimental-test-coverage'],
    ...[`--test-reporter=${reporter}`, '--test-reporter-destination=stdout'],
    ...files,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
