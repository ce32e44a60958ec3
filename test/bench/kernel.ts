/**
 * Times an engine of a build: `node kernel.js FOLDER ENGINE SAMPLES RUNS [OPTIMIZER]` prints the
 * nanoseconds that the tutorial's 2000 iterations took, a line for each run. A process of its own,
 * so that the code of two builds or optimizers does not meet in one engine's caches.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OPTIMIZERS, type OptimizerName } from '../../src/fit/optimizers.js';
import { inProcess } from './runners.js';
import { type Builds, training } from './training.js';

const [folder, engine, samples, runs, name] = process.argv.slice(2);
const optimizer = name === undefined ? undefined : OPTIMIZERS[name as OptimizerName];
const load = async (file: string) =>
  import(pathToFileURL(join(folder!, 'dist/src/fit', file)).href);
const builds = { ...(await load('createObjective.js')), ...(await load('descent.js')) } as Builds;
const run = inProcess(() => training(builds, engine as 'pointwise', Number(samples), 3, optimizer));
// The first run is that of code that is not yet compiled.
run(1);
process.stdout.write(`${run(Number(runs)).join('\n')}\n`);
