import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import report from './coverageReporter.js';

const workingDirectory = join('/', 'home', 'sinfit');

function file(path: string, lines: readonly number[], branches: number) {
  return {
    path: join(workingDirectory, ...path.split('/')),
    totalLineCount: lines.length,
    coveredLineCount: lines.filter((count) => count > 0).length,
    totalBranchCount: 4,
    coveredBranchCount: branches,
    lines: lines.map((count, i) => ({ line: i + 1, count })),
  };
}

test('a report has the files of the program, their sum, and what failed', async () => {
  const files = [
    file('dist/test/run.js', [0], 4),
    file('dist/src/fit/dot.js', [1, 0, 0, 2, 0, 1, 1, 1], 2),
    file('dist/src/cli.js', [1, 1], 4),
  ];
  const events = [
    { type: 'test:fail', data: { name: 'adds up', details: { error: { cause: '1 is not 2' } } } },
    { type: 'test:coverage', data: { summary: { files, workingDirectory } } },
    { type: 'test:diagnostic', data: { message: 'duration_ms 12' } },
    { type: 'test:diagnostic', data: { message: 'Warning: Could not report code coverage.' } },
  ] as unknown as TestEvent[];
  let text = '';
  for await (const piece of report(
    (async function* () {
      yield* events;
    })(),
  )) {
    text += piece;
  }
  const words = text.split('\n').map((line) => line.replace(/ +/g, ' '));
  assert.deepEqual(words, [
    'failed: adds up',
    '1 is not 2',
    ' lines branches not run',
    'dist/src/cli.js 100.00 % 100.00 %',
    'dist/src/fit/dot.js 62.50 % 50.00 % 2-3 5',
    '2 files 70.00 % 75.00 %',
    'Warning: Could not report code coverage.',
    '',
  ]);
});
