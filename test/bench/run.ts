/**
 * Measures this machine: `npm run bench` prints one table, which takes about four minutes. With
 * words, such as `node dist/test/bench/run.js start size`, only those parts.
 */

import { measureDrawing, measureScale } from './dashboard.js';
import { measureKernels } from './kernels.js';
import { measureMemory, measureSize, measureStart } from './processes.js';
import { formatTable, type Measurement } from './table.js';

const PARTS: Readonly<Record<string, () => Measurement[] | Promise<Measurement[]>>> = {
  start: measureStart,
  kernels: measureKernels,
  drawing: measureDrawing,
  scale: measureScale,
  memory: measureMemory,
  size: measureSize,
};

const words = process.argv.slice(2);
const measurements: Measurement[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (words.length === 0 || words.includes(name)) {
    measurements.push(...(await measure()));
  }
}
process.stdout.write(formatTable(measurements));
