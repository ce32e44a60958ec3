/**
 * Mutation testing: `node dist/test/mutation.js [word…]` lets Stryker change the pure parts of the
 * program, and sees whether the tests of each part notice. With words, only parts whose path
 * contains one of them.
 */

import { spawnSync } from 'node:child_process';

/** Each part with the tests that are to notice, below test. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'dashboard/model/update{,/*}': [
    'dashboard/model/update',
    'dashboard/everyKey',
    'dashboard/replay',
    'proof/dashboardModel',
  ],
  'dashboard/model/steps': ['dashboard/model/steps'],
  'runs/history': ['runs/history'],
  'runs/records': ['training/trainer'],
  'training/trainer': ['training/trainer'],
  'training/trainingRun': ['training/trainer'],
  'training/pacer': ['training/pacer', 'training/trainer'],
  'training/reports': ['training/reports', 'training/trainer'],
  'fit/descent': ['fit/descent'],
  'fit/polynomial': ['fit/polynomial'],
  'fit/forecast': ['fit/forecast'],
  'fit/analysis': ['fit/analysis'],
  'fit/leastSquares': ['fit/leastSquares'],
  'fit/momentsObjective': ['fit/momentsObjective'],
  'fit/createObjective': ['training/trainer'],
  'fit/objective': ['fit/objective'],
  'fit/vectorPass': ['fit/vectorPass', 'fit/objective'],
  'fit/webAssembly': ['fit/vectorPass', 'fit/objective'],
  'fit/gramPolynomials': ['fit/gramPolynomials', 'fit/leastSquares'],
  'fit/random': ['fit/random'],
  'fit/dataset': ['fit/dataset'],
  'fit/compensatedSums': ['fit/compensatedSums'],
  'fit/lossSurface': ['fit/lossSurface'],
  'fit/sineParts': ['fit/sineParts'],
  'fit/excessLoss': ['fit/excessLoss'],
  'fit/svd': ['fit/svd'],
  'fit/taylor': ['fit/taylor'],
  'fit/dot': ['fit/dot'],
  'fit/rootMeanSquare': ['fit/rootMeanSquare'],
  'fit/learningRate': ['fit/learningRate'],
};

const words = process.argv.slice(2);

for (const [part, tests] of Object.entries(parts)) {
  if (words.length === 0 || words.some((word) => part.includes(word))) {
    console.log(`\n${part}`);
    const args = ['run', '.stryker.config.json', '--mutate', `src/${part}.ts`];
    const { status } = spawnSync('stryker', args, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, MUTATION_TESTS: tests.join(' ') },
    });
    process.exitCode ||= status ?? 1;
  }
}
