/**
 * Measures this machine: `npm run bench` prints a table, and another of what an update of the
 * dashboard costs by part, in about five minutes. With words, such as `npm run bench -- start size`,
 * it measures only those parts. `npm run bench -- --against REV` builds another revision and compares
 * the present one with it.
 *
 * All of it runs in an environment of its own, see environment.ts.
 */

import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareWith } from './against.js';
import { measureDrawing, measureScale } from './dashboard.js';
import { createCleanEnvironment, describeEnvironment, isClean } from './environment.js';
import { measureKernels } from './kernels.js';
import { measureMemory, measureSize, measureStart } from './processes.js';
import { formatTable, type Measurement } from './table.js';
import { updatesTable } from './updates.js';

const PARTS: Readonly<Record<string, () => Measurement[] | Promise<Measurement[]>>> = {
  start: measureStart,
  kernels: measureKernels,
  drawing: measureDrawing,
  scale: measureScale,
  memory: measureMemory,
  size: measureSize,
};

/** The part with a table of its own. */
const UPDATES = 'updates';

const NAMES = [...Object.keys(PARTS), UPDATES];

const { values, positionals: words } = parseArgs({
  options: { against: { type: 'string' } },
  allowPositionals: true,
});
const unknown = words.find((word) => !NAMES.includes(word));
if (unknown !== undefined) {
  console.error(`bench: ${unknown} is no part; the parts are ${NAMES.join(', ')}`);
  process.exitCode = 2;
} else if (isClean(process.env)) {
  await measure();
} else {
  const environment = createCleanEnvironment(process.env);
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { env: environment.variables, stdio: 'inherit' },
  );
  environment.remove();
  process.exitCode = status ?? 1;
}

async function measure(): Promise<void> {
  const processors = cpus();
  const kind = `${processors.length} x ${processors[0]?.model}`;
  console.log(`Node.js ${process.version}, ${process.platform} ${process.arch}, ${kind}`);
  console.log(`${describeEnvironment(process.env)}\n`);
  if (values.against !== undefined) {
    process.stdout.write(await compareWith(values.against));
    return;
  }
  const isWanted = (name: string) => words.length === 0 || words.includes(name);
  const measurements: Measurement[] = [];
  for (const [name, measurePart] of Object.entries(PARTS)) {
    if (isWanted(name)) {
      measurements.push(...(await measurePart()));
    }
  }
  const tables = [
    ...(measurements.length > 0 ? [formatTable(measurements)] : []),
    ...(isWanted(UPDATES) ? [updatesTable()] : []),
  ];
  process.stdout.write(tables.join('\n'));
}
