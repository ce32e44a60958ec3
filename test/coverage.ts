/**
 * Line and branch coverage of the compiled program: `node dist/test/coverage.js [word…]`, with
 * words as run.ts takes them. What only runs inside a pseudo-terminal is not counted: the programs
 * there get an environment of their own.
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

const { status, stdout } = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=2', '--experimental-test-coverage', ...files],
  { encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'inherit'] },
);
const lines = stdout.split('\n');
const report = lines.slice(lines.findIndex((line) => /start of coverage report/.test(line)));
// The tests themselves are files too, and are left out of the sum.
const rows = report.filter((line) => /\bsrc\/\S+\.js +\|/.test(line));
const heading = report.find((line) => /line %/.test(line)) ?? '';
console.log([heading, ...rows].join('\n'));

const average = (column: number): string => {
  const values = rows.map((row) => Number(row.split('|')[column]));
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
};
console.log(`${rows.length} files on average: lines ${average(1)} %, branches ${average(2)} %`);
process.exitCode = status ?? 1;
