import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTable } from './table.js';

test('a measurement is shown beside its baseline, the ratio and the target', () => {
  const gcc = { name: 'gcc', value: 2.5, target: 1.5 };
  const table = formatTable([
    { what: 'loop', value: 2, unit: 'ns', baseline: gcc },
    { what: 'loop at large', value: 1234.5, unit: 'ms', baseline: { ...gcc, target: null } },
    { what: 'other', value: 0.1234, unit: 'ns', baseline: { ...gcc, value: null } },
    { what: 'alone', value: 12.34, unit: 'MiB', baseline: null },
  ]);
  assert.equal(
    table,
    `\
| what          |     here | baseline                    |  ratio | target |
|---------------|---------:|-----------------------------|-------:|-------:|
| loop          |  2.00 ns | gcc: 2.50 ns                |   0.80 | ≤ 1.50 |
| loop at large |  1235 ms | gcc: 2.50 ms                | 493.80 |        |
| other         | 0.123 ns | gcc: not installed, skipped |        |        |
| alone         | 12.3 MiB |                             |        |        |
`,
  );
});
