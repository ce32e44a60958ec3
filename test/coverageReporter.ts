/** Prints how much of each file of the program the tests ran, and which tests failed. */

import { sep } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

type Files = Extract<TestEvent, { type: 'test:coverage' }>['data']['summary']['files'];

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:fail') {
      const { name, details } = event.data;
      yield `failed: ${name}\n${details.error.cause ?? details.error}\n`;
    } else if (event.type === 'test:coverage') {
      const { files, workingDirectory } = event.data.summary;
      yield table(files, workingDirectory);
    } else if (event.type === 'test:diagnostic' && event.data.message.startsWith('Warning: ')) {
      // Why there is no report: a process that was killed may have left half of its part.
      yield `${event.data.message}\n`;
    }
  }
}

/** The tests themselves are files too, and are left out. */
function table(files: Files, folder: string): string {
  const counted = files
    .map((file) => ({
      ...file,
      name: file.path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    }))
    .filter(({ name }) => /^(dist\/)?src\//.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = counted.map((file) => {
    const missed = file.lines.filter(({ count }) => count === 0).map(({ line }) => line);
    return row(
      file.name,
      percent(file.coveredLineCount, file.totalLineCount),
      percent(file.coveredBranchCount, file.totalBranchCount),
      ranges(missed),
    );
  });
  const sum = (of: (file: Files[number]) => number) =>
    counted.reduce((total, file) => total + of(file), 0);
  const total = row(
    `${counted.length} files`,
    percent(
      sum((file) => file.coveredLineCount),
      sum((file) => file.totalLineCount),
    ),
    percent(
      sum((file) => file.coveredBranchCount),
      sum((file) => file.totalBranchCount),
    ),
    '',
  );
  return [row('', 'lines', 'branches', 'not run'), ...rows, total, ''].join('\n');
}

function row(name: string, lines: string, branches: string, missed: string): string {
  return `${name.padEnd(42)} ${lines.padStart(8)} ${branches.padStart(8)}  ${missed}`.trimEnd();
}

function percent(covered: number, total: number): string {
  return `${(total === 0 ? 100 : (100 * covered) / total).toFixed(2)} %`;
}

/** Line numbers in order, neighbours as `3-5`. */
function ranges(lines: readonly number[]): string {
  const found: [number, number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && last[1] === line - 1) {
      last[1] = line;
    } else {
      found.push([line, line]);
    }
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
