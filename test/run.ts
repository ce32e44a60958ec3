/**
 * Runs the compiled tests: `node dist/test/run.js [word…]`.
 *
 * Node 20 knows no globs for `node --test`, so the files are found here. With words, only files
 * whose path below the test folder contains one of them are run.
 */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { run } from 'node:test';
import { spec as SpecReporter } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Long enough for any test on a slow machine, or for a soak; ends a test that hangs. */
const FILE_TIMEOUT = process.env.SOAK === '1' ? 7_200_000 : 300_000;

/**
 * Tests of the program in a pseudo-terminal and of its scripts for shells. terminal/program.ts speaks
 * to POSIX systems: Windows has neither their terminals nor their signals.
 */
const POSIX_ONLY =
  /^(terminal\/|(docs|pictures)\.|cli\/completion\.|proof\/(endurance|faults|keyScripts|memory|permissions)\.)/;

/** Folders in which each file has a process of its own: they start programs or take long. */
const ALONE = ['.', 'cli', 'dashboard', 'library', 'proof', 'terminal'];

/** The longest, which come first so that none is left alone at the end. */
const LONGEST = [
  ...['terminal/slowReader', 'terminal/floods', 'terminal/size', 'terminal/leaving'],
  ...['proof/memory', 'proof/faults', 'proof/keyScripts', 'dashboard/sizes'],
];

/** How long a file takes, as far as that decides when it is run. */
function duration(name: string): number {
  return LONGEST.includes(name.replace('.test.js', '')) ? 1 : 0;
}

/** What shares a process with it: the others of its folder, or nothing. */
function groupOf(name: string): string {
  const folder = dirname(name);
  return ALONE.includes(folder) ? name : folder;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const names = readdirSync(folder, { encoding: 'utf8', recursive: true })
  .filter((path) => path.endsWith('.test.js'))
  .map((path) => path.split(sep).join('/'))
  .filter((name) => process.platform !== 'win32' || !POSIX_ONLY.test(name))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort((one, other) => duration(other) - duration(one) || (one < other ? -1 : 1));

const entries = mkdtempSync(join(tmpdir(), 'sinfit-tests-'));
process.on('exit', () => rmSync(entries, { recursive: true }));

/** What is run in one process: a file, or one that imports the files of a folder. */
const files = [...new Set(names.map(groupOf))].map((group) => {
  const members = names.filter((name) => groupOf(name) === group);
  if (members.length === 1) {
    return folder + members[0];
  }
  const entry = join(entries, `${group.replaceAll('/', '-')}.mjs`);
  const imports = members.map((name) => `import ${JSON.stringify(pathToFileURL(folder + name))};`);
  writeFileSync(entry, imports.join('\n'));
  return entry;
});

let ran = 0;
let failed = 0;

if (files.length > 0) {
  // One more than there are processors: many files wait for programs most of the time.
  const concurrency = availableParallelism() + 1;
  const events = run({ files, concurrency, timeout: FILE_TIMEOUT });
  // A file is reported as a test of its own when it holds none: that is not a test that ran.
  events.on('test:pass', ({ name, skip }) => {
    if (!files.includes(name) && skip === undefined) {
      ran += 1;
    }
  });
  events.on('test:fail', ({ todo }) => {
    if (todo === undefined) {
      failed += 1;
    }
  });
  events.compose(new SpecReporter()).pipe(process.stdout);
}

process.on('exit', (code) => {
  if (code !== 0) {
    return;
  }
  if (failed === 0 && ran === 0) {
    console.error('No test was run.');
  }
  process.exitCode = failed > 0 || ran === 0 ? 1 : 0;
});
