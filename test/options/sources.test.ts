import assert from 'node:assert/strict';
import test from 'node:test';
import { configSource } from '../../src/cli/configFile.js';
import { readEnvironment } from '../../src/cli/environment.js';
import { readCommandLine } from '../../src/cli/flags.js';
import { OptionError } from '../../src/options/rawValue.js';
import { mergeSources } from '../../src/options/sources.js';

interface Layers {
  readonly flags?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly config?: object;
}

/** What holds, as texts. */
function merged({ flags = [], environment = {}, config = {} }: Layers): Record<string, string> {
  const source = mergeSources([
    readCommandLine(flags).flags,
    readEnvironment(environment),
    configSource(JSON.stringify(config), 'config.json'),
  ]);
  return Object.fromEntries([...source].map(([name, { items }]) => [name, items.join(' ')]));
}

test('flags override the environment, which overrides the config file', () => {
  const config = { lr: 1, samples: 3, every: 5 };
  const environment = { SINFIT_LEARNING_RATE: '2', SINFIT_SAMPLES: '4' };
  assert.deepEqual(merged({ flags: ['--lr', '6', '7'], environment, config }), {
    'learning-rate': '6 7',
    samples: '4',
    every: '5',
  });
});

test('a switch can be turned off again', () => {
  const config = { ascii: true, headless: true };
  const environment = { SINFIT_ASCII: '0' };
  assert.deepEqual(merged({ flags: ['--no-headless'], environment, config }), {
    ascii: '0',
    headless: 'false',
  });
});

test('a start given in one place overrides another kind given in a later place', () => {
  const init = [1, 2, 3, 4];
  assert.deepEqual(merged({ flags: ['--seed', '1'], config: { init } }), { seed: '1' });
  assert.deepEqual(merged({ flags: ['--init', '4 3 2 1'], environment: { SINFIT_SEED: '1' } }), {
    init: '4 3 2 1',
  });
  assert.deepEqual(merged({ environment: { SINFIT_SEED: '1' }, config: { init } }), { seed: '1' });
});

test('a way to print given in one place overrides another given in a later place', () => {
  const config = { announce: true };
  assert.deepEqual(merged({ flags: ['--format', 'csv'], config }), { format: 'csv' });
  const environment = { SINFIT_FORMAT: 'csv' };
  assert.deepEqual(merged({ flags: ['--announce'], environment }), { announce: 'true' });
  // A switch that is off decides about itself alone.
  assert.deepEqual(merged({ flags: ['--no-announce'], environment }), {
    announce: 'false',
    format: 'csv',
  });
});

test('contradictions in one place are refused with its names', () => {
  const cases: readonly [Layers, string][] = [
    [{ flags: ['--seed', '1', '--init', '1'] }, '--seed and --init'],
    [{ environment: { SINFIT_SEED: '1', SINFIT_INIT: '1' } }, 'SINFIT_SEED and SINFIT_INIT'],
    [{ config: { seed: 1, init: [1] } }, '"seed" and "init" in config.json, line 1, column 2'],
    [
      { config: { announce: true, format: 'text' } },
      '"announce" and "format" in config.json, line 1, column 2',
    ],
    // Even where a flag has decided already: the file itself makes no sense.
    [
      { flags: ['--seed', '2'], config: { seed: 1, init: [1] } },
      '"seed" and "init" in config.json, line 1, column 2',
    ],
  ];
  for (const [layers, names] of cases) {
    assert.throws(
      () => merged(layers),
      new OptionError(`${names} exclude each other: use only one of them`),
    );
  }
});
